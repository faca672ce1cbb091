import { Resolver } from 'node:dns/promises';
import { DiscoverySimulator } from 'cdk-discoverable-service/simulator';

/** How many addresses the backend's name has, as a test of a client would ask. */
export async function addressesOfBackend(cloudAssembly: string): Promise<number> {
  const simulator = await DiscoverySimulator.start({ sources: [cloudAssembly] });
  try {
    const resolver = new Resolver();
    resolver.setServers([simulator.dnsServer]);
    return (await resolver.resolve4('backend.ecs-internal')).length;
  } finally {
    await simulator.stop();
  }
}
