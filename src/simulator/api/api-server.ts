import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from './api-error';
import { ApiInput } from './api-input';
import type { Operation } from './cloud-map-operations';
import { CLOUD_MAP_OPERATIONS } from './cloud-map-operations';
import { DISCOVER_OPERATIONS } from './discover-operations';
import { ECS_OPERATIONS } from './ecs-operations';
import type { JsonObject } from '../../model/json';
import type { World } from '../world';

export interface ApiServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** No input that these operations take is larger. */
const LARGEST_BODY = 262_144;

/** The services by what stands before the dot in `X-Amz-Target`. */
const SERVICES: ReadonlyMap<string, { readonly operations: ReadonlyMap<string, Operation>; readonly invalid: string }> = new Map([
  ['Route53AutoNaming_v20170314', { operations: new Map([...CLOUD_MAP_OPERATIONS, ...DISCOVER_OPERATIONS]), invalid: 'InvalidInput' }],
  ['AmazonEC2ContainerServiceV20141113', { operations: ECS_OPERATIONS, invalid: 'InvalidParameterException' }],
]);

/** Serves the APIs of Cloud Map and ECS in the protocol AWS JSON 1.1: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html */
export async function startApiServer(world: World, address: string, port: number): Promise<ApiServer> {
  const server = createServer((request, response) => void serve(world, request, response));
  server.listen(port, address);
  await once(server, 'listening');
  server.on('error', () => undefined);
  const close = () => new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, close };
}

async function serve(world: World, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    reply(response, 200, carriedOut(world, request, await bodyOf(request)));
  } catch (error) {
    const known = error instanceof ApiError ? error : new ApiError('InternalFailure', 'The simulator failed: please report this.', 500);
    reply(response, known.status, { __type: known.type, message: known.message });
  }
}

function carriedOut(world: World, { method, headers }: IncomingMessage, body: Buffer): object {
  const [prefix, name] = String(headers['x-amz-target'] ?? '').split('.');
  const service = SERVICES.get(prefix);
  const operation = service?.operations.get(name);
  // A web page cannot send this header without being asked first: it cannot change anything here.
  if (method !== 'POST' || !service || !operation) {
    throw new ApiError('UnknownOperationException', `The simulator answers POST with an X-Amz-Target of ${[...SERVICES].map(([target, { operations }]) =>
      `${target}: ${[...operations.keys()].join(', ')}`).join('; ')}.`);
  }
  return operation(world, new ApiInput(parsed(body), service.invalid));
}

function parsed(body: Buffer): JsonObject {
  try {
    const value: unknown = body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as JsonObject;
    }
  } catch {
    // Told below.
  }
  throw new ApiError('SerializationException', 'The body is no JSON object.');
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.length;
    if (length > LARGEST_BODY) {
      throw new ApiError('RequestEntityTooLargeException', `The body has more than ${LARGEST_BODY} bytes.`, 413);
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function reply(response: ServerResponse, status: number, body: object): void {
  const type = '__type' in body ? { 'x-amzn-errortype': String(body.__type) } : {};
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID(), ...type, ...status === 413 ? { connection: 'close' } : {} });
  response.end(JSON.stringify(body));
}
