import { CfnParameter, Lazy, Stack, Token } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { HostedZone, PrivateHostedZone, PublicHostedZone } from 'aws-cdk-lib/aws-route53';
import { textsOf } from './texts-of';
import { NamespaceDelegation } from '../../src';
import { delegationRules } from '../../src/namespace/delegation-rules';
import { brokenRules, messageOf } from '../testing/shop';

const TAIL = `
  why: A public name is found by NS records with the host names of its name servers, in the public zone above it.
  fix: Give a public hosted zone with its name (HostedZone.fromHostedZoneAttributes()), and name servers such as "ns-1.awsdns-01.org".
  see: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html`;

const texts = (nameServers?: readonly string[], isPrivate = false) => textsOf(delegationRules, { isPrivate, hasName: true, nameServers });
const parameter = new CfnParameter(new Stack(), 'Server').valueAsString;

test.each<[string, string[] | undefined]>([
  ['name servers that are read at deployment', undefined],
  ['a host name', ['ns-1.awsdns-01.org']],
  ['a host name with a dot at its end', ['ns-1.awsdns-01.org.']],
  ['a host name with capital letters', ['NS1.Public-Service.com']],
  ['four of them', ['ns-1.a.org', 'ns-2.a.org', 'ns-3.a.org', 'ns-4.a.org']],
  ['a parameter', [parameter]],
  ['a lazy value', [Lazy.string({ produce: () => 'not a host' })]],
  ['a list that is known at deployment', Token.asList({ Ref: 'Servers' })],
])('a delegation with %s is whole', (_what, nameServers) => {
  expect(texts(nameServers)).toEqual([]);
});

test.each<[string, string[], string[]]>([
  ['no name server', [], ['There is no name server.']],
  ['an empty one', [''], ['A name server is "".']],
  ['an address', ['10.0.0.1'], ['A name server is "10.0.0.1".']],
  ['a URL', ['https://ns-1.awsdns-01.org'], ['A name server is "https://ns-1.awsdns-01.org".']],
  ['one label', ['ns-1'], ['A name server is "ns-1".']],
  ['two that are broken beside whole ones and a parameter', ['a b', 'ns-1.a.org', parameter, '-.org'], ['A name server is "a b".', 'A name server is "-.org".']],
])('a delegation with %s is refused', (_what, nameServers, got) => {
  expect(texts(nameServers)).toEqual(got.map((text) => `[delegation] ${text}${TAIL}`));
});

test('inZoneWithNameServers() refuses broken name servers where they are written', () => {
  const zone = new PublicHostedZone(new Stack(), 'Zone', { zoneName: 'public-service.com' });

  expect(messageOf(() => NamespaceDelegation.inZoneWithNameServers(zone, []))).toBe(
    `NamespaceDelegation.inZoneWithNameServers(): 1 problem\n\n[delegation] There is no name server.${TAIL}\n`);
});

test('a private zone is refused: the internet does not ask it', () => {
  const stack = new Stack();
  const zone = new PrivateHostedZone(stack, 'Zone', { zoneName: 'public-service.com', vpc: new Vpc(stack, 'Vpc') });

  expect(messageOf(() => NamespaceDelegation.inZone(zone))).toBe(`NamespaceDelegation.inZone(): 1 problem\n\n[delegation] The zone is a private one.${TAIL}\n`);
});

test('a hosted zone with VPCs is a private one too', () => {
  const stack = new Stack();
  const zone = new HostedZone(stack, 'Zone', { zoneName: 'public-service.com', vpcs: [new Vpc(stack, 'Vpc')] });

  expect(brokenRules(() => NamespaceDelegation.inZone(zone))).toEqual(['delegation']);
});

test('a name server list cannot be changed after it was given', () => {
  const servers = ['ns-1.a.org'];
  const delegation = NamespaceDelegation.inZoneWithNameServers(new PublicHostedZone(new Stack(), 'Zone', { zoneName: 'a.com' }), servers);
  servers.push('not a host');

  expect(delegation._choice.nameServers).toEqual(['ns-1.a.org']);
});

test('a zone that was imported by its ID, and does not tell its name, is refused', () => {
  const zone = HostedZone.fromHostedZoneId(new Stack(), 'Zone', 'Z1');

  expect(messageOf(() => NamespaceDelegation.inZone(zone))).toBe(`NamespaceDelegation.inZone(): 1 problem\n\n[delegation] The name of the zone is not known.${TAIL}\n`);
});
