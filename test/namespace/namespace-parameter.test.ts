import { CfnParameter, Stack } from 'aws-cdk-lib';
import type { Template } from 'aws-cdk-lib/assertions';
import { HttpNamespace, NamespaceType, PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { DiscoveryNamespace, NamespaceParameter } from '../../src';
import { Shop, messageOf } from '../testing/shop';

const NAME = '/shop/namespace';

/** The text that a parameter gets, its tokens in the form that deployment would give them. */
function publishedBy(template: Template, values: Record<string, string>): string {
  const [{ Properties }] = Object.values(template.findResources('AWS::SSM::Parameter'));
  const value = (Properties as { Value: string | { 'Fn::Join': [string, Array<string | { 'Fn::GetAtt': [string, string] }>] } }).Value;
  return typeof value === 'string' ? value
    : value['Fn::Join'][1].map((part) => typeof part === 'string' ? part : values[part['Fn::GetAtt'][1]]).join(value['Fn::Join'][0]);
}

const ATTRIBUTES = { Id: 'ns-1', Arn: 'arn:aws:servicediscovery:eu-west-1:111122223333:namespace/ns-1' };

test.each<[string, (shop: Shop) => DiscoveryNamespace, string]>([
  ['private', () => DiscoveryNamespace.privateDns('shop.internal'), 'DNS_PRIVATE shop.internal'],
  ['public', () => DiscoveryNamespace.publicDns('svc.public-service.com'), 'DNS_PUBLIC svc.public-service.com'],
  ['HTTP', () => DiscoveryNamespace.http('shop/prod'), 'HTTP shop/prod'],
])('a %s namespace is published as type, name, ID and ARN between spaces: a contract with apps that are deployed already', (_what, choose, start) => {
  const shop = new Shop();
  const { cloudMapService } = shop.service('Backend', { cloudMapNamespace: choose(shop) });
  const { parameterName } = new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace: cloudMapService.namespace, parameterName: NAME });

  expect(parameterName).toBe(NAME);
  shop.template().hasResourceProperties('AWS::SSM::Parameter', { Name: NAME, Type: 'String' });
  expect(publishedBy(shop.template(), ATTRIBUTES)).toBe(`${start} ns-1 ${ATTRIBUTES.Arn}`);
});

test('an imported namespace is published too', () => {
  const shop = new Shop();
  const cloudMapNamespace = HttpNamespace.fromHttpNamespaceAttributes(shop.stack, 'Names', { namespaceName: 'shop', namespaceId: 'ns-1', namespaceArn: ATTRIBUTES.Arn });
  new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace, parameterName: NAME });

  expect(publishedBy(shop.template(), {})).toBe(`HTTP shop ns-1 ${ATTRIBUTES.Arn}`);
});

/** What CloudFormation makes of the functions that take a text apart. */
function atDeployment(value: unknown, text: string): unknown {
  const { 'Fn::Select': select, 'Fn::Join': join } = value as { 'Fn::Select'?: [number, { 'Fn::Split': [string, { Ref: string }] }]; 'Fn::Join'?: [string, unknown[]] };
  if (join) {
    return join[1].map((part) => typeof part === 'string' ? part : atDeployment(part, text)).join(join[0]);
  }
  return text.split(select![1]['Fn::Split'][0])[select![0]];
}

test('what is published is read in the same places: name, ID and ARN', () => {
  const shop = new Shop();
  const mine = new PrivateDnsNamespace(shop.stack, 'Mine', { name: 'mine.internal', vpc: shop.vpc });
  new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace: mine, parameterName: NAME });
  const text = publishedBy(shop.template(), ATTRIBUTES);
  const reading = new Shop();
  const { endpoint } = reading.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingFromParameter(NAME, { type: NamespaceType.DNS_PRIVATE }) });
  const [{ Properties }] = Object.values(reading.template().findResources('AWS::ServiceDiscovery::Service'));
  const read = [endpoint.host, endpoint.url, endpoint.namespaceArn].map((value) => atDeployment(reading.stack.resolve(value), text));

  expect([...read, atDeployment(Properties.NamespaceId, text)])
    .toEqual(['backend.mine.internal', 'http://backend.mine.internal:80', ATTRIBUTES.Arn, 'ns-1']);
});

test.each([
  [NamespaceType.DNS_PRIVATE, true], [NamespaceType.DNS_PUBLIC, true], [NamespaceType.HTTP, false],
])('the type %s decides at synth about records', (type, hasRecords) => {
  const shop = new Shop();
  const { cloudMapService } = shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingFromParameter(NAME, { type }) });
  const [{ Properties }] = Object.values(shop.template().findResources('AWS::ServiceDiscovery::Service'));

  expect([cloudMapService.namespace.type, Properties.DnsConfig !== undefined]).toEqual([type, hasRecords]);
});

/** Parameters of the template that are read from Systems Manager. */
const readIn = (template: Template) => Object.values(template.findParameters('*')).filter(({ Default }) => Default === NAME).map(({ Type }) => Type as string);

test('the parameter is read once for a stack, however many services and choices name it', () => {
  const shop = new Shop();
  const second = new Stack(shop.app, 'Second');
  const choose = () => DiscoveryNamespace.existingFromParameter(NAME, { type: NamespaceType.DNS_PRIVATE });
  const choice = choose();
  [choice, choice, choose()].forEach((cloudMapNamespace, index) => shop.service(`S${index}`, { cloudMapNamespace }));
  shop.service('Other', { cloudMapNamespace: choice }, second);

  expect([readIn(shop.template()), readIn(shop.template(second))]).toEqual([['AWS::SSM::Parameter::Value<String>'], ['AWS::SSM::Parameter::Value<String>']]);
});

test('a caller in another stack gets the address that is read at deployment', () => {
  const shop = new Shop();
  const front = new Stack(shop.app, 'Front');
  const backend = shop.service('Backend', { cloudMapNamespace: DiscoveryNamespace.existingFromParameter(NAME, { type: NamespaceType.DNS_PRIVATE }) });
  shop.service('Frontend', {}, front).connectTo(backend);

  expect(() => shop.app.synth()).not.toThrow();
});

const TAIL = `
  why: A parameter of Systems Manager is named by letters, digits, "_", "." and "-" between slashes, 15 of them and 1011 characters at most, and not "aws" or "ssm" \
at the start; with a slash anywhere it starts with one. PutParameter refuses anything else. The name stands in the template, so it has to be known.
  fix: Give a name such as "/shop/namespace".
  see: https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html`;

const read = (name: string) => DiscoveryNamespace.existingFromParameter(name, { type: NamespaceType.HTTP });

test.each(['/shop/namespace', 'shop', 'shop.name_space-1', '/a', '/shop/aws', '/a'.repeat(15), `/${'a'.repeat(1010)}`])('the name of a parameter is whole: %s', (name) => {
  expect(() => read(name)).not.toThrow();
});

test.each([
  ['that is empty', ''], ['that is a slash', '/'], ['with a slash inside only', 'shop/namespace'], ['with a slash at its end', '/shop/'],
  ['with two slashes', '/shop//namespace'], ['with a space', '/shop/name space'], ['with an ARN', 'arn:aws:ssm:eu-west-1:111122223333:parameter/a'],
  ['of AWS', '/aws/service/x'], ['of SSM', 'SSM-name'], ['of 1012 characters', `/${'a'.repeat(1011)}`], ['of 16 levels', '/a'.repeat(16)],
])('the name of a parameter %s is refused where it is read and where it is written', (_what, parameterName) => {
  const shop = new Shop();
  const cloudMapNamespace = new HttpNamespace(shop.stack, 'Names', { name: 'shop' });
  const refused = `1 problem\n\n[namespace-parameter] The name of the parameter is "${parameterName}".${TAIL}\n`;

  expect(messageOf(() => read(parameterName))).toBe(`DiscoveryNamespace.existingFromParameter(): ${refused}`);
  expect(messageOf(() => new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace, parameterName }))).toBe(`Shop/Published: ${refused}`);
  expect(shop.stack.node.tryFindChild('Published')).toBeUndefined();
});

test('a name that is known at deployment is refused, where it is read and where it is written', () => {
  const shop = new Shop();
  const cloudMapNamespace = new HttpNamespace(shop.stack, 'Names', { name: 'shop' });
  const parameterName = new CfnParameter(shop.stack, 'Name').valueAsString;
  const refused = `1 problem\n\n[namespace-parameter] The name of the parameter is not known yet.${TAIL}\n`;

  expect(messageOf(() => read(parameterName))).toBe(`DiscoveryNamespace.existingFromParameter(): ${refused}`);
  expect(messageOf(() => new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace, parameterName }))).toBe(`Shop/Published: ${refused}`);
});

test('whatever a name that is known at deployment comes to, no half of a parameter is left behind', () => {
  const shop = new Shop();
  const cloudMapNamespace = new HttpNamespace(shop.stack, 'Names', { name: 'shop' });
  const parameterName = new CfnParameter(shop.stack, 'Name').valueAsString;
  try {
    new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace, parameterName });
  } catch {
    expect(shop.stack.node.tryFindChild('Published')).toBeUndefined();
  }

  expect(() => shop.app.synth()).not.toThrow();
});

test('a namespace whose name nobody knows cannot be published, and says so', () => {
  const shop = new Shop();
  const { cloudMapService: { namespace } } = shop.service('Backend', {
    cloudMapNamespace: DiscoveryNamespace.existingByAttributes({ type: NamespaceType.DNS_PRIVATE, id: 'ns-1' }),
  });
  new NamespaceParameter(shop.stack, 'Published', { cloudMapNamespace: namespace, parameterName: NAME });

  expect(shop.synthesisError()).toContain('[endpoint-without-meaning] The name of the namespace is not known.');
});
