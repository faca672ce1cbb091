import { Socket, createSocket } from 'node:dgram';
import { AddressInfo, Server, createServer } from 'node:net';
import { DecodedPacket, decode, encode } from 'dns-packet';
import { framed, unframed } from './wire';

/** What an upstream says to a query: the packet of its answer, several, or nothing. */
export type Answering = (query: DecodedPacket) => Buffer | readonly Buffer[] | undefined;

/** An answer of one A record. */
export function answerTo(query: DecodedPacket, address: string, changes: { readonly id?: number; readonly count?: number } = {}): Buffer {
  const [{ name }] = query.questions!;
  return encode({
    type: 'response',
    id: changes.id ?? query.id,
    flags: 0x0180,
    questions: query.questions,
    answers: Array.from({ length: changes.count ?? 1 }, () => ({ type: 'A', name, ttl: 99, data: address })),
  });
}

/** The same answer, cut to its header and question, as it goes over UDP when it is too long. */
export function cutAnswerTo(query: DecodedPacket): Buffer {
  return encode({ type: 'response', id: query.id, flags: 0x0380, questions: query.questions });
}

/** A DNS server of the test's own, which the simulator forwards to: UDP and TCP on one port. */
export class Upstream {
  static async start(overUdp: Answering, overTcp: Answering = overUdp): Promise<Upstream> {
    const tcp = createServer((socket) => {
      let stream: Buffer = Buffer.alloc(0);
      socket.on('error', () => undefined);
      socket.on('data', (data: Buffer) => {
        stream = Buffer.concat([stream, data]);
        for (const message of unframed(stream)) {
          stream = stream.subarray(2 + message.length);
          replies(upstream, overTcp, message).forEach((reply) => socket.write(framed(reply)));
        }
      });
    });
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const { port } = tcp.address() as AddressInfo;
    const udp = createSocket('udp4');
    udp.on('message', (message, from) => replies(upstream, overUdp, message).forEach((reply) => udp.send(reply, from.port, from.address)));
    await new Promise<void>((resolve) => udp.bind(port, '127.0.0.1', resolve));
    const upstream = new Upstream(`127.0.0.1:${port}`, udp, tcp);
    return upstream;
  }

  /** The names that were asked for. */
  readonly asked: string[] = [];

  private constructor(readonly server: string, private readonly udp: Socket, private readonly tcp: Server) {}

  async stop(): Promise<void> {
    this.udp.close();
    await new Promise((resolve) => this.tcp.close(resolve));
  }
}

function replies(upstream: Upstream, answering: Answering, message: Buffer): readonly Buffer[] {
  const query = decode(message);
  upstream.asked.push(query.questions![0].name);
  const reply = answering(query) ?? [];
  return Buffer.isBuffer(reply) ? [reply] : reply as readonly Buffer[];
}
