import { createSocket } from 'node:dgram';
import { connect, Socket } from 'node:net';

/** A server's address and port, from `127.0.0.1:35353`. */
export function endpointOf(server: string): { readonly host: string; readonly port: number } {
  const [host, port] = server.replace(/^https?:\/\//, '').split(':');
  return { host, port: Number(port) };
}

/** Sends datagrams from one socket, in order, and collects what comes back until `enough` answers are there or the patience is over. */
export async function datagrams(server: string, packets: readonly Buffer[], enough = packets.length, patience = 2000): Promise<Buffer[]> {
  const { host, port } = endpointOf(server);
  const socket = createSocket('udp4');
  const answers: Buffer[] = [];
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(resolve, patience);
      socket.on('message', (message) => {
        if (answers.push(message) >= enough) {
          clearTimeout(timer);
          resolve();
        }
      });
      socket.on('error', reject);
      socket.bind(0, '127.0.0.1', () => packets.forEach((packet) => socket.send(packet, port, host)));
    });
  } finally {
    socket.close();
  }
  return answers;
}

/** A message as TCP carries it: after its length (RFC 1035, 4.2.2). */
export function framed(message: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}

/** The messages of a TCP stream. */
export function unframed(stream: Buffer): Buffer[] {
  const messages: Buffer[] = [];
  for (let at = 0; at + 2 <= stream.length && at + 2 + stream.readUInt16BE(at) <= stream.length; at += 2 + stream.readUInt16BE(at)) {
    messages.push(stream.subarray(at + 2, at + 2 + stream.readUInt16BE(at)));
  }
  return messages;
}

/** Writes pieces to a TCP connection, each in a segment of its own, and collects messages until `enough` are there, the end or the patience. */
export async function overTcp(server: string, pieces: readonly Buffer[], enough = 1, patience = 2000): Promise<Buffer[]> {
  const socket = connect(endpointOf(server));
  socket.setNoDelay(true);
  try {
    const answers = collect(socket, enough, patience);
    for (const piece of pieces) {
      await new Promise<void>((sent) => socket.write(piece, () => sent()));
      await new Promise((passed) => setImmediate(passed));
    }
    return await answers;
  } finally {
    socket.destroy();
  }
}

function collect(socket: Socket, enough: number, patience: number): Promise<Buffer[]> {
  return new Promise((resolve) => {
    let stream: Buffer = Buffer.alloc(0);
    const done = () => {
      clearTimeout(timer);
      resolve(unframed(stream));
    };
    const timer = setTimeout(done, patience);
    socket.on('data', (data: Buffer) => {
      stream = Buffer.concat([stream, data]);
      if (unframed(stream).length >= enough) {
        done();
      }
    });
    socket.on('close', done);
    socket.on('error', done);
  });
}
