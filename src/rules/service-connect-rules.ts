import { isPort } from '../plan/client-ports';
import type { ServiceConnectFacts } from '../plan/service-connect-plan';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const CONCEPTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html';
const SERVICE = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html';

function modeFault({ kind, capacity, networkMode }: ServiceConnectFacts): string[] {
  if (kind === 'off') {
    return [];
  }
  return capacity === 'managedInstances' ? ['The tasks run on ECS Managed Instances.'] : networkMode === 'host' ? ['The tasks run in host mode.'] : [];
}

/** What Service Connect takes. */
export const serviceConnectRules: ReadonlyArray<Rule<ServiceConnectFacts>> = [
  {
    id: 'service-connect-capacity',
    severity: 'error',
    why: 'The proxy of Service Connect runs beside the container in a network of the task: in awsvpc and bridge mode, on Fargate and on EC2 instances of your own.',
    fix: 'Use Capacity.fargate(), ec2() or ec2Bridge(), or leave serviceConnect out and connect by DNS.',
    link: CONCEPTS,
    broken: modeFault,
  },
  {
    id: 'service-connect-tls-mode',
    severity: 'error',
    why: 'Service Connect encrypts traffic of tasks that have a network interface of their own only.',
    fix: 'Use Capacity.fargate() or ec2(), or leave tls out.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html',
    broken: ({ hasTls, networkMode }) => hasTls && networkMode !== 'awsvpc' ? [`The tasks run in ${networkMode} mode, and tls is given.`] : [],
  },
  {
    id: 'service-connect-without-port',
    severity: 'error',
    why: 'A server is called on a port, and a worker has none.',
    fix: 'Give the service a port, or use ServiceConnectRole.clientOnly().',
    link: SERVICE,
    broken: ({ kind, ports }) => kind === 'server' && ports.length === 0 ? ['The service is a server in Service Connect, and has no port.'] : [],
  },
  {
    id: 'service-connect-endpoint',
    severity: 'error',
    why: 'Clients call a host name of at most 127 lower-case letters, digits, "_", "-" and ".", on a port from 1 to 65535; the service that Service Connect makes in the '
      + 'namespace has a name of at most 64 lower-case letters, digits, "_" and "-", other than that of the DNS records. Neither name starts with "-".',
    fix: 'Give ServiceConnectRole.clientAndServer() a dnsName, discoveryName and clientPort that fit.',
    link: SERVICE,
    broken: endpointFaults,
  },
];

function endpointFaults({ kind, hasDnsName, dnsName, ports, discoveryName }: ServiceConnectFacts): string[] {
  if (kind !== 'server') {
    return [];
  }
  const names = ports.map((port) => port.discoveryName);
  return [
    ...!hasDnsName ? ['The name of the namespace is not known, so dnsName has no default.'] : [],
    ...known(dnsName) && !/^[a-z0-9_.][a-z0-9_.-]{0,126}$/.test(dnsName) ? [`dnsName is "${dnsName}".`] : [],
    ...names.filter((name) => known(name) && !/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(name)).map((name) => `discoveryName is "${name}".`),
    ...names.filter((name) => known(name) && known(discoveryName) && name.toLowerCase() === discoveryName.toLowerCase())
      .map((name) => `discoveryName is "${name}", which is the name of the DNS records.`),
    ...ports.filter(({ clientPort }) => known(clientPort) && !isPort(clientPort)).map(({ clientPort }) => `clientPort is ${clientPort}.`),
    ...twice(ports.map(({ clientPort }) => clientPort)).map((port) => `Clients would find two ports of the service behind ${port}.`),
  ];
}

function twice(ports: readonly number[]): number[] {
  const literal = ports.filter(known);
  return [...new Set(literal.filter((port, index) => literal.indexOf(port) !== index))];
}
