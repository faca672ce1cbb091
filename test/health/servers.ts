import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer as createTcpServer } from 'node:net';

/** A server on a free port of 127.0.0.1. */
export interface LocalServer {
  readonly port: number;
  close(): void;
}

function listen(server: Server): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve({
    port: (server.address() as AddressInfo).port,
    close: () => {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  })));
}

export function httpServer(listener: RequestListener): Promise<LocalServer> {
  return listen(createServer(listener));
}

/** Accepts, and never says a word. */
export function silentServer(): Promise<LocalServer> {
  return listen(createTcpServer());
}

/** A port that was free a moment ago, so that nothing listens there. */
export async function closedPort(): Promise<number> {
  const server = await silentServer();
  server.close();
  return server.port;
}
