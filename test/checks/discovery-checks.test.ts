import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IPolicyValidationContext } from 'aws-cdk-lib';
import { App, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { CfnService, HttpNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import { DiscoverableService, DiscoveryChecks } from '../../src';
import { temporaryDirectory } from '../model/assembly-fixture';

const RULE = 'cdk-discoverable-service::discovery-name-twice';

function appWith(build: (app: App) => void, context: Record<string, unknown> = {}): App {
  const app = new App({ outdir: temporaryDirectory(), analyticsReporting: false, postCliContext: { 'cdk-discoverable-service:checks': true, ...context } });
  build(app);
  return app;
}

/** Two names that collide, made without this library. */
function collide(scope: Construct): CfnService {
  const namespace = new HttpNamespace(scope, 'Namespace', { name: 'shop' });
  new CfnService(scope, 'One', { name: 'backend', namespaceId: namespace.namespaceId });
  return new CfnService(scope, 'Other', { name: 'backend', namespaceId: namespace.namespaceId });
}

/** What all versions of the CDK tell of a synthesis; newer ones tell more. */
function contextOf(appConstruct: App): IPolicyValidationContext {
  return { appConstruct, templatePaths: [] } as unknown as IPolicyValidationContext;
}

/** What the checks report for a synthesized app. */
function reportOf(app: App) {
  app.synth();
  return DiscoveryChecks.of(app).validate(contextOf(app));
}

let messages: string[];
let exitCode: typeof process.exitCode;

beforeEach(() => {
  messages = [];
  exitCode = process.exitCode;
  jest.spyOn(console, 'error').mockImplementation((text: unknown) => messages.push(String(text)));
});

afterEach(() => {
  process.exitCode = exitCode;
});

/** Whether the CDK takes the synthesis for failed: it throws, or has the process end with 1, depending on its version. */
function fails(app: App): boolean {
  process.exitCode = 0;
  try {
    app.synth();
  } catch (error) {
    messages.push((error as Error).message);
    return true;
  }
  return process.exitCode === 1;
}

test('fails the synthesis of an app without our constructs, and names rule and construct', () => {
  const app = appWith((scope) => collide(new Stack(scope, 'Shop')));
  DiscoveryChecks.of(app);

  expect(fails(app)).toBe(true);
  expect(messages.join('\n')).toContain('discovery-name-twice');
  expect(messages.join('\n')).toContain('Shop/Other');
});

test('reports one violation a finding, with the resource at fault and where it stands', () => {
  const app = appWith((scope) => collide(new Stack(scope, 'Shop')));

  expect(reportOf(app)).toEqual({
    success: false,
    violations: [{
      ruleName: 'discovery-name-twice',
      severity: 'error',
      description: 'One ("backend") and Other ("backend") would have one name in one namespace. A name stands once in a namespace, and DNS does not tell capital letters from small ones: '
        + 'the second CreateService fails with ServiceAlreadyExists.',
      fix: 'Give one of the two AWS::ServiceDiscovery::Service another Name, or another namespace. See https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
      ruleMetadata: { source: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html' },
      violatingResources: [{ resourceLogicalId: 'Other', templatePath: `${app.outdir}/Shop.template.json`, locations: ['Properties/Name'] }],
    }],
  });
});

test.each([
  ['a stage', (app: App) => new Stack(new Stage(app, 'Prod'), 'Shop')],
  ['a nested stack', (app: App) => new NestedStack(new Stack(app, 'Shop'), 'Names')],
])('finds what is wrong in %s', (_, scopeIn) => {
  const app = appWith((scope) => collide(scopeIn(scope)));
  DiscoveryChecks.of(app);

  expect(fails(app)).toBe(true);
});

test('is silent about an app in which nothing is wrong', () => {
  const app = appWith((scope) => new HttpNamespace(new Stack(scope, 'Shop'), 'Namespace', { name: 'shop' }));

  expect(reportOf(app)).toEqual({ success: true, violations: [] });
});

test('tells the CDK, for its report, which version of the library has judged', () => {
  const { version } = JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { readonly version: string };

  expect([new App(), new App()].map((app) => DiscoveryChecks.of(app).version)).toEqual([version, version]);
});

test('is the same for all constructs of an app, and added once', () => {
  const app = appWith((scope) => collide(new Stack(scope, 'Shop')));
  const checks = DiscoveryChecks.of(app);

  expect(DiscoveryChecks.of(app.node.findChild('Shop'))).toBe(checks);
  fails(app);
  expect(messages.join('\n').match(/would have one name in one namespace/g)).toHaveLength(1);
});

test.each([
  ['the resource', (resource: CfnService) => resource],
  ['the stack', (resource: CfnService) => Stack.of(resource)],
  ['the app', (resource: CfnService) => resource.node.root],
])('passes what was acknowledged on %s, and has the CDK list it', (_, scopeOf) => {
  const app = appWith((scope) => {
    const resource = collide(new Stack(scope, 'Shop'));
    Validations.of(scopeOf(resource)).acknowledge({ id: RULE, reason: 'One of them goes away next week.' });
  });
  DiscoveryChecks.of(app);

  expect(fails(app)).toBe(false);
});

test.each([
  ['are switched on by our constructs', {}, 1],
  ['are left off by a key of the context', { 'cdk-discoverable-service:checks': false }, 0],
  ['are left off by a key of the context that the command line gave', { 'cdk-discoverable-service:checks': 'false' }, 0],
])('checks %s', (_, context, times) => {
  const validate = jest.spyOn(DiscoveryChecks.prototype, 'validate');
  const app = appWith((scope) => {
    const stack = new Stack(scope, 'Shop');
    const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
    for (const id of ['Backend', 'Frontend']) {
      new DiscoverableService(stack, id, { cluster, image: ContainerImage.fromRegistry('nginx'), port: 80 });
    }
  }, context);

  expect(fails(app)).toBe(false);
  expect(validate).toHaveBeenCalledTimes(times);
});

test('does not stop a synthesis whose templates it cannot read', () => {
  const app = appWith((scope) => collide(new Stack(scope, 'Shop')));
  const checks = DiscoveryChecks.of(app);

  const { success, violations, metadata } = checks.validate(contextOf(appWith(() => undefined)));

  expect({ success, violations }).toEqual({ success: true, violations: [] });
  expect(metadata?.error).toMatch(/^The templates could not be judged: .* is not a cloud assembly: it has no manifest.json$/);
});

test('refuses a construct that is in no app', () => {
  const loose = new Construct(undefined as unknown as Construct, '');

  expect(() => DiscoveryChecks.of(loose)).toThrow('[checks-without-app] The construct is in no app.');
});
