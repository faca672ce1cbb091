import { NAMESPACE, cloudMapName, edgesOf, group, ingress, mapOf, service, tcp } from './fixture';

const BALANCER = (properties: object = {}) => ({
  Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: { SecurityGroups: [{ Ref: 'BalancerGroup' }], Subnets: ['subnet-1'], ...properties },
});
const LISTENER = {
  Type: 'AWS::ElasticLoadBalancingV2::Listener',
  Properties: {
    LoadBalancerArn: { Ref: 'Balancer' }, Port: 443, Protocol: 'HTTPS', DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
  },
};
const BALANCED = {
  Balancer: BALANCER(),
  BalancerGroup: group(),
  Listener: LISTENER,
  Targets: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: { Port: 8080, Protocol: 'HTTP', VpcId: 'vpc-1', TargetType: 'ip' } },
  ...service('Web', { properties: { LoadBalancers: [{ ContainerName: 'app', ContainerPort: 8080, TargetGroupArn: { Ref: 'Targets' } }] } }),
  Rule: ingress('BalancerGroup', 'WebGroup', tcp(8080)),
};

test('a public load balancer leads from the internet to the service behind its listener', () => {
  expect(edgesOf(BALANCED)).toEqual([
    'Balancer -> Web 8080 load-balancer',
    'Balancer -> Web 8080 security-group',
    'internet -> Balancer 443 load-balancer',
  ]);
});

test('an internal one is reached by nobody from the internet', () => {
  const { nodes } = mapOf({ ...BALANCED, Balancer: BALANCER({ Scheme: 'internal' }) });

  expect(nodes.map(({ kind }) => kind)).toEqual(['load-balancer', 'service']);
});

test('one that leads to no service of the app is none of the map', () => {
  expect(mapOf({ Balancer: BALANCER(), BalancerGroup: group(), Listener: LISTENER, ...service('Worker') }).nodes.map(({ id }) => id)).toEqual(['Worker']);
});

test('a rule of a listener leads to a service, too', () => {
  const rule = { Type: 'AWS::ElasticLoadBalancingV2::ListenerRule', Properties: { ListenerArn: { Ref: 'Listener' }, Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }] } };
  const listener = { ...LISTENER, Properties: { ...LISTENER.Properties, DefaultActions: [{ Type: 'fixed-response' }] } };

  expect(edgesOf({ ...BALANCED, Listener: listener, ListenerRule: rule })).toContain('Balancer -> Web 8080 load-balancer');
});

test('a service that is given the name of a load balancer calls it', () => {
  const client = service('Client', { environment: { WEB: { 'Fn::Join': ['', ['http://', { 'Fn::GetAtt': ['Balancer', 'DNSName'] }]] } } });

  expect(edgesOf({ ...BALANCED, ...client })).toContain('Client -> Balancer null environment by WEB');
});

test('a name that is an alias of a load balancer leads to it', () => {
  expect(edgesOf({
    ...BALANCED,
    Namespace: NAMESPACE,
    Www: cloudMapName('www', { HealthCheckCustomConfig: undefined, DnsConfig: { RoutingPolicy: 'WEIGHTED', DnsRecords: [{ Type: 'A', TTL: 60 }] } }),
    Alias: {
      Type: 'AWS::ServiceDiscovery::Instance',
      Properties: {
        ServiceId: { Ref: 'Www' }, InstanceId: 'alb', InstanceAttributes: { AWS_ALIAS_DNS_NAME: { 'Fn::GetAtt': ['Balancer', 'DNSName'] } },
      },
    },
  })).toContain('Www -> Balancer null load-balancer');
});

test('an HTTP API leads to the tasks of a name', () => {
  expect(edgesOf({
    Namespace: NAMESPACE,
    Name: cloudMapName('web'),
    ...service('Web', { name: 'Name' }),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'web', ProtocolType: 'HTTP' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' }, ConnectionType: 'VPC_LINK', IntegrationType: 'HTTP_PROXY', IntegrationUri: { 'Fn::GetAtt': ['Name', 'Arn'] },
      },
    },
  })).toEqual(['Api -> Web null load-balancer', 'internet -> Api 443 load-balancer']);
});
