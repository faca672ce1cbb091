/** A network whose subnets have IPv4, both or IPv6 only, and a cluster. */
export const NETWORK = `
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsSupport: true, EnableDnsHostnames: true } }
  Ipv6: { Type: AWS::EC2::VPCCidrBlock, Properties: { VpcId: !Ref Vpc, AmazonProvidedIpv6CidrBlock: true } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24, AvailabilityZone: !Select [0, !GetAZs ''] } }
  DualSubnet:
    Type: AWS::EC2::Subnet
    DependsOn: Ipv6
    Properties:
      VpcId: !Ref Vpc
      CidrBlock: 10.0.1.0/24
      Ipv6CidrBlock: !Select [0, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 256, 64]]
      AssignIpv6AddressOnCreation: true
  Ipv6Subnet:
    Type: AWS::EC2::Subnet
    DependsOn: Ipv6
    Properties:
      VpcId: !Ref Vpc
      Ipv6Native: true
      Ipv6CidrBlock: !Select [1, !Cidr [!Select [0, !GetAtt Vpc.Ipv6CidrBlocks], 256, 64]]
      AssignIpv6AddressOnCreation: true
  Cluster: { Type: AWS::ECS::Cluster, Properties: { ClusterName: shop } }
`;

/** A private namespace with an id of its own in the template. */
export function privateNamespace(id: string, name: string, soaTtl?: number): string {
  const soa = soaTtl === undefined ? '' : `, Properties: { DnsProperties: { SOA: { TTL: ${soaTtl} } } }`;
  return `
  ${id}: { Type: AWS::ServiceDiscovery::PrivateDnsNamespace, Properties: { Name: ${name}, Vpc: !Ref Vpc${soa} } }
`;
}

/** What a Cloud Map service and the ECS service that registers in it are made of. */
export interface Service {
  /** The Cloud Map service's name. */
  readonly name: string;
  /** The logical id of the namespace. */
  readonly namespace: string;
  /** The types of records, each with its TTL; none for the API alone. */
  readonly records?: Readonly<Record<string, number>>;
  readonly routing?: 'MULTIVALUE' | 'WEIGHTED';
  /** How many tasks; nothing is written for `undefined`. */
  readonly tasks?: number | string;
  /** The logical id of the subnet. */
  readonly subnet?: string;
  readonly port?: number;
  /** Whether the service has a custom health check; it has. */
  readonly custom?: boolean;
}

/** A Cloud Map service. */
export function cloudMapService(id: string, service: Service): string {
  const records = Object.entries(service.records ?? {}).map(([type, ttl]) => `{ Type: ${type}, TTL: ${ttl} }`);
  return `
  ${id}Names:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: '${service.name}'
      NamespaceId: !Ref ${service.namespace}
      ${records.length > 0 ? `DnsConfig: { DnsRecords: [${records.join(', ')}], RoutingPolicy: ${service.routing ?? 'MULTIVALUE'} }` : 'Type: HTTP'}
      ${service.custom === false ? '' : 'HealthCheckCustomConfig: { FailureThreshold: 1 }'}
`;
}

/** A Cloud Map service, a task definition, and an ECS service whose tasks register in the Cloud Map service. */
export function ecsService(id: string, service: Service): string {
  const port = service.port ?? 8080;
  const registry = service.records?.SRV === undefined ? '' : `, ContainerName: app, ContainerPort: ${port}`;
  return `${cloudMapService(id, service)}
  ${id}Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      Family: ${id.toLowerCase()}-task
      NetworkMode: awsvpc
      RequiresCompatibilities: [FARGATE]
      Cpu: '256'
      Memory: '512'
      ContainerDefinitions: [{ Name: app, Image: httpd, Essential: true, PortMappings: [{ ContainerPort: ${port}, Protocol: tcp }] }]
  ${id}:
    Type: AWS::ECS::Service
    Properties:
      ServiceName: ${id.toLowerCase()}-service
      Cluster: !Ref Cluster
      TaskDefinition: !Ref ${id}Task
      LaunchType: FARGATE
      ${service.tasks === undefined ? '' : `DesiredCount: ${service.tasks}`}
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref ${service.subnet ?? 'Subnet'}] } }
      ServiceRegistries: [{ RegistryArn: !GetAtt ${id}Names.Arn${registry} }]
`;
}

/** An instance that the template registers itself. */
export function instance(id: string, names: string, attributes: string): string {
  return `
  ${id}: { Type: AWS::ServiceDiscovery::Instance, Properties: { ServiceId: !Ref ${names}Names, InstanceId: ${id.toLowerCase()}, InstanceAttributes: ${attributes} } }
`;
}

/** A template of resources. */
export function templateOf(...resources: readonly string[]): string {
  return `Resources:\n${NETWORK}${resources.join('')}`;
}

/** One service, `backend.ecs-internal`, which stands for itself in most tests. */
export function backendTemplate(tasks = 2, service: Partial<Service> = {}): string {
  return templateOf(
    privateNamespace('Internal', 'ecs-internal'),
    ecsService('Backend', { name: 'backend', namespace: 'Internal', records: { A: 60 }, tasks, ...service }),
  );
}
