import { Aws, CfnParameter, Stack, Token } from 'aws-cdk-lib';
import { DISCOVERY } from './facts';
import { textsOf } from './texts-of';
import type { DiscoveryFacts } from '../../src/plan/discovery-facts';
import type { NamespaceFacts } from '../../src/plan/namespace-facts';
import { discoveryRules } from '../../src/rules/discovery-rules';

const texts = (cloudMapNamespace: Partial<NamespaceFacts>, facts: Partial<DiscoveryFacts> = {}) =>
  textsOf(discoveryRules, { ...DISCOVERY, cloudMapNamespace: { ...DISCOVERY.cloudMapNamespace, ...cloudMapNamespace }, ...facts });

const OTHER_VPC = `[namespace-other-vpc] The namespace "ecs-internal" was made for another VPC than the cluster's, Shop/Vpc.
  why: A private DNS namespace answers inside the one VPC that it was made for. Tasks in another VPC register in it, \
but nobody beside them resolves their names.
  fix: Use DiscoveryNamespace.privateDns(), which makes a namespace for the cluster's own VPC, or give the namespace that was made for that VPC.
  see: https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html`;

const OTHER_ACCOUNT = `[namespace-other-account] The namespace is in account 999988887777, the service in 111122223333.
  why: ECS service discovery cannot register tasks in a namespace of another account, also when it is shared through AWS RAM.
  fix: Use a namespace of the service's own account, or ECS Service Connect, which takes a shared namespace by its ARN.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;

const OTHER_REGION = `[namespace-other-region] The namespace is in us-east-1, the service in eu-west-1.
  why: A Cloud Map namespace exists in one Region, and ECS registers tasks only in namespaces of its own Region.
  fix: Use a namespace of the service's Region.
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html`;

const HTTP = (records: string) => `[records-in-http-namespace] The namespace is of type HTTP, and the records are ${records}.
  why: An HTTP namespace has no hosted zone, so a service in it cannot have DNS records.
  fix: Leave dnsRecords out, or use a DNS namespace: DiscoveryNamespace.privateDns(), or an existing one of type DNS_PRIVATE.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html`;

const WITHOUT_DNS = (attribute: string) => `[vpc-without-dns] The VPC Shop/Vpc has ${attribute}: false.
  why: Names of a private namespace resolve only in a VPC that has both enableDnsSupport and enableDnsHostnames.
  fix: Give the VPC enableDnsSupport: true and enableDnsHostnames: true.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html`;

const OPTIONS = (options: string) => `[namespace-options] The namespace "ecs-internal" is there already, without this ${options}.
  why: A namespace is defined once for a VPC and name, and has one set of options. These would change nothing: another service gave other values, \
or the namespace is the cluster's default one.
  fix: Give the options once, in one DiscoveryNamespace that the services share; set those of a default namespace where it is defined.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html`;

const LOOKUP = `[namespace-lookup] The namespace "ecs-internal" is to be looked up.
  why: The CDK CLI looks a namespace up by its name, in one account and Region, before anything is deployed. One of these is known at deployment only.
  fix: Give the stack env: { account, region } and the namespace a literal name, or use DiscoveryNamespace.existingByAttributes() or existingFromParameter().
  see: https://docs.aws.amazon.com/cdk/v2/guide/context.html`;

const PUBLIC_REGION = `[public-namespace-region] The namespace "ecs-internal" is public, and the Region is us-gov-west-1.
  why: AWS GovCloud (US) has no public DNS namespaces: CreatePublicDnsNamespace is not there.
  fix: Use DiscoveryNamespace.privateDns() or http() in this Region.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePublicDnsNamespace.html`;

const vpc = { path: 'Shop/Vpc' };

test.each<[string, Partial<NamespaceFacts>, Partial<DiscoveryFacts>, string[]]>([
  ['made for another VPC', { madeForOtherVpc: true }, {}, [OTHER_VPC]],
  ['of another account', { account: '999988887777' }, {}, [OTHER_ACCOUNT]],
  ['of another Region', { region: 'us-east-1' }, {}, [OTHER_REGION]],
  ['of another account and Region', { account: '999988887777', region: 'us-east-1' }, {}, [OTHER_ACCOUNT, OTHER_REGION]],
  ['of type HTTP, for A records', { type: 'HTTP' }, {}, [HTTP('A')]],
  ['of type HTTP, for A and SRV records', { type: 'HTTP' }, { recordTypes: ['A', 'SRV'] }, [HTTP('A and SRV')]],
  ['in a VPC without DNS support', {}, { vpc: { ...vpc, dnsSupport: false } }, [WITHOUT_DNS('enableDnsSupport')]],
  ['in a VPC without DNS host names', {}, { vpc: { ...vpc, dnsHostnames: false } }, [WITHOUT_DNS('enableDnsHostnames')]],
  ['in a VPC without any', {}, { vpc: { ...vpc, dnsSupport: false, dnsHostnames: false } },
    [WITHOUT_DNS('enableDnsSupport'), WITHOUT_DNS('enableDnsHostnames')]],
  ['with one option that would change nothing', { contradictingOptions: ['description'] }, {}, [OPTIONS('description')]],
  ['with two options that would change nothing', { contradictingOptions: ['negativeCacheTtl', 'description'] }, {},
    [OPTIONS('negativeCacheTtl and description')]],
  ['to be looked up for an account that is known at deployment', { lookedUp: true }, { account: Aws.ACCOUNT_ID }, [LOOKUP]],
  ['to be looked up for a Region that is known at deployment', { lookedUp: true }, { region: Aws.REGION }, [LOOKUP]],
  ['that is public, in GovCloud', { type: 'DNS_PUBLIC', region: undefined }, { region: 'us-gov-west-1' }, [PUBLIC_REGION]],
])('a namespace %s is refused', (_what, cloudMapNamespace, facts, expected) => {
  expect(texts(cloudMapNamespace, facts)).toEqual(expected);
});

test.each<[string, Partial<NamespaceFacts>, Partial<DiscoveryFacts>]>([
  ['of the same account and Region', {}, {}],
  ['of which neither account nor Region is known', { account: undefined, region: undefined }, {}],
  ['of an account that is known at deployment', { account: Aws.ACCOUNT_ID }, {}],
  ['of a Region that is known at deployment', { region: Token.asString({ Ref: 'Region' }) }, {}],
  ['for a stack whose account and Region are known at deployment', {}, { account: Aws.ACCOUNT_ID, region: Aws.REGION }],
  ['for a stack whose account is a parameter', {}, { account: new CfnParameter(new Stack(), 'Account').valueAsString }],
  ['in a VPC whose DNS attributes are not known', {}, { vpc }],
  ['to be looked up in a known account and Region', { lookedUp: true }, {}],
  ['of type HTTP, without records', { type: 'HTTP' }, { recordTypes: [] }],
  ['of type HTTP, in a VPC without DNS attributes', { type: 'HTTP' }, { recordTypes: [], vpc: { ...vpc, dnsSupport: false, dnsHostnames: false } }],
  ['that is public, in a Region that is known at deployment', { type: 'DNS_PUBLIC' }, { region: Aws.REGION }],
  ['that is private, in GovCloud', { region: undefined }, { region: 'us-gov-west-1' }],
  ['of type HTTP, in GovCloud', { type: 'HTTP', region: undefined }, { recordTypes: [], region: 'us-gov-west-1' }],
  ['that is public, in a VPC without DNS attributes', { type: 'DNS_PUBLIC' }, { vpc: { ...vpc, dnsSupport: false, dnsHostnames: false } }],
])('a namespace %s is whole', (_what, cloudMapNamespace, facts) => {
  expect(texts(cloudMapNamespace, facts)).toEqual([]);
});
