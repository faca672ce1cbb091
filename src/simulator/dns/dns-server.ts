import { createSocket } from 'node:dgram';
import type { RemoteInfo, Socket as UdpSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Source } from './respond';
import { respond } from './respond';
import type { TcpServer } from './tcp-server';
import { tcpServer } from './tcp-server';

export interface DnsServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** A free port by UDP may be taken by TCP: then another one is tried. */
const TRIES = 20;

/** Answers by UDP and TCP at one port. @param port 0 for a free one */
export async function startDnsServer(source: Source, address: string, port: number): Promise<DnsServer> {
  for (let tries = 1; ; tries++) {
    const udp = await listenByUdp(source, address, port);
    const { port: found } = udp.address();
    try {
      const tcp = await listenByTcp(source, address, found);
      return { port: found, close: () => closeBoth(udp, tcp) };
    } catch (error) {
      udp.close();
      if (port !== 0 || tries === TRIES) {
        throw error;
      }
    }
  }
}

async function listenByUdp(source: Source, address: string, port: number): Promise<UdpSocket> {
  const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4' });
  socket.on('message', (message, from) => void answerByUdp(source, socket, message, from));
  socket.bind(port, address);
  await once(socket, 'listening');
  // What a network says later, such as that a client is gone, ends nothing.
  socket.on('error', () => undefined);
  return socket;
}

async function answerByUdp(source: Source, socket: UdpSocket, message: Buffer, { address, port }: RemoteInfo): Promise<void> {
  const found = respond(source, message, false);
  const reply = found instanceof Promise ? await found : found;
  if (reply && port > 0) {
    try {
      socket.send(reply, port, address, () => undefined);
    } catch {
      // The server was closed while another one was asked.
    }
  }
}

async function listenByTcp(source: Source, address: string, port: number): Promise<TcpServer> {
  const tcp = tcpServer(source);
  tcp.server.listen(port, address);
  await once(tcp.server, 'listening');
  tcp.server.on('error', () => undefined);
  return tcp;
}

async function closeBoth(udp: UdpSocket, tcp: TcpServer): Promise<void> {
  await Promise.all([new Promise<void>((done) => udp.close(() => done())), tcp.close()]);
}
