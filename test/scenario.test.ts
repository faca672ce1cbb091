import { readFileSync } from 'node:fs';
import { Stack } from 'aws-cdk-lib';
import type { Cluster, FargateService } from 'aws-cdk-lib/aws-ecs';
import { FargateService as ExistingService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { Construct } from 'constructs';
import { DiscoverableService, DiscoveryNamespace, ServiceRegistration } from '../src';
import { IMAGE as image, Shop } from './testing/shop';

class System extends Stack {
  constructor(scope: Construct, id: string, cluster: Cluster, oldFargateService: FargateService) {
    super(scope, id);
    // user code begins
    const cloudMapNamespace = DiscoveryNamespace.privateDns('ecs-internal');
    const backend = new DiscoverableService(this, 'Backend', { cluster, cloudMapNamespace, image, port: 8080 });
    const frontend = new DiscoverableService(this, 'Frontend', { cluster, cloudMapNamespace, image, port: 80 });
    frontend.connectTo(backend);
    frontend.connectTo(new ServiceRegistration(this, 'Legacy', { service: oldFargateService, port: 80 }));
    // user code ends
  }
}

describe('a frontend, a backend and a service from before', () => {
  test('cost at most eight lines of at most 120 columns', () => {
    const [, program] = /\/\/ user code begins\n([^]*?)\n *\/\/ user code ends/.exec(readFileSync(__filename, 'utf8'))!;
    const lines = program.split('\n').map((line) => line.trim());
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(120);
  });

  test('find each other', () => {
    const shop = new Shop();
    const taskDefinition = new FargateTaskDefinition(shop.stack, 'OldTask');
    taskDefinition.addContainer('web', { image, portMappings: [{ containerPort: 80 }] });
    const old = new ExistingService(shop.stack, 'Old', { cluster: shop.cluster, taskDefinition });
    const system = new System(shop.app, 'System', shop.cluster, old);
    const variables = JSON.stringify(shop.template(system).findResources('AWS::ECS::TaskDefinition'));
    expect(variables).toContain('{"Name":"BACKEND_URL","Value":"http://backend.ecs-internal:8080"}');
    expect(variables).toContain('{"Name":"LEGACY_URL","Value":"http://legacy.ecs-internal:80"}');
    shop.template(system).resourceCountIs('AWS::EC2::SecurityGroupIngress', 2);
  });
});
