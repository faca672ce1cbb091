/** What a template of a caller and a target says, as YAML in one line. */
export interface TwoServices {
  /** Of the environment of the caller. */
  readonly variable?: string;
  readonly value?: string;
  /** More of the container of the caller. */
  readonly container?: string;
  /** Of the container of the target. */
  readonly mapping?: string;
  readonly records?: string;
  /** The kind of the namespace, and what else is given of it. */
  readonly namespace?: string;
  readonly namespaceVpc?: string;
  /** Of the security group of the target, and of that of the caller. */
  readonly ingress?: string;
  readonly egress?: string;
  readonly callerVpc?: string;
  readonly callerMore?: string;
  readonly targetMore?: string;
  readonly registries?: string;
  /** More resources, and what else stands in the template. */
  readonly more?: string;
  readonly rest?: string;
}

export const OPEN = '[{ IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref WebGroup }]';

/** A service "Web" that is given the address of a service "Backend". */
export function twoServices({
  variable = 'BACKEND_URL', value = 'http://backend.shop.local:8080', container = '', mapping = '{ ContainerPort: 8080, Name: http }', records = '{ Type: A, TTL: 10 }',
  namespace = 'PrivateDnsNamespace', namespaceVpc = ', Vpc: !Ref Vpc', ingress = OPEN, egress = '', callerVpc = '!Ref Vpc', callerMore = '', targetMore = '',
  registries = 'ServiceRegistries: [{ RegistryArn: !GetAtt Name.Arn }]', more = '', rest = '',
}: TwoServices = {}): string {
  const service = (name: string, text: string) => `
  ${name}:
    Type: AWS::ECS::Service
    Properties:
      TaskDefinition: !Ref ${name}Task
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref ${name}Subnet], SecurityGroups: [!Ref ${name}Group] } }
      ${text}
  ${name}Task:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      ContainerDefinitions:`;
  return `
Parameters: { Value: { Type: String, Default: x } }
Conditions: { IsProd: !Equals [!Ref Value, prod] }
${rest}
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16, EnableDnsHostnames: true } }
  WebSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: ${callerVpc}, CidrBlock: 10.0.0.0/24 } }
  BackendSubnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24 } }
  WebGroup: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: ${callerVpc}, GroupDescription: web${egress && `, SecurityGroupEgress: ${egress}`} } }
  BackendGroup: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: backend${ingress && `, SecurityGroupIngress: ${ingress}`} } }
  Namespace: { Type: AWS::ServiceDiscovery::${namespace}, Properties: { Name: shop.local${namespaceVpc} } }
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: backend, NamespaceId: !Ref Namespace${records && `, DnsConfig: { DnsRecords: [${records}] }`} } }
  ${service('Web', callerMore)} [{ Name: web, Image: web, Environment: [{ Name: ${variable}, Value: ${value} }] ${container && `, ${container}`} }]
  ${service('Backend', `${registries}
      ${targetMore}`)} [{ Name: app, Image: app, PortMappings: [${mapping}] }]
${more}
`;
}
