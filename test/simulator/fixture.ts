import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiscoverySimulator } from '../../src/simulator';
import type { SimulatorOptions } from '../../src/simulator';

const directory = mkdtempSync(join(tmpdir(), 'simulator-'));
const running = new Set<DiscoverySimulator>();
let files = 0;

afterEach(async () => {
  await Promise.all([...running].map((simulator) => simulator.stop()));
  running.clear();
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Writes a template, and tells its path. */
export function templateOf(resources: object, rest: object = {}): string {
  const file = join(directory, `template-${++files}.json`);
  writeFileSync(file, JSON.stringify({ Resources: resources, ...rest }));
  return file;
}

/** A simulation of one template, which ends with the test. */
export async function simulated(resources: object, options: Partial<SimulatorOptions> = {}): Promise<DiscoverySimulator> {
  const simulator = await DiscoverySimulator.start({ sources: [templateOf(resources)], ...options });
  running.add(simulator);
  return simulator;
}

export const NAMESPACE = { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'shop.internal', Vpc: 'vpc-1' } };

export const cloudMapService = (Name: string, properties: object = {}) => ({
  Type: 'AWS::ServiceDiscovery::Service',
  Properties: {
    Name,
    NamespaceId: { Ref: 'Namespace' },
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
    HealthCheckCustomConfig: { FailureThreshold: 1 },
    ...properties,
  },
});

export const taskDefinition = (container: object = {}, properties: object = {}) => ({
  Type: 'AWS::ECS::TaskDefinition',
  Properties: { NetworkMode: 'awsvpc', ContainerDefinitions: [{ Name: 'app', PortMappings: [{ ContainerPort: 8080 }], ...container }], ...properties },
});

export const ecsService = (name: string, properties: object = {}) => ({
  Type: 'AWS::ECS::Service',
  Properties: {
    Cluster: { Ref: 'Cluster' },
    DesiredCount: 2,
    TaskDefinition: { Ref: 'Task' },
    ServiceRegistries: [{ RegistryArn: { 'Fn::GetAtt': [name, 'Arn'] } }],
    ...properties,
  },
});

/** One service that is found as `backend.shop.internal`, and what it stands on. */
export const BACKEND = {
  Namespace: NAMESPACE,
  Cluster: { Type: 'AWS::ECS::Cluster' },
  Task: taskDefinition(),
  Name: cloudMapService('backend'),
  Backend: ecsService('Name'),
};

export async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 400) {
      throw new Error('It did not come to that.');
    }
    await new Promise((done) => setTimeout(done, 20));
  }
}
