import { App, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib';
import { SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import type { DiscoverableServiceAttributes } from '../../src';
import { DiscoverableService, HealthProbe } from '../../src';
import { judge } from '../../src/checks/judge';
import { readAssembly } from '../../src/model/read-assembly';
import { temporaryDirectory } from '../model/assembly-fixture';

/** An app with a service "web" in a namespace of its own. */
function appWithWeb() {
  const app = new App({ outdir: temporaryDirectory(), postCliContext: { 'cdk-discoverable-service:checks': false } });
  const stack = new Stack(app, 'Shop');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc') });
  const serviceIn = (scope: Stack, id: string, port?: number, environment?: Record<string, string>) =>
    new DiscoverableService(scope, id, { cluster, image: ContainerImage.fromRegistry('nginx'), port, environment, healthProbe: HealthProbe.command(['CMD-SHELL', 'true']) });
  const service = (id: string, port?: number, environment?: Record<string, string>) => serviceIn(stack, id, port, environment);
  const found = () => judge(readAssembly(app.synth().directory)).findings.map(({ ruleId, got }) => `${ruleId}: ${got}`);
  service('Web', 80);
  return { stack, service, serviceIn, found };
}

const imported = (stack: Stack, mutable: boolean, attributes: Partial<DiscoverableServiceAttributes> = {}) => DiscoverableService.fromAttributes(stack, 'Backend', {
  discoveryName: 'backend',
  namespaceName: 'ecs-internal',
  port: 8080,
  securityGroup: SecurityGroup.fromSecurityGroupId(stack, 'BackendGroup', 'sg-0123456789abcdef0', { mutable }),
  ...attributes,
});

describe('a name in the app\'s own namespace that another app registers', () => {
  test.each([true, false])('is known by its import (rules of its group kept here: %p)', (mutable) => {
    const { stack, service, found } = appWithWeb();
    service('Worker').connectTo(imported(stack, mutable));
    expect(found().filter((finding) => finding.startsWith('address-'))).toEqual([]);
  });

  test('says nothing of another name', () => {
    const { stack, service, found } = appWithWeb();
    service('Worker', undefined, { OLD_URL: 'http://old.ecs-internal:8080' }).connectTo(imported(stack, false));
    expect(found()).toContainEqual(
      expect.stringMatching(/^address-unknown: WorkerService\w+ is given "http:\/\/old\.ecs-internal:8080" as OLD_URL, and nothing in \w+ \("ecs-internal"\) has this name\.$/));
  });

  test('is known to who connects to an import that is in no stack', () => {
    const { stack, service, found } = appWithWeb();
    const group = SecurityGroup.fromSecurityGroupId(stack, 'BackendGroup', 'sg-0123456789abcdef0', { mutable: false });
    service('Worker').connectTo(DiscoverableService.fromAttributes(stack.node.root as App, 'Backend', { discoveryName: 'backend', namespaceName: 'ecs-internal', port: 8080, securityGroup: group }));
    expect(found().filter((finding) => finding.startsWith('address-'))).toEqual([]);
  });

  test('is known to who is given the address of an import of its stack by hand', () => {
    const { stack, service, found } = appWithWeb();
    service('Worker', undefined, { BACKEND_URL: imported(stack, false).endpoint.url });
    expect(found().filter((finding) => finding.startsWith('address-'))).toEqual([]);
  });

  test('is known to a caller in a nested stack', () => {
    const { stack, serviceIn, found } = appWithWeb();
    serviceIn(new NestedStack(stack, 'Nested'), 'Worker').connectTo(imported(stack, false));
    expect(found().filter((finding) => finding.startsWith('address-'))).toEqual([]);
  });

  test('is not known to another stack that has not imported it', () => {
    const { stack, service, found } = appWithWeb();
    imported(new Stack(stack.node.root as App, 'Other'), false);
    service('Worker', undefined, { BACKEND_URL: 'http://backend.ecs-internal:8080' });
    expect(found()).toContainEqual(expect.stringMatching(/^address-unknown: /));
  });

  test('of an import that is known at deployment only, nothing is written down', () => {
    const { stack } = appWithWeb();
    expect(imported(stack, false, { namespaceName: new CfnParameter(stack, 'Namespace').valueAsString }).node.metadata).toEqual([]);
  });
});
