import type { CfnListener } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { AlbChoice, ExistingListenerChoice, ExistingNlbChoice, NlbChoice } from './exposure-choice';
import { nlbProtocol } from './exposure-choice';
import { NLB_PROTOCOLS, TLS, hasIpv6, needsHttps } from './protocols';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;

/** The ports that clients call. */
export const clientPortRules: ReadonlyArray<Rule<ClientPortSettings>> = [
  {
    id: 'exposure-port',
    severity: 'error',
    why: 'A listener has a whole port number from 1 to 65535, and a port belongs to one listener of a load balancer.',
    fix: 'Give ports such as port: 443 and testPort: 8443.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    broken: ({ port, testPort, listenerPorts }) => [
      ...known(port) && !isPort(port) ? [`port is ${port}.`] : [],
      ...known(testPort) && !isPort(testPort) ? [`testPort is ${testPort}.`] : [],
      ...twice(listenerPorts).map((double) => `Two listeners would have the port ${double}.`),
    ],
  },
];

/** The ports that were given, and those that the listeners come to have. */
export interface ClientPortSettings {
  readonly port?: number;
  readonly testPort?: number;
  readonly listenerPorts: readonly number[];
}

function twice(ports: readonly number[]): number[] {
  const literal = ports.filter(known);
  return [...new Set(literal.filter((port, index) => literal.indexOf(port) !== index))];
}

const PROTOCOL_VERSION = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version';

export const albRules: ReadonlyArray<Rule<AlbChoice>> = [
  {
    id: 'exposure-certificate',
    severity: 'error',
    why: 'HTTPS, and HTTP/2 and gRPC, which an Application Load Balancer takes over HTTPS only, need a certificate; without one there is nothing to redirect to, and '
      + 'clients that speak TLS on port 443 get no answer.',
    fix: 'Give a certificate, or leave redirectHttp, protocolVersion and port out.',
    link: PROTOCOL_VERSION,
    broken: ({ certificate, redirectHttp, protocolVersion, port }) => certificate ? [] : [
      ...port === 443 ? ['port is 443, and there is no certificate.'] : [],
      ...redirectHttp ? ['redirectHttp is true, and there is no certificate.'] : [],
      ...needsHttps(protocolVersion)
        ? [`protocolVersion is ${protocolVersion}, and there is no certificate.`] : [],
    ],
  },
];

export const nlbRules: ReadonlyArray<Rule<NlbChoice | ExistingNlbChoice>> = [
  {
    id: 'exposure-protocol',
    severity: 'error',
    why: 'A Network Load Balancer listens for TCP, UDP, TCP_UDP or TLS, and ends TLS with a certificate. It refuses a certificate with any other protocol.',
    fix: 'Give a certificate and leave protocol out for TLS, or a protocol alone; for HTTP use an Application Load Balancer.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html',
    broken: (choice) => [
      ...NLB_PROTOCOLS.includes(nlbProtocol(choice)) ? [] : [`protocol is ${choice.protocol}.`],
      ...choice.certificate && nlbProtocol(choice) !== TLS ? [`protocol is ${choice.protocol}, and there is a certificate.`] : [],
      ...!choice.certificate && choice.protocol === TLS ? ['protocol is TLS, and there is no certificate.'] : [],
    ],
  },
  {
    id: 'exposure-access-logs-tls',
    severity: 'error',
    why: 'A Network Load Balancer writes access logs about TLS connections only: without a TLS listener there are none.',
    fix: 'Give a certificate, or leave accessLogBucket out; flow logs of the VPC tell of other connections.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html',
    broken: (choice) => choice.kind === 'nlb' && choice.accessLogBucket && nlbProtocol(choice) !== TLS ? ['accessLogBucket is given, and there is no TLS.'] : [],
  },
  {
    id: 'exposure-udp-dual-stack',
    severity: 'error',
    why: 'A Network Load Balancer that clients reach by IPv6 takes UDP for targets with IPv6 addresses only, and ECS registers the IPv4 addresses of tasks.',
    fix: 'Leave ipAddressType out, or UDP; two exposures are two load balancers.',
    link: 'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/create-target-group.html',
    broken: (choice) => nlbProtocol(choice).endsWith('UDP') && hasIpv6(choice.kind === 'nlb' ? choice.ipAddressType : choice.loadBalancer.ipAddressType)
      ? [`protocol is ${choice.protocol}, and clients may use IPv6.`] : [],
  },
];

const LISTENER_RULE = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html';

function conditionFaults({ pathPatterns = [], hostHeaders = [], headerName, headerValues = [] }: ExistingListenerChoice): string[] {
  const values = [...pathPatterns, ...hostHeaders, ...headerValues];
  return [
    ...values.length === 0 ? ['There is no condition.'] : [],
    ...values.length > 5 ? [`There are ${values.length} values in the conditions.`] : [],
    ...(headerName === undefined) !== (headerValues.length === 0) ? ['Of headerName and headerValues one is given.'] : [],
    ...pathPatterns.filter((path) => known(path) && (!/^[/*]/.test(path) || path.length > 128)).map((path) => `A path is "${path}".`),
    ...hostHeaders.filter((host) => known(host) && !/^[A-Za-z0-9.*?-]{1,128}$/.test(host)).map((host) => `A host is "${host}".`),
  ];
}

export const listenerRuleRules: ReadonlyArray<Rule<ExistingListenerChoice>> = [
  {
    id: 'exposure-conditions',
    severity: 'error',
    why: 'A rule of a listener has a priority from 1 to 50000 and conditions with at most five values; paths start with "/" or "*", and hosts are names, both of at most 128 '
      + 'characters. A rule without a condition would be the default action, of which a listener has one already.',
    fix: 'Give priority and pathPatterns, hostHeaders, or headerName with headerValues.',
    link: LISTENER_RULE,
    broken: (choice) => [
      ...known(choice.priority) && !(Number.isInteger(choice.priority) && choice.priority >= 1 && choice.priority <= 50_000)
        ? [`priority is ${choice.priority}.`] : [],
      ...conditionFaults(choice),
    ],
  },
  {
    id: 'exposure-protocol-version',
    severity: 'error',
    why: 'A listener sends HTTP/2 and gRPC to tasks where clients call it by HTTPS only.',
    fix: 'Leave protocolVersion out, or use a listener with a certificate.',
    link: PROTOCOL_VERSION,
    broken: ({ listener, protocolVersion: version }) => (listener.node.defaultChild as CfnListener | undefined)?.protocol === 'HTTP'
      && needsHttps(version)
      ? [`protocolVersion is ${version}, and ${listener.node.path} listens for HTTP.`] : [],
  },
];
