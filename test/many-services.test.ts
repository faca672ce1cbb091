import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService } from '../src';
import { IMAGE } from './testing/shop';

/** A stack with a VPC of two zones, a cluster, and services that each call the one before. */
function chainOf(count: number): Template {
  const stack = new Stack(new App(), 'Chain');
  const cluster = new Cluster(stack, 'Cluster', { vpc: new Vpc(stack, 'Vpc', { maxAzs: 2 }) });
  let previous: DiscoverableService | undefined;
  for (let index = 0; index < count; index += 1) {
    const service = new DiscoverableService(stack, `Service${index}`, { cluster, image: IMAGE, port: 8080 });
    if (previous) {
      service.connectTo(previous);
    }
    previous = service;
  }
  return Template.fromStack(stack);
}

function resourceCount(template: Template): number {
  return Object.keys((template.toJSON() as { Resources: object }).Resources).length;
}

describe('resources, of which a stack has 500', () => {
  const [none, one, two] = [0, 1, 2].map((count) => resourceCount(chainOf(count)));

  test('a service is five, with its own log group', () => {
    expect(two - one - 1).toBe(5);
  });

  test('what services share is two: the namespace and the execution role', () => {
    expect(one - none - 5).toBe(2);
  });

  test('a chain of 79 services fits in one stack, with a VPC of two zones and the cluster', () => {
    const template = chainOf(79);
    expect(resourceCount(template)).toBeLessThanOrEqual(500);
    template.resourceCountIs('AWS::ECS::Service', 79);
    template.resourceCountIs('AWS::EC2::SecurityGroupIngress', 78);
  });
});
