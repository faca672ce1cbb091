import { DiscoverInstancesCommand } from '@aws-sdk/client-servicediscovery';
import { ask, servicesOf } from './support/ask';
import { cloudMapOf } from './support/clients';
import { simulated } from './support/simulation';
import { cloudMapService, privateNamespace, templateOf } from './support/templates';

// Which port an SRV record has: the ECS API reference, ServiceRegistry; aws-facts.md 2.1.
interface Wiring {
  readonly mode: 'awsvpc' | 'bridge' | 'host';
  /** The port mappings of the containers `web` and `admin`. */
  readonly web: string;
  readonly admin: string;
  readonly registry: string;
}

function wired({ mode, web, admin, registry }: Wiring): string {
  const network = mode === 'awsvpc' ? 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref Subnet] } }' : '';
  return templateOf(privateNamespace('Internal', 'ecs-internal'), cloudMapService('Web', { name: 'web', namespace: 'Internal', records: { SRV: 10 } }), `
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: ${mode}
      ContainerDefinitions:
        - { Name: web, Image: httpd, Memory: 64, PortMappings: [${web}] }
        - { Name: admin, Image: httpd, Memory: 64, PortMappings: [${admin}] }
  Web:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      DesiredCount: 2
      ${network}
      ServiceRegistries: [{ RegistryArn: !GetAtt WebNames.Arn, ${registry} }]
`);
}

const MAPPINGS = { web: '{ ContainerPort: 80 }', admin: '{ ContainerPort: 8443 }' };

const PORTS: [string, Wiring, number][] = [
  ['the container\'s that the registry names', { mode: 'awsvpc', ...MAPPINGS, registry: 'ContainerName: admin, ContainerPort: 8443' }, 8443],
  ['the registry\'s own', { mode: 'awsvpc', ...MAPPINGS, registry: 'Port: 9999' }, 9999],
  ['the host\'s in a bridge', { mode: 'bridge', ...MAPPINGS, web: '{ ContainerPort: 80, HostPort: 8080 }', registry: 'ContainerName: web, ContainerPort: 80' }, 8080],
  ['the container\'s in the host\'s network', { mode: 'host', ...MAPPINGS, registry: 'ContainerName: web, ContainerPort: 80' }, 80],
];

test.each(PORTS)('the port of an SRV record is %s', async (_, wiring, port) => {
  const simulator = await simulated(wired(wiring));
  const { answers } = await ask(simulator.dnsServer, 'web.ecs-internal', 'SRV');
  expect(servicesOf(answers).map((service) => service.port)).toEqual([port, port]);
  const { Instances } = await cloudMapOf(simulator).send(new DiscoverInstancesCommand({ NamespaceName: 'ecs-internal', ServiceName: 'web' }));
  expect(Instances!.map(({ Attributes }) => Attributes!.AWS_INSTANCE_PORT)).toEqual([String(port), String(port)]);
});

// PortMapping.hostPort: 0 or nothing takes one of the host's ephemeral range, 49153-65535 or 32768-60999.
test.each(['{ ContainerPort: 80 }', '{ ContainerPort: 80, HostPort: 0 }'])('the port in a bridge without a host\'s port, %s, is one that the task has', async (web) => {
  const simulator = await simulated(wired({ mode: 'bridge', ...MAPPINGS, web, registry: 'ContainerName: web, ContainerPort: 80' }));
  const found = servicesOf((await ask(simulator.dnsServer, 'web.ecs-internal', 'SRV')).answers);
  expect(found).toHaveLength(2);
  for (const { port, target } of found) {
    expect(port).toBeGreaterThan(0);
    expect(simulator.tasks('web').find(({ id }) => target.startsWith(id))!.ports).toContain(port);
  }
});
