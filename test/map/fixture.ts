import { readMap } from '../../src/map/read-map';
import type { ServiceMap } from '../../src/map/service-map';
import { handWritten } from '../model/assembly-fixture';

export const group = (inside: readonly object[] = []) => ({
  Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'a group', VpcId: 'vpc-1', SecurityGroupIngress: inside },
});

export const tcp = (port: unknown) => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port });

export const ingress = (from: string, to: string, rule: object) => ({
  Type: 'AWS::EC2::SecurityGroupIngress', Properties: { GroupId: { Ref: to }, SourceSecurityGroupId: { Ref: from }, ...rule },
});

export const NAMESPACE = { Type: 'AWS::ServiceDiscovery::PrivateDnsNamespace', Properties: { Name: 'shop.internal', Vpc: 'vpc-1' } };

export const cloudMapName = (name: unknown, properties: object = {}) => ({
  Type: 'AWS::ServiceDiscovery::Service',
  Properties: {
    Name: name,
    NamespaceId: { Ref: 'Namespace' },
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 10 }] },
    HealthCheckCustomConfig: { FailureThreshold: 1 },
    ...properties,
  },
});

export interface ServiceOptions {
  readonly port?: number;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly name?: string;
  readonly group?: string;
  readonly properties?: object;
}

/** A service with its task definition, and a group of its own unless another one is given. */
export function service(id: string, { port = 8080, environment = {}, name, group: ownGroup = `${id}Group`, properties = {} }: ServiceOptions = {}) {
  return {
    [`${id}Task`]: {
      Type: 'AWS::ECS::TaskDefinition',
      Properties: {
        NetworkMode: 'awsvpc',
        ContainerDefinitions: [{
          Name: 'app',
          Image: 'app',
          HealthCheck: { Command: ['CMD-SHELL', 'true'] },
          PortMappings: [{ ContainerPort: port, Name: 'web' }],
          Environment: Object.entries(environment).map(([Name, Value]) => ({ Name, Value })),
        }],
      },
    },
    [`${id}Group`]: group(),
    [id]: {
      Type: 'AWS::ECS::Service',
      Properties: {
        DesiredCount: 2,
        TaskDefinition: { Ref: `${id}Task` },
        NetworkConfiguration: { AwsvpcConfiguration: { Subnets: ['subnet-1'], SecurityGroups: [{ 'Fn::GetAtt': [ownGroup, 'GroupId'] }] } },
        ServiceRegistries: name === undefined ? undefined : [{ RegistryArn: { 'Fn::GetAtt': [name, 'Arn'] } }],
        ...properties,
      },
    },
  };
}

/** A frontend that is given the address of a backend; the way is open where there is a rule. */
export const FRONTEND_BACKEND = {
  Namespace: NAMESPACE,
  BackendName: cloudMapName('backend'),
  ...service('Backend', { name: 'BackendName' }),
  ...service('Frontend', { environment: { BACKEND_URL: 'http://backend.shop.internal:8080' } }),
  Rule: ingress('FrontendGroup', 'BackendGroup', tcp(8080)),
};

/** The map of one template. */
export function mapOf(resources: object): ServiceMap {
  return readMap(handWritten({ Shop: { Resources: resources } }));
}

/** Each edge as a line that a person reads. */
export function edgesOf(resources: object): string[] {
  return mapOf(resources).edges.map(({ from, to, port, kind, by, isClosed }) =>
    `${from} -> ${to} ${port} ${kind}${by.length > 0 ? ` by ${by.join(', ')}` : ''}${isClosed ? ' (closed)' : ''}`);
}
