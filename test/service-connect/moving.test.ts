import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AppProtocol } from 'aws-cdk-lib/aws-ecs';
import type { Roles } from '../../examples/dns-to-service-connect';
import { addSystem } from '../../examples/dns-to-service-connect';
import { DnsRecords, ServiceConnectRole } from '../../src';
import { synthesizeExample, templatesIn } from '../testing/examples';

type TemplateJson = Record<string, unknown>;

const step = (number: number): TemplateJson => templatesIn(synthesizeExample(`dns-to-service-connect-${number}`))['Shop.template.json'];

function system(roles: Roles, dnsRecords?: DnsRecords): TemplateJson {
  const stack = new Stack(new App(), 'Shop');
  addSystem(stack, roles, dnsRecords);
  return Template.fromStack(stack).toJSON();
}

const server = () => ServiceConnectRole.clientAndServer({ appProtocol: AppProtocol.http });

/** What an update changes, as `type: impact`. */
function changes(before: TemplateJson, after: TemplateJson): string[] {
  const found: string[] = [];
  fullDiff(before, after).resources.forEachDifference((_id, change) => {
    found.push(`${change.resourceType}: ${change.changeImpact}`);
  });
  return found.sort();
}

const SERVICE = `AWS::ECS::Service: ${ResourceImpact.WILL_UPDATE}`;
const NEW_TASK = `AWS::ECS::TaskDefinition: ${ResourceImpact.WILL_REPLACE}`;

/** The variables of a container: all that a process sees of a step. */
function environmentOf(template: TemplateJson): string {
  const tasks = Object.entries(template.Resources as Record<string, { Type: string; Properties: Record<string, unknown> }>)
    .filter(([id, { Type }]) => Type === 'AWS::ECS::TaskDefinition' && id.startsWith('Frontend'));
  return JSON.stringify((tasks[0][1].Properties.ContainerDefinitions as Array<{ Environment: unknown }>)[0].Environment);
}

test('the way to Service Connect updates services and replaces nothing but task definitions', () => {
  expect(changes(step(1), step(2))).toEqual([SERVICE, NEW_TASK]);
  expect(changes(step(2), step(3))).toEqual([SERVICE]);
});

test('the way back replaces nothing but task definitions either', () => {
  const off = ServiceConnectRole.off();
  const whole = { backend: server(), frontend: ServiceConnectRole.clientOnly() };
  const roles: Roles[] = [whole, { ...whole, frontend: off }, { backend: off, frontend: off }, {}];
  const back = roles.map((parts) => system(parts));
  expect(changes(back[0], back[1])).toEqual([SERVICE]);
  expect(changes(back[1], back[2])).toEqual([SERVICE, NEW_TASK]);
  expect(changes(back[2], back[3])).toEqual([SERVICE, SERVICE]);
});

test('a service that is taken out is told so, and is never left in by silence', () => {
  const json = JSON.stringify(system({ backend: ServiceConnectRole.off(), frontend: ServiceConnectRole.off() }));
  expect(json.match(/"ServiceConnectConfiguration":\{"Enabled":false\}/g)).toHaveLength(2);
});

test('the process in the caller sees the same host name, port and URL in each step', () => {
  const [first, second, third] = [1, 2, 3].map((number) => environmentOf(step(number)));
  expect(first).toContain('http://backend.ecs-internal:80');
  expect([second, third]).toEqual([first, first]);
});

test('the protocol, which cannot change in Service Connect, is the same in each step that is in it', () => {
  [2, 3].forEach((number) => expect(JSON.stringify(step(number)).match(/"AppProtocol":"http"/g)).toHaveLength(1));
});

describe('a process that uses no host name', () => {
  /** The three steps of a system whose backend has other records. */
  function steps(dnsRecords: DnsRecords): TemplateJson[] {
    return [{}, { backend: server() }, { backend: server(), frontend: ServiceConnectRole.clientOnly() }].map((roles) => system(roles, dnsRecords));
  }

  const permissionsIn = (template: TemplateJson) => JSON.stringify(template.Resources).match(/servicediscovery:DiscoverInstances"/g)?.length ?? 0;

  test.each<[string, DnsRecords, string[], number]>([
    ['SRV records', DnsRecords.srv(), ['BACKEND_PORT', 'BACKEND_SRV'], 0],
    ['the API', DnsRecords.none(), ['BACKEND_NAMESPACE', 'BACKEND_PORT', 'BACKEND_SERVICE'], 1],
  ])('but %s loses nothing on the way', (_what, dnsRecords, names, permissions) => {
    const seen = steps(dnsRecords).map((template) => JSON.parse(environmentOf(template)) as Array<{ Name: string; Value: string }>);
    expect(seen[0].map(({ Name }) => Name)).toEqual(names);
    seen.forEach((variables) => expect(variables).toEqual(expect.arrayContaining(seen[0])));
    expect(steps(dnsRecords).map(permissionsIn)).toEqual([permissions, permissions, permissions]);
  });
});
