import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

const DOCS = resolve(__dirname, '../docs');
const PAGES = readdirSync(DOCS).filter((file) => file.endsWith('.md'));

/** What the programs on the pages stand in: what they import, and what they do not define themselves. */
const HEAD = `
import { Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as autoscaling from 'aws-cdk-lib/aws-autoscaling';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as acmpca from 'aws-cdk-lib/aws-acmpca';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as servicediscovery from 'aws-cdk-lib/aws-servicediscovery';
import * as sns from 'aws-cdk-lib/aws-sns';
import {
  Capacity, ConnectVia, Deployment, DiscoverableService, DiscoveryAssertions, DiscoveryMonitoring, DiscoveryNamespace, DnsRecords, Draining,
  EndpointHealthCheck, EndpointTarget, ExposedService, Exposure, HealthProbe, NamespaceDelegation, NamespaceParameter, PublicEndpoint, PublishedName,
  RecordRouting, RegisteredEndpoint, Route53Check, ServiceConnectRole, ServiceRegistration, TaskCount,
} from 'cdk-discoverable-service';
declare const cluster: ecs.Cluster, catalogService: ecs.FargateService, image: ecs.ContainerImage, agentImage: ecs.ContainerImage;
declare const exposed: ExposedService, frontend: DiscoverableService, backend: DiscoverableService, database: ec2.IConnectable, lambdaFunction: ec2.IConnectable;
declare const table: dynamodb.Table, zone: route53.IHostedZone, poller: lambda.Function, databaseInstance: rds.DatabaseInstance, balancer: elbv2.NetworkLoadBalancer;
declare const asgProvider: ecs.AsgCapacityProvider, managedProvider: ecs.ManagedInstancesCapacityProvider, targetGroup: elbv2.ApplicationTargetGroup;
declare const certificateAuthority: acmpca.ICertificateAuthority, certificate: acm.ICertificate;
interface IDashboardSegment { alarmWidgets(): cloudwatch.IWidget[]; summaryWidgets(): cloudwatch.IWidget[]; widgets(): cloudwatch.IWidget[] }
declare const orderAlarm: cloudwatch.Alarm;
declare const topic: sns.Topic, monitoring: DiscoveryMonitoring, facade: { addSegment(segment: IDashboardSegment): void };
`;

function programsOn(page: string): string[] {
  return [...readFileSync(join(DOCS, page), 'utf8').matchAll(/```ts\n([^]*?)```/g)].map(([, program]) => program);
}

/** The errors of the compiler in texts that stand beside the examples, text by text. */
function compilerErrors(texts: readonly string[]): string[][] {
  const folder = resolve(__dirname, '../examples');
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (name) => ts.sys.readFile(name)) as { config: object };
  const options = { ...ts.parseJsonConfigFileContent(config, ts.sys, folder).options, noUnusedLocals: false };
  const files = new Map(texts.map((text, index) => [join(folder, `page-${index}.ts`), text]));
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (name) => files.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => files.has(name)
    ? ts.createSourceFile(name, files.get(name)!, ts.ScriptTarget.Latest) : getSourceFile(name, ...rest);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')));
}

test('the programs on the pages compile, and one with a misspelt prop would not', () => {
  const programs = PAGES.flatMap(programsOn);
  const pages = programs.map((program, index) => `export class Program${index} extends Stack { build(): void {\n${program}\n} }`).join('\n');
  const misspelt = 'new DiscoverableService(new Stack(), "A", { cluster, image, prot: 80 });';
  const [ofPages, ofMisspelt] = compilerErrors([`${HEAD}${pages}`, `${HEAD}${misspelt}`]);
  expect(programs.length).toBeGreaterThan(10);
  expect(ofPages).toEqual([]);
  expect(ofMisspelt).toHaveLength(1);
}, 180_000);

test('each link of a page leads to a page and a heading that are there', () => {
  const headings = (page: string) => [...readFileSync(join(DOCS, page), 'utf8').matchAll(/^#+ (.*)$/gm)]
    .map(([, heading]) => heading.toLowerCase().replace(/[^a-z0-9 -]/g, '').replace(/ /g, '-'));
  const links = PAGES.flatMap((page) => [...readFileSync(join(DOCS, page), 'utf8').matchAll(/\]\(([a-z-]+\.md)(?:#([a-z0-9-]+))?\)/g)]);
  expect(links.length).toBeGreaterThan(5);
  const leadsNowhere = ([, page, heading]: RegExpExecArray) => !PAGES.includes(page) || (heading && !headings(page).includes(heading));
  expect(links.filter(leadsNowhere).map(([link]) => link)).toEqual([]);
});
