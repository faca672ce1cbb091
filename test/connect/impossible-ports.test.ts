import { FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { EndpointTarget, RegisteredEndpoint, ServiceRegistration } from '../../src';
import { IMAGE, Shop, brokenRules, messageOf } from '../testing/shop';

const registered = ({ stack, cluster }: Shop) => {
  const taskDefinition = new FargateTaskDefinition(stack, 'Task');
  taskDefinition.addContainer('web', { image: IMAGE, portMappings: [{ containerPort: 80 }, { containerPort: 81 }] });
  return new ServiceRegistration(stack, 'Backend', { service: new FargateService(stack, 'Old', { cluster, taskDefinition, minHealthyPercent: 100 }) });
};
const endpoint = ({ stack, cluster }: Shop) => new RegisteredEndpoint(stack, 'Backend', { cluster, target: EndpointTarget.addresses(['10.0.0.1']) });

test.each([['a registration of several ports', registered], ['an endpoint without a port', endpoint]])(
  'what is no port is refused, also for %s, which tells no ports', (_what, target) => {
    const shop = new Shop();
    const frontend = shop.service('Frontend');
    const backend = target(shop);

    for (const port of [0, 70_000, 80.5]) {
      expect(messageOf(() => frontend.connectTo(backend, { port }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-port] The port is ${port}.
  why: The rule would open a port on which the target does not listen, and the caller would run into a time-out.
  fix: Use a port of the target, or add it to the target's additionalPorts. In bridge mode callers use the port of the instance (hostPort).
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`);
    }
    expect(brokenRules(() => frontend.connectTo(backend, { port: 80 }))).toEqual([]);
  });
