import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import type { Cluster, FargateService } from 'aws-cdk-lib/aws-ecs';
import { FargateService as ExistingService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import * as ts from 'typescript';
import { DiscoverableService, DiscoveryNamespace, Exposure, ServiceConnectRole, ServiceRegistration, TaskCount } from '../src';
import { IMAGE as image, Shop } from './testing/shop';

/* eslint-disable @stylistic/object-property-newline -- as a user writes it, whose lines are counted: not one property a line */
class System extends Stack {
  constructor(scope: Construct, id: string, cluster: Cluster, oldFargateService: FargateService) {
    super(scope, id);
    // user code begins
    const cloudMapNamespace = DiscoveryNamespace.privateDns('ecs-internal');
    const backend = new DiscoverableService(this, 'Backend', { cluster, cloudMapNamespace, image, port: 8080 });
    const frontend = new DiscoverableService(this, 'Frontend', {
      cluster, cloudMapNamespace, image, port: 80,
      taskCount: TaskCount.autoScaled({ max: 10 }),
      serviceConnect: ServiceConnectRole.clientOnly(),
    });
    frontend.exposeVia(Exposure.publicAlb());
    frontend.connectTo(backend);
    frontend.connectTo(new ServiceRegistration(this, 'Legacy', { service: oldFargateService, port: 80 }));
    // user code ends
  }
}
/* eslint-enable @stylistic/object-property-newline */

/** What stands between the two comments of a file. */
function userCodeOf(file: string): string {
  const [, program] = /\/\/ user code begins\n([^]*?)\n *\/\/ user code ends/.exec(readFileSync(file, 'utf8'))!;
  return program;
}

/** How many words and signs a program has, as the compiler sees them. */
function tokensIn(program: string): number {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, true, ts.LanguageVariant.Standard, program);
  let count = 0;
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) {
    count += 1;
  }
  return count;
}

describe('a frontend on the internet, a backend and a service from before', () => {
  test('cost at most eleven lines of at most 120 columns, and 119 tokens', () => {
    const program = userCodeOf(__filename);
    const lines = program.split('\n').map((line) => line.trim());
    expect(lines.length).toBeLessThanOrEqual(11);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
    expect(tokensIn(program)).toBeLessThanOrEqual(119);
  });

  test('find each other, and scale, and are reached through the load balancer', () => {
    const shop = new Shop();
    const taskDefinition = new FargateTaskDefinition(shop.stack, 'OldTask');
    taskDefinition.addContainer('web', { image, portMappings: [{ containerPort: 80 }] });
    const old = new ExistingService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
    const system = new System(shop.app, 'System', shop.cluster, old);
    const template = shop.template(system);
    const variables = JSON.stringify(template.findResources('AWS::ECS::TaskDefinition'));
    expect(variables).toContain('{"Name":"BACKEND_URL","Value":"http://backend.ecs-internal:8080"}');
    expect(variables).toContain('{"Name":"LEGACY_URL","Value":"http://legacy.ecs-internal:80"}');
    // Of the frontend into the two others, and of the load balancer into the frontend.
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 3);
    template.hasResourceProperties('AWS::ElasticLoadBalancingV2::LoadBalancer', { Scheme: 'internet-facing' });
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', { MaxCapacity: 10 });
    template.hasResourceProperties('AWS::ECS::Service', { ServiceConnectConfiguration: { Enabled: true } });
  });
});

test('a load balancer, a name in DNS, Service Connect, scaling and blue/green deployments of one service cost at most 20 lines', () => {
  expect(userCodeOf(`${__dirname}/../examples/blue-green/app.ts`).split('\n').length).toBeLessThanOrEqual(20);
});
