/** What may differ in `ecsTemplate`, as parts of flow mappings in YAML. */
export interface Variation {
  readonly mode?: string;
  readonly launch?: string;
  readonly network?: string;
  readonly task?: string;
  /** Of the task. */
  readonly size?: string;
  /** More of the container `app`. */
  readonly container?: string;
  readonly mapping?: string;
  /** More containers, as items of a list. */
  readonly containers?: string;
  /** The types of the records; none for a name that is found by the API only. */
  readonly records?: string;
  readonly namespace?: string;
  /** More of the Cloud Map service. */
  readonly name?: string;
  readonly registries?: string;
  /** More of the ECS service. */
  readonly service?: string;
  /** More of the ECS service beside its properties. */
  readonly attributes?: string;
  /** More resources. */
  readonly more?: string;
}

const NETWORK = 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1], SecurityGroups: [sg-1] } }';

/** An ECS service `Backend` whose tasks of `Task` are registered as `Name` in `Namespace`: right, unless varied. */
export function ecsTemplate({
  mode = 'awsvpc', launch = 'LaunchType: EC2', size = 'Cpu: 256\n      Memory: 512', network = mode === 'awsvpc' || mode === '!Ref Any' ? NETWORK : '', task = '', container = '',
  mapping = 'ContainerPort: 8080', containers = '', records = 'A', namespace = 'PrivateDnsNamespace', name = '', registries = '{ RegistryArn: !GetAtt Name.Arn }',
  service = '', attributes = '', more = '',
}: Variation = {}): string {
  const types = records === '' ? [] : records.split(' and ');
  return `
Parameters: { Any: { Type: String }, Number: { Type: Number } }
Conditions:
  IsAny: !Equals [!Ref Any, any]
  IsOther: !Not [!Condition IsAny]
Resources:
  Namespace:
    Type: AWS::ServiceDiscovery::${namespace}
    Properties: { Name: shop.internal${namespace === 'PrivateDnsNamespace' ? ', Vpc: vpc-1' : ''} }
  Name:
    Type: AWS::ServiceDiscovery::Service
    Properties:
      Name: backend
      NamespaceId: !Ref Namespace
      ${types.length > 0 ? `DnsConfig: { DnsRecords: [${types.map((type) => `{ Type: ${type}, TTL: 10 }`).join(', ')}] }` : ''}
      ${name}
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ${mode === '' ? '' : `NetworkMode: ${mode}`}
      ${size}
      ${task}
      ContainerDefinitions:
        - { Name: app, Image: app, PortMappings: [{ ${mapping} }], ${container} }
        ${containers}
  Backend:
    Type: AWS::ECS::Service
    ${attributes}
    Properties:
      TaskDefinition: !Ref Task
      ${launch}
      ${network}
      ${registries === '' ? '' : `ServiceRegistries: [${registries}]`}
      ${service}
  ${more}
`;
}
