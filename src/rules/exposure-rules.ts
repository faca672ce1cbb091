import { loadBalancerExposureRules } from './load-balancer-rules';
import { mayBeIn } from '../plan/client-ports';
import type { ExposureFacts } from '../plan/exposure-facts';
import { known } from '../shared/known';
import type { Rule, RuleText } from '../shared/rule';

const ELB = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html';
const HTTP_API = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html';

const OR_NO_EXPOSURE = 'to the port that its process listens on; or, for a worker, drop exposeVia().';

/** What every way in needs. */
const targetRules: ReadonlyArray<Rule<ExposureFacts>> = [
  {
    id: 'expose-worker',
    severity: 'error',
    why: 'A load balancer calls a port, and a worker has none.',
    fix: `Set \`port\` on the service ${OR_NO_EXPOSURE}`,
    link: ELB,
    broken: ({ ports, service }) => ports.length > 0 ? [] : [{ got: `${service} has no port.`, fix: `Set \`port\` on ${service} ${OR_NO_EXPOSURE}` }],
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
    id: 'exposure-id',
    severity: 'error',
    why: 'A construct needs an id; logical ids are made of it.',
    fix: 'Leave id out, or give one such as \'PartnerAlb\'.',
    link: 'https://docs.aws.amazon.com/cdk/v2/guide/identifiers.html',
    broken: ({ id }) => id === '' ? ['id is empty.'] : [],
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
    why: 'API Gateway waits 50 milliseconds to 30 seconds for an answer. CloudFormation takes milliseconds, and cannot compute them of other units.',
    fix: 'Give a timeout such as Duration.seconds(10); what is known at deployment only in milliseconds.',
    link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
    broken: ({ timeoutMillis: timeout }) => timeout === 'unknown unit' ? ['timeout is known at deployment only, and not in milliseconds.']
      : known(timeout) && (timeout < 50 || timeout > 30_000) ? [`timeout is ${timeout} milliseconds.`] : [],
  },
];

export const exposureRules: ReadonlyArray<Rule<ExposureFacts>> = [...targetRules, ...loadBalancerExposureRules, ...httpApiRules];

/** What was asked of an exposure means nothing for its kind. */
export const EXPOSURE_WITHOUT_MEANING: RuleText = {
  id: 'exposure-without-meaning',
  severity: 'error',
  why: 'Kinds of exposure have different parts: an HTTP API has no load balancer, and a listener that was imported does not know its own. Where deployments shift '
    + 'traffic there are two target groups, and what asks one of them sees the old tasks in every second deployment.',
  fix: 'Ask what the kind has; to Exposure.existingListener() give loadBalancer; of two target groups ask targetGroups, or the metrics of applicationLoadBalancer.',
  link: 'https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/exposure.md',
};
