import { Stack } from 'aws-cdk-lib';
import { documentsOf, logGroupsOf, rolesIn, SHARED } from './policies';
import { templatesOf, withoutHash } from '../connect/reading';
import type { TemplateJson } from '../connect/reading';
import { Shop } from '../testing/shop';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, in characters without white space. */
const INLINE_LIMIT = 10_240;
const MANAGED_LIMIT = 6_144;
const MANAGED_POLICIES_OF_A_ROLE = 10;

/** What CloudFormation makes of a log group without a name is `<stack>-<logical id>-<12 characters>`. */
const longestArn = (stackName: string, logicalId: string) =>
  `arn:aws-us-gov:logs:ap-southeast-1:123456789012:log-group:${stackName}-${logicalId}-${'x'.repeat(12)}:*`;

function charactersOf(document: unknown, stackName: string): number {
  const resolved = JSON.stringify(document).replace(/\{"Fn::GetAtt":\["([^"]+)","Arn"\]\}/g, (_all, id: string) => `"${longestArn(stackName, id)}"`);
  expect(resolved).not.toMatch(/Fn::|Ref"/);
  return resolved.replace(/\s/g, '').length;
}

/** A stack of services, and the sizes of all that its shared role may have to say. */
function stackOf(stackName: string, ids: string[]): { readonly template: TemplateJson; readonly inline: number; readonly managed: number[] } {
  const shop = new Shop();
  const stack = new Stack(shop.app, 'Many', { stackName });
  ids.forEach((id, index) => shop.service(id, { discoveryName: `s${index}` }, stack));
  const template = templatesOf(shop.app)[`${stack.artifactId}.template.json`];
  const { inline, managed } = documentsOf(template, SHARED);
  return {
    template,
    inline: inline.map((document) => charactersOf(document, stackName)).reduce((sum, size) => sum + size, 0),
    managed: managed.map((document) => charactersOf(document, stackName)),
  };
}

const numbered = (count: number, prefix: string) => Array.from({ length: count }, (_value, index) => `${prefix}${index}`);

test('79 services with short names fit into one inline policy', () => {
  const ids = numbered(79, 'S');
  const { template, inline, managed } = stackOf('Shop', ids);
  expect(managed).toEqual([]);
  expect(inline).toBeLessThanOrEqual(INLINE_LIMIT);
  expect(logGroupsOf(template, SHARED).sort()).toEqual(ids.map((id) => `${id}LogGroup`).sort());
});

test('each log group stands in the policies of the role once', () => {
  const { template } = stackOf('Shop', numbered(3, 'S'));
  expect(logGroupsOf(template, SHARED)).toEqual(['S0LogGroup', 'S1LogGroup', 'S2LogGroup']);
  expect(rolesIn(template).map(withoutHash)).toEqual([SHARED]);
});

test('95 services with long names stay within IAM\'s limits', () => {
  const ids = numbered(95, 'AServiceWithALongNameThatSaysAllThatTheServiceIsThereForInTheShop');
  const { template, inline, managed } = stackOf('AStackWithALongNameThatSaysAllThatIsInTheStackAndWhoItBelongsTo', ids);
  expect(inline).toBeLessThanOrEqual(INLINE_LIMIT);
  expect(managed.filter((size) => size > MANAGED_LIMIT)).toEqual([]);
  expect(managed.length).toBeLessThanOrEqual(MANAGED_POLICIES_OF_A_ROLE);
  expect(logGroupsOf(template, SHARED).sort()).toEqual(ids.map((id) => `${id}LogGroup`).sort());
});
