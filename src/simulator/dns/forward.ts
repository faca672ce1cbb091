import { createSocket } from 'node:dgram';
import { isIP, connect } from 'node:net';
import { readQuestion } from './read-query';
import type { Forward } from './respond';
import { UnusableInput } from '../../model/unusable-input';

/** Clients ask again after five seconds. */
const PATIENCE_MS = 4000;

/** Asks the server at `host:port`, `[host]:port` or `host` for what is in no namespace. */
export function forwardTo(server: string): Forward {
  const { host, port } = addressOf(server);
  return (message, isByTcp) => isByTcp ? askByTcp(message, host, port) : askByUdp(message, host, port);
}

function addressOf(server: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, port = '53'] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(server) ?? [];
  const host = isIP(server) === 6 ? server : bracketed ?? plain ?? '';
  if (isIP(host) === 0 || Number(port) > 65_535 || Number(port) === 0) {
    throw new UnusableInput(`"${server}" is no address of a DNS server: it is an address, with a port where that is not 53 (10.0.0.2 or 127.0.0.1:5300)`);
  }
  return { host, port: isIP(server) === 6 ? 53 : Number(port) };
}

function askByUdp(message: Buffer, host: string, port: number): Promise<Buffer | undefined> {
  // What is on its way when the simulation ends keeps nobody waiting.
  const socket = createSocket(isIP(host) === 6 ? 'udp6' : 'udp4').unref();
  return new Promise<Buffer | undefined>((done) => {
    const timer = setTimeout(() => done(undefined), PATIENCE_MS);
    timer.unref();
    socket.on('error', () => done(undefined));
    socket.on('message', (reply) => {
      if (isReplyTo(message, reply)) {
        clearTimeout(timer);
        done(reply);
      }
    });
    // A connected socket takes answers from that server only.
    socket.connect(port, host, () => socket.send(message));
  }).finally(() => socket.close());
}

function askByTcp(message: Buffer, host: string, port: number): Promise<Buffer | undefined> {
  const socket = connect(port, host).unref();
  let pending = Buffer.alloc(0);
  return new Promise<Buffer | undefined>((done) => {
    socket.setTimeout(PATIENCE_MS, () => done(undefined));
    socket.on('error', () => done(undefined));
    socket.on('close', () => done(undefined));
    socket.on('data', (piece: Buffer) => {
      pending = Buffer.concat([pending, piece]);
      if (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
        const reply = pending.subarray(2, 2 + pending.readUInt16BE(0));
        done(isReplyTo(message, reply) ? reply : undefined);
      }
    });
    const length = Buffer.alloc(2);
    length.writeUInt16BE(message.length);
    socket.write(Buffer.concat([length, message]));
  }).finally(() => socket.destroy());
}

/** With the id and the question of the message: whatever else comes is from somebody else, or too late. */
function isReplyTo(message: Buffer, reply: Buffer): boolean {
  const [asked, answered] = [readQuestion(message), reply.length < 12 ? undefined : readQuestion(reply)];
  const isOne = asked !== undefined && answered !== undefined && asked.name.toLowerCase() === answered.name.toLowerCase();
  return isOne && asked.raw.subarray(-4).equals(answered.raw.subarray(-4)) && reply.readUInt16BE(0) === message.readUInt16BE(0);
}
