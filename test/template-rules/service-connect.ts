/** What may differ in `connectTemplate`, as parts of YAML. */
export interface Connected {
  readonly mode?: string;
  readonly launch?: string;
  /** More of the task definition. */
  readonly task?: string;
  readonly memory?: string;
  /** More of the container. */
  readonly container?: string;
  readonly mapping?: string;
  /** The namespace of the ECS service; nothing where it takes that of the cluster. */
  readonly namespace?: string;
  /** The defaults of the cluster. */
  readonly cluster?: string;
  /** More of the port that the server offers. */
  readonly port?: string;
  /** The ports that the server offers. */
  readonly services?: string;
  /** More of ServiceConnectConfiguration. */
  readonly connect?: string;
  /** More of the ECS service. */
  readonly service?: string;
  /** More resources. */
  readonly more?: string;
}

/** An ECS service `Backend` with the port `web` in Service Connect, called as `backend:80`: right, unless varied. */
export function connectTemplate({
  mode = 'awsvpc', launch = 'LaunchType: EC2', task = '', memory = 'Memory: 512', container = '', mapping = 'Name: web, ContainerPort: 8080, AppProtocol: http',
  namespace = '!GetAtt Namespace.Arn', cluster = '', port = '', services = `[{ PortName: web, DiscoveryName: backend, ClientAliases: [{ Port: 80, DnsName: backend }], ${port} }]`,
  connect = '', service = '', more = '',
}: Connected = {}): string {
  return `
Parameters: { Any: { Type: String }, Number: { Type: Number } }
Conditions:
  IsAny: !Equals [!Ref Any, any]
  IsOther: !Not [!Condition IsAny]
Resources:
  Namespace: { Type: AWS::ServiceDiscovery::HttpNamespace, Properties: { Name: shop } }
  Cluster: { Type: AWS::ECS::Cluster, Properties: { ${cluster} } }
  Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      ${mode === '' ? '' : `NetworkMode: ${mode}`}
      Cpu: 256
      ${memory}
      ${task}
      ContainerDefinitions: [{ Name: app, Image: app, PortMappings: [{ ${mapping} }], ${container} }]
  Backend:
    Type: AWS::ECS::Service
    Properties:
      Cluster: !Ref Cluster
      TaskDefinition: !Ref Task
      ${launch}
      ${mode === 'awsvpc' || mode === '!Ref Any' ? 'NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1] } }' : ''}
      ServiceConnectConfiguration:
        Enabled: true
        ${namespace === '' ? '' : `Namespace: ${namespace}`}
        ${services === '' ? '' : `Services: ${services}`}
        ${connect}
      ${service}
  ${more}
`;
}

/** Another service with a port `other-web` that has its name from `port`. */
export function otherServer(port: string, { attributes = '', namespace = '!GetAtt Namespace.Arn', properties = '' } = {}): string {
  return `Other:
    Type: AWS::ECS::Service
    ${attributes}
    Properties:
      TaskDefinition: !Ref Any
      ServiceConnectConfiguration: { Enabled: true, Namespace: ${namespace}, Services: [{ ${port} }] }
      ${properties}`;
}
