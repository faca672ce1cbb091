import { Annotations as CdkAnnotations } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Alarm, AlarmRule, AlarmState, CompositeAlarm, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { HttpCodeTarget, ListenerAction, ListenerCondition } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { Capacity, Deployment, Exposure, ServiceConnectRole, TaskCount } from '../../src';
import type { DiscoverableService, ExposedService } from '../../src';
import { addInstances, undeployable } from '../capacity/instances';
import { Shop } from '../testing/shop';

/** A service whose deployments move traffic at a load balancer of its own. */
function shifting(): { readonly shop: Shop; readonly backend: DiscoverableService; readonly exposed: ExposedService } {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.blueGreen(), taskCount: TaskCount.autoScaled({ max: 4 }) });
  return { shop, backend, exposed: backend.exposeVia(Exposure.internalAlb()) };
}

const errorsOf = ({ applicationTargetGroups }: ExposedService, index: number): IMetric =>
  applicationTargetGroups[index].metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT);
const alarm = (shop: Shop, id: string, metric: IMetric) => new Alarm(shop.stack, id, { metric, threshold: 1, evaluationPeriods: 1 });

const TEXT = `
  why: The two target groups change places in each deployment: what sees one of them sees the old tasks in every second one, and none at all in between. An alarm would not roll back what is broken, and scaling would not scale.
  fix: Add the metrics of both target groups up (cloudwatch.MathExpression), or use those of the load balancer: exposed.applicationLoadBalancer.metrics. Scale on the CPU, or by steps on such a sum: service.scaling.scaleOnMetric().
  see: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html`;

describe('an alarm that ends deployments', () => {
  test.each([0, 1])('on one of two target groups is refused (%#)', (index) => {
    const { shop, backend, exposed } = shifting();
    backend.rollBackOn(alarm(shop, 'Errors', errorsOf(exposed, index)));
    expect(shop.synthesisError()).toContain(`[Shop/Backend] [deployment-watches-one-group] Shop/Errors/Resource sees one of the two target groups of Shop/Backend.${TEXT}`);
  });

  test('on one of two target groups is refused within an alarm made of others', () => {
    const { shop, backend, exposed } = shifting();
    const errors = alarm(shop, 'Errors', errorsOf(exposed, 0));
    backend.rollBackOn(new CompositeAlarm(shop.stack, 'Any', { alarmRule: AlarmRule.fromAlarm(errors, AlarmState.ALARM) }));
    expect(shop.synthesisError()).toContain('[deployment-watches-one-group] Shop/Any/Resource sees one of the two target groups of Shop/Backend.');
  });

  test('on the sum of both, one on each, one on the load balancer, and one on the service stand', () => {
    const { shop, backend, exposed } = shifting();
    const [a, b] = [0, 1].map((index) => errorsOf(exposed, index));
    backend.rollBackOn(alarm(shop, 'Sum', new MathExpression({ expression: 'FILL(a, 0) + FILL(b, 0)', usingMetrics: { a, b } })));
    backend.rollBackOn(alarm(shop, 'Blue', a), alarm(shop, 'Green', b));
    backend.rollBackOn(alarm(shop, 'All', exposed.applicationLoadBalancer.metrics.httpCodeTarget(HttpCodeTarget.TARGET_5XX_COUNT)));
    backend.rollBackOn(alarm(shop, 'Cpu', backend.service.metricCpuUtilization()));
    expect(undeployable(shop.app)).toEqual([]);
  });

  test('on one target group that nothing is shifted to or from stands, and so does one that ends no deployment', () => {
    const shop = new Shop();
    const backend = shop.service('Backend');
    backend.rollBackOn(alarm(shop, 'Errors', errorsOf(backend.exposeVia(Exposure.internalAlb()), 0)));
    const other = shop.service('Other', { deployment: Deployment.canary() });
    alarm(shop, 'Shown', errorsOf(other.exposeVia(Exposure.internalAlb()), 1));
    expect(undeployable(shop.app)).toEqual([]);
  });
});

describe('scaling', () => {
  test('on the requests of one of two target groups is refused', () => {
    const { shop, backend, exposed } = shifting();
    backend.scaling.scaleOnRequestCount('Requests', { requestsPerTarget: 100, targetGroup: exposed.applicationTargetGroups[0] });
    expect(shop.synthesisError()).toContain(
      `[deployment-watches-one-group] Shop/Backend/Service/TaskCount/Target/Requests/Resource sees one of the two target groups of Shop/Backend.${TEXT}`);
  });

  test('on the sum of both stands, and on those of the only one', () => {
    const { shop, backend, exposed } = shifting();
    const [a, b] = exposed.applicationTargetGroups.map(({ metrics }) => metrics.requestCountPerTarget());
    backend.scaling.scaleOnMetric('Requests', {
      metric: new MathExpression({ expression: 'a + b', usingMetrics: { a, b } }), scalingSteps: [{ upper: 10, change: -1 }, { lower: 100, change: 1 }],
    });
    const other = shop.service('Other', { taskCount: TaskCount.autoScaled({ max: 4 }) });
    other.scaling.scaleOnRequestCount('Requests', { requestsPerTarget: 100, targetGroup: other.exposeVia(Exposure.internalAlb()).applicationTargetGroup });
    expect(undeployable(shop.app)).toEqual([]);
  });
});

describe('a listener that does more than to forward', () => {
  const told = ({ stack }: Shop) => Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp('shift-beside-other-actions'))
    .map(({ id, entry }) => `${id} ${String(entry.data)}`);
  const behind = (defaultAction: ListenerAction) => {
    const { shop, backend } = shifting();
    const { applicationListener } = shop.service('Website').exposeVia(Exposure.internalAlb());
    applicationListener.addAction('Old', { priority: 1, conditions: [ListenerCondition.pathPatterns(['/old'])], action: defaultAction });
    backend.exposeVia(Exposure.existingListener(applicationListener, { priority: 2, pathPatterns: ['/api'] }));
    return { shop, backend };
  };

  test('is told where deployments move traffic at it, and can be acknowledged', () => {
    const { shop, backend } = behind(ListenerAction.redirect({ path: '/new' }));
    expect(told(shop)).toEqual([expect.stringMatching(/^\/Shop\/Backend\/Service\/Service Shop\/Website\/InternalAlb\/Listener\/OldRule\/Resource: Deployments move traffic at a listener/)]);
    CdkAnnotations.of(backend).acknowledgeWarning('cdk-discoverable-service:shift-beside-other-actions', 'It was tried.');
    const again = behind(ListenerAction.redirect({ path: '/new' }));
    CdkAnnotations.of(again.backend).acknowledgeWarning('cdk-discoverable-service:shift-beside-other-actions', 'It was tried.');
    expect(told(again.shop)).toEqual([]);
  });

  test('is not told where all of it forwards, and not of rolling deployments', () => {
    expect(told(shifting().shop)).toEqual([]);
    const shop = new Shop();
    const { applicationListener } = shop.service('Website').exposeVia(Exposure.internalAlb());
    applicationListener.addAction('Old', { priority: 1, conditions: [ListenerCondition.pathPatterns(['/old'])], action: ListenerAction.fixedResponse(404) });
    expect(told(shop)).toEqual([]);
  });

  test('is told of its default action too', () => {
    const { shop, backend } = shifting();
    const { applicationLoadBalancer } = shop.service('Website').exposeVia(Exposure.internalAlb());
    const listener = applicationLoadBalancer.addListener('Other', { port: 8080, open: false, defaultAction: ListenerAction.fixedResponse(404) });
    backend.exposeVia(Exposure.existingListener(listener, { priority: 2, pathPatterns: ['/api'] }));
    expect(told(shop)).toEqual([expect.stringContaining('Shop/Website/InternalAlb/LoadBalancer/Other/Resource: ')]);
  });
});

test.each<[Capacity, Deployment, boolean]>([
  [Capacity.ec2Host(), Deployment.blueGreen(), true], [Capacity.ec2Bridge({ hostPort: 8080 }), Deployment.canary(), true],
  [Capacity.ec2Bridge(), Deployment.blueGreen(), false], [Capacity.ec2(), Deployment.blueGreen(), false],
  [Capacity.ec2Host(), Deployment.rolling(), false],
])('two sets of tasks that need ports of their instances for themselves are told (%#)', (capacity, deployment, isTold) => {
  const shop = new Shop();
  addInstances(shop.cluster);
  shop.service('Backend', { capacity, deployment }).exposeVia(Exposure.internalAlb());
  expect(Annotations.fromStack(shop.stack).findWarning('*', Match.stringLikeRegexp('shift-needs-instances'))).toHaveLength(isTold ? 1 : 0);
});

test('a service that is shifted in Service Connect alone has no target group that something could see', () => {
  const shop = new Shop();
  const backend = shop.service('Backend', { deployment: Deployment.blueGreen(), serviceConnect: ServiceConnectRole.clientAndServer() });
  backend.rollBackOn(alarm(shop, 'Cpu', backend.service.metricCpuUtilization()));
  expect(undeployable(shop.app)).toEqual([]);
});
