import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import {
  Capacity, Deployment, DiscoveryNamespace, DnsRecords, Draining, EndpointHealthCheck, EndpointTarget, Exposure, HealthProbe, PublicEndpoint,
  PublishedName, RecordRouting, Route53Check, ServiceConnectRole, TaskCount,
} from '../src';
import { exposureRows } from './surface/exposure-rows';
import { healthRows } from './surface/health-rows';
import { monitoringRows } from './surface/monitoring-rows';
import { namespaceRows } from './surface/namespace-rows';
import { publishedNameRows } from './surface/published-name-rows';
import { serviceRows } from './surface/service-rows';
import { zoneOf } from './surface/systems';
import { taskRows } from './surface/task-rows';
import { trafficRows } from './surface/traffic-rows';
import { Shop } from './testing/shop';

/** What comes of a system: its template, or the error that it gets. */
function outcome(build: (shop: Shop) => void): string {
  const shop = new Shop();
  try {
    build(shop);
  } catch (error) {
    return (error as Error).message;
  }
  return JSON.stringify(shop.app.synth().stacks.map(({ template }) => template as object));
}

/** One row a prop: a system without it, and the same system with it. */
const rows = {
  ...serviceRows, ...namespaceRows, ...taskRows, ...trafficRows, ...exposureRows, ...publishedNameRows, ...monitoringRows, ...healthRows,
};

/** Every property of every exported interface that users fill in, read from the sources. */
function publicProps(): string[] {
  const source = join(__dirname, '../src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const index = readFileSync(join(source, 'index.ts'), 'utf8');
  return files.flatMap((file) => ts.createSourceFile(file, readFileSync(join(source, file), 'utf8'), ts.ScriptTarget.Latest).statements)
    .filter((statement) => ts.isInterfaceDeclaration(statement))
    .filter(({ name }) => /(Props|Options|Attributes)$/.test(name.text))
    .filter(({ name }) => new RegExp(`\\b${name.text}\\b`).test(index) || /^(DiscoverableService|ServiceRegistration|RegisteredEndpoint|NamespaceParameter)/.test(name.text))
    .flatMap(({ name, members }) => members.map((member) => `${name.text}.${(member.name as ts.Identifier).text}`));
}

describe('a prop that is offered changes what is deployed', () => {
  test('every public prop has a row', () => {
    expect(Object.keys(rows).sort()).toEqual(publicProps().sort());
  });

  test.each(Object.keys(rows))('%s', (prop) => {
    const [without, withIt] = rows[prop].map(outcome);
    expect(withIt).not.toEqual(without);
    // A refusal is what some props decide, but the system without the prop always stands.
    expect(prop === 'DiscoverableServiceAttributes.additionalPorts' ? withIt : without).toContain('"Resources"');
  });
});

test.each<[string, object]>([
  ['Capacity', Capacity.fargate()],
  ['DiscoveryNamespace', DiscoveryNamespace.privateDns('ecs-internal')],
  ['DnsRecords', DnsRecords.a()],
  ['HealthProbe', HealthProbe.http()],
  ['TaskCount', TaskCount.exactly(1)],
  ['Draining', Draining.afterTtl()],
  ['Deployment', Deployment.rolling()],
  ['Exposure', Exposure.httpApi()],
  ['PublishedName', PublishedName.inHostedZone(zoneOf(new Shop()))],
  ['RecordRouting', RecordRouting.simple()],
  ['PublicEndpoint', PublicEndpoint.domainName('api.public-service.com')],
  ['Route53Check', Route53Check.reportingTasks()],
  ['ServiceConnectRole', ServiceConnectRole.clientAndServer()],
  ['EndpointTarget', EndpointTarget.addresses(['10.0.0.1'])],
  ['EndpointHealthCheck', EndpointHealthCheck.tcp()],
  ['DiscoveryGrants', new Shop().service('Backend').grants],
  ['DiscoveryEndpoint', new Shop().service('Backend').endpoint],
])('a %s can be held by a program in another language: jsii writes an id into it', (_, value) => {
  expect(Object.isExtensible(value)).toBe(true);
});
