import { brokenBy } from './broken-by';
import { targetGroupRules } from '../../src/template-rules/target-group-rules';

interface Balanced {
  readonly type?: string;
  readonly mode?: string;
  readonly group?: string;
  readonly groupVpc?: string;
  readonly entry?: string;
  readonly mapping?: string;
  readonly listener?: string;
  readonly dependsOn?: string;
  readonly ingress?: string;
  readonly egress?: string;
  readonly registries?: string;
  readonly service?: string;
  readonly more?: string;
  readonly rest?: string;
}

const LISTENER = '  Listener: { Type: AWS::ElasticLoadBalancingV2::Listener, Properties: { LoadBalancerArn: !Ref Alb, Port: 80, Protocol: HTTP, '
  + 'DefaultActions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }';

const balanced = ({
  type = 'TargetType: ip', mode = 'awsvpc', group = '', groupVpc = '!Ref Vpc', entry = 'ContainerName: app, ContainerPort: 8080', mapping = '{ ContainerPort: 8080 }',
  listener = LISTENER, dependsOn = 'DependsOn: Listener', ingress = 'IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref AlbGroup', egress = '',
  registries = '[{ RegistryArn: !GetAtt Name.Arn }]', service = '', more = '', rest = '',
}: Balanced = {}) => `
Parameters: { Value: { Type: String, Default: x } }
${rest}
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  Other: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.1.0.0/16 } }
  Subnet: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.0.0/24 } }
  AlbGroup: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: x${egress} } }
  TaskGroup: { Type: AWS::EC2::SecurityGroup, Properties: { VpcId: !Ref Vpc, GroupDescription: x, SecurityGroupIngress: [{ ${ingress} }] } }
  Alb: { Type: AWS::ElasticLoadBalancingV2::LoadBalancer, Properties: { Subnets: [!Ref Subnet], SecurityGroups: [!Ref AlbGroup] } }
  Targets: { Type: AWS::ElasticLoadBalancingV2::TargetGroup, Properties: { VpcId: ${groupVpc}, Port: 80, Protocol: HTTP, ${[type, group].filter(Boolean).join(', ')} } }
${listener}
  Name: { Type: AWS::ServiceDiscovery::Service, Properties: { Name: web, NamespaceId: ns-1, DnsConfig: { DnsRecords: [{ Type: A, TTL: 10 }] } } }
  Task: { Type: AWS::ECS::TaskDefinition, Properties: { NetworkMode: ${mode}, ContainerDefinitions: [{ Name: app, Image: app, PortMappings: [${mapping}] }] } }
  Web:
    Type: AWS::ECS::Service
    ${dependsOn}
    Properties:
      TaskDefinition: !Ref Task
      ServiceRegistries: ${registries}
      LoadBalancers: [{ TargetGroupArn: !Ref Targets, ${entry} }]
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [!Ref Subnet], SecurityGroups: [!Ref TaskGroup] } }
      ${service}
${more}
`;

const broken = (given: Balanced) => brokenBy(targetGroupRules, balanced(given));

test('a right service behind a load balancer passes', () => {
  expect(broken({})).toEqual([]);
});

describe('target-group-type', () => {
  test.each([
    ['awsvpc', '', 'instance, which is what they are unless given'],
    ['awsvpc', 'TargetType: instance', 'instance'],
    ['bridge', 'TargetType: ip', 'ip'],
    ['host', 'TargetType: ip', 'ip'],
  ])('refuses tasks in %s mode in a target group with "%s"', (mode, type, told) => {
    expect(broken({ mode, type })).toEqual([
      `target-group-type at Targets, Properties/TargetType, with Web and Task: The network mode of Web is ${mode}, and the targets of Targets are of type ${told}.`,
    ]);
  });

  test.each<[string, Balanced]>([
    ['instances of tasks in bridge mode', { mode: 'bridge', type: '' }],
    ['a type that is not known', { type: 'TargetType: !Ref Value' }],
    ['a network mode that is not known', { type: '', mode: '!Ref Value' }],
    ['a service without discovery', { type: '', registries: '[]' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('target-group-container', () => {
  test.each([
    ['ContainerName: web, ContainerPort: 8080', 'ContainerName', 'names the container "web", and Task has "app"'],
    ['ContainerName: app, ContainerPort: 80', 'ContainerPort', 'names port 80 of the container "app", which maps 8080'],
  ])('refuses %s', (entry, property, told) => {
    expect(broken({ entry, ingress: 'IpProtocol: -1, CidrIp: 0.0.0.0/0' })).toEqual([
      `target-group-container at Web, Properties/LoadBalancers/0/${property}, with Task: LoadBalancers ${told}.`,
    ]);
  });

  test.each<[string, Balanced]>([
    ['a container that is not known', { entry: 'ContainerName: !Ref Value, ContainerPort: 8080' }],
    ['a port that is not known', { entry: 'ContainerName: app, ContainerPort: !Ref Value' }],
    ['a port of a mapping that is not known', { mapping: '{ ContainerPort: !Ref Value }' }],
    ['a port of a range', { mapping: '{ ContainerPortRange: 8000-9000 }' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('exposure-elsewhere', () => {
  test('refuses a target group of another VPC', () => {
    expect(broken({ groupVpc: '!Ref Other' })).toEqual([
      'exposure-elsewhere at Targets, Properties/VpcId, with Web: The target group Targets is in Other, and the tasks of Web run in Vpc.',
    ]);
  });

  test('lets a VPC pass that is not known', () => {
    expect(broken({ groupVpc: '!Ref Value' })).toEqual([]);
  });
});

describe('target-group-without-listener', () => {
  test('refuses a target group that no listener sends to', () => {
    expect(broken({ listener: LISTENER.replace('!Ref Targets', 'arn:aws:x'), dependsOn: '' })).toEqual([
      'target-group-without-listener at Targets, with Web and Listener: The tasks of Web are registered in Targets, and no listener sends to it.',
    ]);
  });

  const bare: Balanced = { listener: '', dependsOn: '' };

  test.each<[string, Balanced]>([
    ['a rule that sends to it', {
      dependsOn: 'DependsOn: [Rule]', listener: '  Rule: { Type: AWS::ElasticLoadBalancingV2::ListenerRule, Properties: { ListenerArn: !Ref Value, Actions: [{ Type: forward, TargetGroupArn: !Ref Targets }] } }',
    }],
    ['a listener that shares requests out', {
      ingress: 'IpProtocol: -1, CidrIp: 0.0.0.0/0',
      listener: LISTENER.replace('TargetGroupArn: !Ref Targets', 'ForwardConfig: { TargetGroups: [{ TargetGroupArn: !Ref Targets, Weight: 1 }] }'),
    }],
    ['a listener that may send to it', { ...bare, listener: LISTENER.replace('!Ref Targets', '!Ref Value') }],
    ['a target group that others may use', { ...bare, rest: 'Outputs: { Targets: { Value: !Ref Targets } }' }],
    ['a deployment that attaches it', { ...bare, service: 'DeploymentController: { Type: CODE_DEPLOY }' }],
    ['a deployment that shifts traffic', { ...bare, entry: 'ContainerName: app, ContainerPort: 8080, AdvancedConfiguration: { AlternateTargetGroupArn: x }' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('target-group-order', () => {
  test('warns of a service that does not wait for its listener', () => {
    expect(broken({ dependsOn: '' })).toEqual([
      'target-group-order at Web, with Listener and Targets: Nothing has Web wait for Listener, by which Targets is attached to a load balancer.',
    ]);
  });

  const between = (text: string) => `  Between: { Type: AWS::SSM::Parameter, Properties: { Type: String, Value: ${text} } }`;

  test.each<[string, Balanced]>([
    ['a dependency by way of another resource', { dependsOn: 'DependsOn: Between', more: between('!Ref Listener') }],
    ['a dependency by an attribute', { dependsOn: 'DependsOn: Between', more: between('!GetAtt Listener.ListenerArn') }],
    ['a dependency by a text', { dependsOn: 'DependsOn: Between', more: between('!Sub "x ${Listener.ListenerArn}"') }],
    ['a dependency by a list', { dependsOn: 'DependsOn: Between', more: between('!Join ["", [x, !Ref Listener]]') }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('target-group-closed', () => {
  test('refuses tasks that do not let their load balancer in', () => {
    expect(broken({ ingress: 'IpProtocol: tcp, FromPort: 80, ToPort: 80, SourceSecurityGroupId: !Ref AlbGroup' })).toEqual([
      'target-group-closed at TaskGroup, Properties/SecurityGroupIngress, with Web and Alb: Alb sends to port 8080 of Web, and TaskGroup does not let it in.',
    ]);
  });

  test('refuses a load balancer that does not let out', () => {
    expect(broken({ egress: ', SecurityGroupEgress: [{ IpProtocol: tcp, FromPort: 80, ToPort: 80, CidrIp: 0.0.0.0/0 }]' })).toEqual([
      'target-group-closed at AlbGroup, Properties/SecurityGroupEgress, with Web and Alb: Alb sends to port 8080 of Web, and AlbGroup does not let it out.',
    ]);
  });

  test.each<[string, Balanced]>([
    ['a range that the load balancer is in', { ingress: 'IpProtocol: tcp, FromPort: 8080, ToPort: 8080, CidrIp: 10.0.0.0/24' }],
    ['rules that are not known', { ingress: 'IpProtocol: tcp, FromPort: 8080, ToPort: 8080, SourceSecurityGroupId: !Ref Value' }],
    ['tasks in bridge mode', { ingress: 'IpProtocol: udp, CidrIp: 0.0.0.0/0', mode: 'bridge', type: '' }],
    ['a group that others may open', { ingress: 'IpProtocol: udp, CidrIp: 0.0.0.0/0', rest: 'Outputs: { Group: { Value: !Ref TaskGroup } }' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});

describe('target-group-health-port', () => {
  test('warns of a health check of a port that no container maps', () => {
    expect(broken({ group: 'HealthCheckPort: 9090' })).toEqual([
      'target-group-health-port at Targets, Properties/HealthCheckPort, with Web and Task: The health check of Targets asks port 9090, and the containers of Web map 8080.',
    ]);
  });

  test.each<[string, Balanced]>([
    ['the port of the traffic', { group: 'HealthCheckPort: traffic-port' }],
    ['a port that a container maps', { group: 'HealthCheckPort: "8080"' }],
    ['a port that is not known', { group: 'HealthCheckPort: !Ref Value' }],
    ['mappings that are not known', { group: 'HealthCheckPort: 9090', mapping: '{ ContainerPort: !Ref Value }' }],
  ])('lets %s pass', (_, given) => {
    expect(broken(given)).toEqual([]);
  });
});
