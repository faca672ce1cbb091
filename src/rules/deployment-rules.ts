import type { DeploymentFacts } from '../plan/deployment-plan';
import { roomOf } from '../plan/deployment-plan';
import type { ShiftFacts } from '../plan/shift-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const DEPLOYMENT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html';

function roomFaults(facts: DeploymentFacts): string[] {
  const { minHealthyPercent: min, maxHealthyPercent: max, leastTasks, daemon, shiftsTraffic } = facts;
  if (daemon || shiftsTraffic || !known(min) || !known(max) || !known(leastTasks) || leastTasks === 0) {
    return [];
  }
  const { healthy, running } = roomOf(leastTasks, facts);
  return running > healthy ? []
    : [`Of ${leastTasks} tasks, ${healthy} are to stay (minHealthyPercent: ${min}), and ${running} may run (maxHealthyPercent: ${max}).`];
}

/** Whether a deployment can replace tasks. */
export const deploymentRules: ReadonlyArray<Rule<DeploymentFacts>> = [
  {
    id: 'deployment-without-room',
    severity: 'error',
    why: 'ECS rounds the tasks that stay up, and the tasks that may run down. Where the two meet, it can neither stop a task nor start one: the deployment goes on '
      + 'until CloudFormation gives up.',
    fix: 'Give a higher maxHealthyPercent, such as 200, or a lower minHealthyPercent.',
    link: DEPLOYMENT,
    broken: roomFaults,
  },
  {
    id: 'deployment-of-daemon',
    severity: 'error',
    why: 'A daemon has one task on each instance: no second one starts beside it. ECS takes a maximum of 100 percent, and a minimum below it, for a daemon.',
    fix: 'Use Deployment.rolling() with a minHealthyPercent below 100 and without maxHealthyPercent.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
    broken: ({ daemon, shiftsTraffic, minHealthyPercent: min, maxHealthyPercent: max }) => !daemon ? [] : [
      ...shiftsTraffic ? ['The service is a daemon, and its deployment shifts traffic.'] : [],
      ...known(max) && max !== 100 ? [`The service is a daemon, and maxHealthyPercent is ${max}.`] : [],
      ...known(min) && min >= 100 ? [`The service is a daemon, and minHealthyPercent is ${min}.`] : [],
    ],
  },
];

/** Whether a deployment that moves traffic has some to move. */
export const shiftRules: ReadonlyArray<Rule<ShiftFacts>> = [
  {
    id: 'deployment-shifts-nothing',
    severity: 'error',
    why: 'ECS moves traffic between the old and the new tasks at a load balancer or in Service Connect. DNS and the API of Cloud Map answer with the new tasks as soon as they '
      + 'are healthy: such a deployment would test nothing and move nothing.',
    fix: 'Put a load balancer before the service with exposeVia(), give it serviceConnect: ServiceConnectRole.clientAndServer(), or use Deployment.rolling().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html',
    broken: ({ service, targetGroups, serviceConnectPorts }) => targetGroups + serviceConnectPorts > 0 ? []
      : [`${service} has no load balancer and offers nothing in Service Connect.`],
  },
  {
    id: 'deployment-without-second-target-group',
    severity: 'error',
    why: 'ECS registers the new tasks with a second target group, and moves the traffic of the listener rule to it. Without one it has nowhere to put them.',
    fix: 'Use exposeVia(), which makes both, or give service.loadBalancerTarget() an alternateTarget.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html',
    broken: ({ service, singleTargetGroups }) => singleTargetGroups === 0 ? [] : [`${service} has ${singleTargetGroups} target group${singleTargetGroups === 1 ? '' : 's'} without a second one.`],
  },
  {
    id: 'deployment-watches-one-group',
    severity: 'error',
    why: 'The two target groups change places in each deployment: what sees one of them sees the old tasks in every second one, and none at all in between. An alarm would not roll '
      + 'back what is broken, and scaling would not scale.',
    fix: 'Add the metrics of both target groups up (cloudwatch.MathExpression), or use those of the load balancer: exposed.applicationLoadBalancer.metrics. Scale on the CPU, or by '
      + 'steps on such a sum: service.scaling.scaleOnMetric().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-autoscaling-targettracking.html',
    broken: ({ service, oneEyed }) => oneEyed.map((path) => `${path} sees one of the two target groups of ${service}.`),
  },
];
