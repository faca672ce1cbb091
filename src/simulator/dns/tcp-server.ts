import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Source } from './respond';
import { respond } from './respond';

/** A connection on which nothing comes is closed after that time: https://www.rfc-editor.org/rfc/rfc7766#section-6.2.3 */
const IDLE_MS = 10_000;
const MOST_CONNECTIONS = 256;

/** What comes in between, while another server is asked. */
const MOST_WAITING = 64;

export interface TcpServer {
  readonly server: Server;
  /** Ends its connections, too. */
  readonly close: () => Promise<void>;
}

export function tcpServer(source: Source): TcpServer {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.setTimeout(IDLE_MS, () => socket.destroy());
    serve(source, socket);
  });
  server.maxConnections = MOST_CONNECTIONS;
  const close = () => new Promise<void>((done) => {
    server.close(() => done());
    open.forEach((socket) => socket.destroy());
  });
  return { server, close };
}

/** Each message has its length in front; several may come in one piece, or one in several. */
function serve(source: Source, socket: Socket): void {
  let pending = Buffer.alloc(0);
  let waiting = 0;
  socket.on('data', (piece: Buffer) => {
    pending = Buffer.concat([pending, piece]);
    while (pending.length >= 2 && pending.length >= 2 + pending.readUInt16BE(0)) {
      const end = 2 + pending.readUInt16BE(0);
      const found = respond(source, pending.subarray(2, end), true);
      pending = pending.subarray(end);
      if (found === undefined) {
        socket.destroy(); // What is no question is from no client.
        return;
      }
      if (found instanceof Promise) {
        if (++waiting > MOST_WAITING) {
          socket.destroy();
          return;
        }
        void found.then((reply) => {
          waiting--;
          send(socket, reply);
        });
      } else {
        send(socket, found);
      }
    }
  });
}

function send(socket: Socket, reply: Buffer): void {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(reply.length);
  if (!socket.destroyed) {
    socket.write(Buffer.concat([length, reply]));
  }
}
