import { App, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { IpAddressType } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { INamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { PrivateDnsNamespace, PublicDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { endpointIn, exposedIn, warned } from './published';
import { DiscoverableService, DnsRecords, DiscoveryNamespace, Exposure, PublishedName } from '../../src';
import { undeployable } from '../capacity/instances';
import { renderedIn } from '../endpoint/endpoints';
import { DUAL_STACK, IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const CREATE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html';
const REGISTER = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';

const namespaceIn = (shop: Shop, stack = shop.stack) => new PublicDnsNamespace(stack, 'PublicNames', { name: 'public-service.com' });
const api = (cloudMapNamespace: INamespace, name = 'api') => PublishedName.inNamespace(cloudMapNamespace, { name });
const services = (shop: Shop) => renderedIn(shop).services.filter(({ Name }) => Name !== 'backend' && Name !== 'other');

test('a load balancer has a name in a public namespace by an alias instance in a Cloud Map service of its own', () => {
  const shop = new Shop();
  const cloudMapNamespace = namespaceIn(shop);
  expect(exposedIn(shop, 'Backend').publishTo(api(cloudMapNamespace))).toBe('http://api.public-service.com');
  expect(services(shop)).toEqual([{
    Name: 'api',
    NamespaceId: shop.stack.resolve(cloudMapNamespace.namespaceId) as unknown,
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 60 }], RoutingPolicy: 'WEIGHTED' },
  }]);
  expect(renderedIn(shop).instances.map(({ InstanceAttributes }) => InstanceAttributes)).toEqual([
    { AWS_ALIAS_DNS_NAME: { 'Fn::GetAtt': [expect.stringMatching(/^BackendPublicAlbLoadBalancer/), 'DNSName'] } },
  ]);
});

test('one for both address families answers with both, where the load balancer lets them in', () => {
  const shop = new Shop(DUAL_STACK);
  const exposed = shop.service('Backend').exposeVia(Exposure.publicAlb({ ipAddressType: IpAddressType.DUAL_STACK }));
  exposed.publishTo(api(namespaceIn(shop)));
  expect(services(shop)).toEqual([expect.objectContaining({
    DnsConfig: { DnsRecords: [{ Type: 'A', TTL: 60 }, { Type: 'AAAA', TTL: 60 }], RoutingPolicy: 'WEIGHTED' },
  })]);
});

test('it may have the name of the namespace itself, several names, and a namespace of another stack', () => {
  const shop = new Shop();
  const cloudMapNamespace = namespaceIn(shop, new Stack(shop.app, 'Names'));
  const exposed = exposedIn(shop, 'Backend');
  expect(exposed.publishTo(api(cloudMapNamespace, '.'))).toBe('http://public-service.com');
  expect(exposed.publishTo(api(cloudMapNamespace, 'www'))).toBe('http://www.public-service.com');
  expect(services(shop).map(({ Name }) => Name)).toEqual(['.', 'www']);
  const ids = renderedIn(shop).instances.map(({ InstanceId }) => InstanceId);
  expect(new Set(ids).size).toBe(2);
  expect(undeployable(shop.app)).toEqual([]);
});

test('a name that a service has in the namespace is refused when the app is synthesized', () => {
  const shop = new Shop();
  const cloudMapNamespace = namespaceIn(shop);
  shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existing(cloudMapNamespace) });
  exposedIn(shop, 'Other').publishTo(api(cloudMapNamespace, 'Backend'));
  expect(shop.synthesisError()).toContain('[discovery-name-twice] Shop/Backend/CloudMapService ("backend") and '
    + 'Shop/Other/PublicAlb/Backend.public-service.com in PublicNames/CloudMapService ("Backend") would have one name in one namespace.');
});

test('a namespace that the internet does not ask is refused', () => {
  const shop = new Shop();
  const internal = new PrivateDnsNamespace(shop.stack, 'Internal', { name: 'shop.internal', vpc: shop.vpc });
  expect(messageOf(() => exposedIn(shop, 'Backend').publishTo(api(internal)))).toBe(`Shop/Backend/PublicAlb.publishTo(): 1 problem

[publish-namespace-type] The namespace is of type DNS_PRIVATE.
  why: The internet asks public namespaces only. A name in a private one, or in one without DNS, is another thing with other options.
  fix: Give a public DNS namespace; in a private one use new RegisteredEndpoint() with EndpointTarget.loadBalancer().
  see: ${CREATE}
`);
});

test('what has no load balancer is refused', () => {
  const shop = new Shop();
  const cloudMapNamespace = namespaceIn(shop);
  const backend = shop.service('Backend', { dnsRecords: DnsRecords.aAndSrv() });
  expect(messageOf(() => backend.publishTo(api(cloudMapNamespace)))).toBe(`Shop/Backend.publishTo(): 1 problem

[publish-namespace-target] api.public-service.com would lead to a host name.
  why: What is published in a namespace in this way is an alias of a load balancer. Tasks and addresses are registered by themselves.
  fix: Publish what exposeVia() returns; for private addresses of tasks give the service cloudMapNamespace, for other addresses use new RegisteredEndpoint().
  see: ${REGISTER}
`);
  expect(messageOf(() => endpointIn(shop).publishTo(api(cloudMapNamespace)))).toContain('[publish-namespace-target] api.public-service.com would lead to addresses.');
  expect(brokenRules(() => backend.exposeVia(Exposure.httpApi()).publishTo(api(cloudMapNamespace)))).toEqual(['publish-without-load-balancer']);
});

test('a name that Cloud Map refuses is refused, all reasons at once', () => {
  const shop = new Shop();
  const exposed = exposedIn(shop, 'Backend');
  const cloudMapNamespace = namespaceIn(shop);
  expect(brokenRules(() => exposed.publishTo(api(cloudMapNamespace, 'a b')))).toEqual(['discovery-name']);
  expect(brokenRules(() => exposed.publishTo(api(cloudMapNamespace, Token.asString({ Ref: 'Name' }))))).toEqual([]);
  shop.app.synth();
  expect(brokenRules(() => exposed.publishTo(api(cloudMapNamespace, 'late')))).toEqual(['publish-too-late']);
});

test('AWS GovCloud (US) has no aliases in Cloud Map', () => {
  const shop = new Shop();
  const cloudMapNamespace = PublicDnsNamespace.fromPublicDnsNamespaceAttributes(shop.stack, 'Names', {
    namespaceName: 'public-service.com', namespaceId: 'ns-1', namespaceArn: 'arn:aws-us-gov:servicediscovery:us-gov-west-1:111122223333:namespace/ns-1',
  });
  const exposed = shop.service('Backend', {}, new Stack(shop.app, 'Gov', { env: { region: 'us-gov-west-1' } })).exposeVia(Exposure.publicAlb());
  expect(brokenRules(() => exposed.publishTo(api(cloudMapNamespace, '-')))).toEqual(['discovery-name', 'endpoint-alias-region']);
});

test('an internal load balancer is told of: the internet finds its name, and does not reach it', () => {
  const shop = new Shop();
  const cloudMapNamespace = namespaceIn(shop);
  shop.service('Backend').exposeVia(Exposure.internalAlb()).publishTo(api(cloudMapNamespace));
  exposedIn(shop, 'Other').publishTo(api(cloudMapNamespace, 'www'));
  expect(warned(shop.stack, 'published-for-vpc-only')).toEqual(['/Shop/Backend/InternalAlb/api.public-service.com in PublicNames']);
});

describe('a namespace that is elsewhere', () => {
  const at = (namespaceArn: string) => PublicDnsNamespace.fromPublicDnsNamespaceAttributes(new Stack(), 'There', {
    namespaceId: 'ns-1', namespaceName: 'public-service.com', namespaceArn,
  });
  const publish = (namespaceArn: string) => {
    const stack = new Stack(new App(), 'Shop', { env: { account: '111122223333', region: 'eu-west-1' } });
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
    const exposed = new DiscoverableService(stack, 'Backend', { cluster, image: IMAGE, port: 80 }).exposeVia(Exposure.publicAlb());
    return () => exposed.publishTo(PublishedName.inNamespace(at(namespaceArn), { name: 'api' }));
  };

  test('is refused', () => {
    const message = messageOf(publish('arn:aws:servicediscovery:us-east-1:999999999999:namespace/ns-1'));
    expect(message).toContain('[publish-namespace-elsewhere] The namespace is in the account 999999999999.');
    expect(message).toContain(`[publish-namespace-elsewhere] The namespace is in us-east-1.
  why: A Cloud Map service is in the account and Region of its namespace: there is no such namespace where this stack is deployed.
  fix: Use a namespace of the account and Region of the stack, or publish the name in a hosted zone, which has no Region: PublishedName.inHostedZone().
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html
`);
  });

  test.each(['arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1', new CfnParameter(new Stack(), 'Arn').valueAsString])('is not one that is here, or not known (%#)', (arn) => {
    expect(brokenRules(publish(arn))).toEqual([]);
  });
});

test('the ids of a name in two zones are the same in whatever order they come', () => {
  const ids = (zones: readonly string[]) => {
    const shop = new Shop();
    const exposed = shop.service('Backend').exposeVia(Exposure.publicAlb());
    const zone = (id: string) => HostedZone.fromHostedZoneAttributes(shop.stack, id, { hostedZoneId: id, zoneName: 'example.org' });
    zones.forEach((id) => exposed.publishTo(PublishedName.inHostedZone(zone(id), { recordName: 'api' })));
    const records = shop.template().findResources('AWS::Route53::RecordSet') as Record<string, { Properties: { HostedZoneId: string } }>;
    return Object.entries(records).map(([id, { Properties }]) => `${id} ${Properties.HostedZoneId}`).sort();
  };
  expect(ids(['Public', 'Private'])).toEqual(ids(['Private', 'Public']));
  expect(ids(['Private'])).toEqual([expect.stringContaining('Private')]);
  expect(ids(['Public', 'Private'])).toEqual(expect.arrayContaining(ids(['Private'])));
});
