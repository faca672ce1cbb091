import { mayBeIn } from '../plan/client-ports';
import type { ExposureFacts } from '../plan/exposure-facts';
import { known } from '../shared/known';
import type { Rule, RuleText } from '../shared/rule';

const ELB = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html';
const HTTP_API = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html';

/** What every way in needs. */
const targetRules: ReadonlyArray<Rule<ExposureFacts>> = [
  {
    id: 'expose-worker',
    severity: 'error',
    why: 'A load balancer calls a port, and a worker has none.',
    fix: 'Give the service a port.',
    link: ELB,
    broken: ({ ports, service }) => ports.length > 0 ? [] : [`${service} has no port.`],
  },
  {
    id: 'exposure-service-port',
    severity: 'error',
    why: 'A target group sends requests to a port that a container maps.',
    fix: 'Give servicePort a port of the service, or add it to additionalPorts.',
    link: ELB,
    broken: ({ servicePort, ports, service }) => ports.length === 0 || mayBeIn(servicePort, ports) ? []
      : [`servicePort is ${servicePort}, and ${service} has ${ports.join(', ')}.`],
  },
  {
    id: 'exposure-id-twice',
    severity: 'error',
    why: 'A construct has each id once, and the second exposure of a kind would get the id of the first one.',
    fix: 'Give the second exposure an id of its own: Exposure.publicAlb({ id: \'PartnerAlb\' }).',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html',
    broken: ({ id, idIsTaken, service }) => idIsTaken ? [`${service} has "${id}" already.`] : [],
  },
  {
    id: 'exposure-after-synth',
    severity: 'error',
    why: 'Security groups are opened when synthesis begins; what comes later would have no way to the tasks.',
    fix: 'Call exposeVia() while the app is being built.',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/apps.html#lifecycle',
    broken: ({ tooLate }) => tooLate ? ['Synthesis has begun.'] : [],
  },
];

/** What a load balancer needs. */
const loadBalancerRules: ReadonlyArray<Rule<ExposureFacts>> = [
  {
    id: 'exposure-subnets',
    severity: 'error',
    why: 'A load balancer that everybody can reach stands in public subnets, of which the VPC has none.',
    fix: 'Give the VPC public subnets, or use Exposure.internalAlb() or internalNlb().',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer',
    broken: ({ subnetsProblem: problem }) => problem === undefined ? [] : [`The CDK says: ${problem}`],
  },
  {
    id: 'exposure-peers',
    severity: 'error',
    why: 'The security group of a load balancer lets in whom it names, and here it would name nobody.',
    fix: 'Give allowedPeers, such as [ec2.Peer.ipv4(\'10.0.0.0/16\')].',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html',
    broken: ({ peersProblem: problem }) => problem === undefined ? [] : [problem],
  },
  {
    id: 'exposure-security-group',
    severity: 'error',
    why: 'Tasks let in the security group of a load balancer. A Network Load Balancer that was made without one has none, and can never get one.',
    fix: 'Use a load balancer with a security group; where it was imported, name it with securityGroupId (loadBalancerSecurityGroups).',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html',
    broken: ({ withoutSecurityGroup }) => withoutSecurityGroup ? ['The load balancer has no known security group.'] : [],
  },
  {
    id: 'exposure-udp-bridge',
    severity: 'error',
    why: 'In bridge mode only what a port mapping names reaches a container, and ECS refuses a second mapping of a port: this one is mapped for TCP, which discovery and health '
      + 'checks use.',
    fix: 'Use Capacity.fargate(), ec2() or ec2Host(), where a port needs no mapping of its own for UDP.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    broken: ({ udpThroughDocker, service }) => udpThroughDocker ? [`${service} runs in bridge mode, and the protocol has UDP.`] : [],
  },
  {
    id: 'exposure-test-port',
    severity: 'error',
    why: 'On the test port a deployment that shifts traffic shows the new tasks. A rolling deployment has no set of new tasks to show.',
    fix: 'Leave testPort out, or give the service deployment: Deployment.blueGreen(), linear() or canary().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html',
    broken: ({ testPort, shiftsTraffic }) => testPort !== undefined && !shiftsTraffic ? [`testPort is ${testPort}, and the deployment is a rolling one.`] : [],
  },
  {
    id: 'exposure-target-groups',
    severity: 'error',
    why: 'An ECS service has at most five target groups.',
    fix: 'Let several names or ports lead to one exposure.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html',
    broken: ({ targetGroups, service }) => targetGroups > 5 ? [`${service} would have ${targetGroups} target groups.`] : [],
  },
  {
    id: 'exposure-access-logs',
    severity: 'error',
    why: 'Who writes access logs into the bucket differs from Region to Region, so the Region must be known for the policy of the bucket.',
    fix: 'Give the stack env: { region }.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html',
    broken: ({ logsWithoutRegion }) => logsWithoutRegion ? ['accessLogBucket is given, and the Region of the stack is not known.'] : [],
  },
  {
    id: 'exposure-priority-twice',
    severity: 'error',
    why: 'A listener has each priority once: the second CreateRule fails with PriorityInUse.',
    fix: 'Give one of the two another priority.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html',
    broken: ({ priority, priorityTakenBy: other }) => other === undefined ? [] : [`priority is ${priority}, which ${other} has already.`],
  },
];

/** What API Gateway needs. */
const httpApiRules: ReadonlyArray<Rule<ExposureFacts>> = [
  {
    id: 'http-api-port',
    severity: 'error',
    why: 'API Gateway finds tasks in Cloud Map and calls them on the port that is registered. A records alone hold none.',
    fix: 'Give the service dnsRecords: DnsRecords.aAndSrv(), which keeps its address, or srv() or none(). Record types cannot be changed later.',
    link: HTTP_API,
    broken: ({ kind, registersPort, ports }) => kind === 'httpApi' && ports.length > 0 && !registersPort ? ['The registration holds no port.'] : [],
  },
  {
    id: 'http-api-unregistered',
    severity: 'error',
    why: 'API Gateway finds tasks in Cloud Map, and with registered: false there are none.',
    fix: 'Leave registered out, or use a load balancer.',
    link: HTTP_API,
    broken: ({ kind, registered, service, ports }) => kind === 'httpApi' && ports.length > 0 && !registered ? [`${service} has registered: false.`] : [],
  },
  {
    id: 'http-api-timeout',
    severity: 'error',
    why: 'API Gateway waits 50 milliseconds to 30 seconds for an answer.',
    fix: 'Give a timeout such as Duration.seconds(10).',
    link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
    broken: ({ timeoutMillis: timeout }) => known(timeout) && (timeout < 50 || timeout > 30_000) ? [`timeout is ${timeout} milliseconds.`] : [],
  },
];

export const exposureRules: ReadonlyArray<Rule<ExposureFacts>> = [...targetRules, ...loadBalancerRules, ...httpApiRules];

/** What was asked of an exposure means nothing for its kind. */
export const EXPOSURE_WITHOUT_MEANING: RuleText = {
  id: 'exposure-without-meaning',
  severity: 'error',
  why: 'Kinds of exposure have different parts: an HTTP API has no load balancer, and a listener that was imported does not know its own.',
  fix: 'Ask what the kind has; to Exposure.existingListener() give loadBalancer.',
  link: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/exposure.md',
};
