import { textsOf } from './texts-of';
import type { AppFacts, NamedNamespace, NamedService } from '../../src/plan/app-facts';
import { appRules } from '../../src/rules/app-rules';

const NAME_TAIL = `
  why: A name stands once in a namespace, and DNS does not tell capital letters from small ones: the second CreateService fails with ServiceAlreadyExists.
  fix: Give one of them another discoveryName, or another namespace.
  see: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html`;
const NAMESPACE_TAIL = `
  why: A VPC has one private hosted zone of a name: the second CreatePrivateDnsNamespace fails with ConflictingDomainExists.
  fix: Define the namespace once and give it to the other services: DiscoveryNamespace.existing(first.cloudMapService.namespace). \
A cluster's default namespace is used by itself when it was added before the first service.
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html`;

const NOTHING: AppFacts = { services: [], namespaces: [], publicNamespaces: [], serviceConnectNames: [] };
const texts = (facts: Partial<AppFacts>) => textsOf(appRules, { ...NOTHING, ...facts });
const service = (path: string, name: string, namespaceIdentity: unknown = 'ns-1', ignoresCase = true): NamedService =>
  ({ path, name, ignoresCase, namespaceIdentity });
const namespace = (path: string, name: string, vpcIdentity: unknown = 'vpc-1'): NamedNamespace => ({ path, name, vpcIdentity });
const construct = {};

test.each<[string, NamedService[]]>([
  ['none', []],
  ['two of other names', [service('A', 'a'), service('B', 'b')]],
  ['one name in two namespaces', [service('A', 'a'), service('B', 'a', 'ns-2')]],
  ['one name in a namespace of the app and in another one', [service('A', 'a', construct), service('B', 'a', {})]],
  ['names that differ by case and have no records', [service('A', 'a', 'ns-1', false), service('B', 'A', 'ns-1', false)]],
])('services are whole: %s', (_what, services) => {
  expect(texts({ services })).toEqual([]);
});

test.each<[string, NamedService[], string[]]>([
  ['one name twice', [service('A', 'a'), service('B', 'a')], ['A ("a") and B ("a")']],
  ['one name twice in a namespace of the app', [service('A', 'a', construct), service('B', 'a', construct)], ['A ("a") and B ("a")']],
  ['names that differ by case', [service('A', 'Backend'), service('B', 'bACKEND')], ['A ("Backend") and B ("bACKEND")']],
  ['one name twice without records', [service('A', 'a', 'ns-1', false), service('B', 'a', 'ns-1', false)], ['A ("a") and B ("a")']],
  ['one name three times', [service('A', 'a'), service('X', 'x'), service('B', 'A'), service('C', 'a')], ['A ("a") and B ("A") and C ("a")']],
  ['two names twice', [service('A', 'a'), service('B', 'b'), service('C', 'a'), service('D', 'b')], ['A ("a") and C ("a")', 'B ("b") and D ("b")']],
  ['one name twice in each of two namespaces', [service('A', 'a'), service('B', 'a', 'ns-2'), service('C', 'a'), service('D', 'a', 'ns-2')],
    ['A ("a") and C ("a")', 'B ("a") and D ("a")']],
])('services are refused: %s', (_what, services, expected) => {
  expect(texts({ services })).toEqual(expected.map((got) => `[discovery-name-twice] ${got} would have one name in one namespace.${NAME_TAIL}`));
});

test.each<[string, NamedNamespace[]]>([
  ['none', []],
  ['two names in one VPC', [namespace('A', 'a.internal'), namespace('B', 'b.internal')]],
  ['a name and a part of it', [namespace('A', 'shop.internal'), namespace('B', 'internal')]],
  ['one name in two VPCs', [namespace('A', 'a.internal'), namespace('B', 'a.internal', 'vpc-2')]],
  ['one name in two VPCs of the app', [namespace('A', 'a.internal', construct), namespace('B', 'a.internal', {})]],
])('namespaces are whole: %s', (_what, namespaces) => {
  expect(texts({ namespaces })).toEqual([]);
});

test.each<[string, NamedNamespace[], string]>([
  ['one name twice', [namespace('A', 'a.internal'), namespace('B', 'a.internal')], 'A ("a.internal") and B ("a.internal")'],
  ['names that differ by case', [namespace('A', 'a.internal'), namespace('B', 'A.Internal')], 'A ("a.internal") and B ("A.Internal")'],
  ['one name twice in a VPC of the app', [namespace('A', 'a', construct), namespace('B', 'a', construct)], 'A ("a") and B ("a")'],
])('namespaces are refused: %s', (_what, namespaces, got) => {
  expect(texts({ namespaces })).toEqual([`[namespace-twice-in-vpc] ${got} would be one namespace twice in one VPC.${NAMESPACE_TAIL}`]);
});

const publicNamespace = (path: string, name: string, environment = 'aws://1/eu-west-1') => ({ path, name, environment });

test('a public namespace that stands twice in one account and Region is refused, also in other capital letters', () => {
  expect(texts({ publicNamespaces: [publicNamespace('A', 'svc.shop.com'), publicNamespace('B', 'SVC.shop.com')] })).toEqual([`[public-namespace-twice] \
A ("svc.shop.com") and B ("SVC.shop.com") would be one public namespace twice.
  why: The internet asks one hosted zone for a name: that of the namespace which the domain above points at. Names in the second one are never found, \
and Route 53 refuses a second NS record of a name.
  fix: Define the namespace once and give it to the other services: DiscoveryNamespace.existing(first.cloudMapService.namespace).
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html`]);
});

test('public namespaces of other names, and of one name in two environments, are whole', () => {
  expect(texts({
    publicNamespaces: [
      publicNamespace('A', 'a.shop.com'), publicNamespace('B', 'b.shop.com'), publicNamespace('C', 'a.shop.com', 'aws://2/eu-west-1'),
    ],
  })).toEqual([]);
});
