import { ECSClient } from '@aws-sdk/client-ecs';
import { ServiceDiscoveryClient } from '@aws-sdk/client-servicediscovery';
import { DiscoverySimulator } from '../../../../src/simulator';

const clients: { destroy(): void }[] = [];

afterAll(() => clients.forEach((client) => client.destroy()));

function optionsFor(simulator: DiscoverySimulator) {
  return {
    endpoint: simulator.apiEndpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
    disableHostPrefix: true,
    maxAttempts: 1,
  };
}

export function cloudMapOf(simulator: DiscoverySimulator): ServiceDiscoveryClient {
  const client = new ServiceDiscoveryClient(optionsFor(simulator));
  clients.push(client);
  return client;
}

export function ecsOf(simulator: DiscoverySimulator): ECSClient {
  const client = new ECSClient(optionsFor(simulator));
  clients.push(client);
  return client;
}

/** The name of the error that a call fails with; `none` where it does not. */
export async function errorOf(call: Promise<unknown>): Promise<string> {
  return call.then(() => 'none', (error: Error) => error.name);
}

/** All pages of a list. */
export async function pages<T extends { NextToken?: string }>(list: (token: string | undefined) => Promise<T>): Promise<T[]> {
  const found = [await list(undefined)];
  for (let token = found[0].NextToken; token !== undefined; token = found[found.length - 1].NextToken) {
    found.push(await list(token));
  }
  return found;
}
