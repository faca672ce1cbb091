import type { Broken, TemplateRule } from './template-rule';
import { portNamesOf } from '../model/mapped-ports';
import type { Property } from '../model/property';
import type { ConnectedService, ConnectPort } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TemplateFacts } from '../model/template-facts';

const NAME = /^[a-z0-9_][a-z0-9_-]{0,63}$/;
const HOST = /^[a-z0-9_.][a-z0-9_.-]{0,126}$/;

/** What is wrong with a port of a service, and where. */
type Fault = readonly [what: string, property: Property, at?: 'task'];

function faults(judge: (port: ConnectPort, connected: ConnectedService) => readonly Fault[]): (facts: TemplateFacts) => readonly Broken[] {
  return (facts) => facts.once(connectedServices).flatMap((connected) => connected.ports.flatMap((port) => {
    const { resource, taskDefinition } = connected.service;
    return judge(port, connected).map(([what, property, at]) => {
      const [place, other] = at === 'task' && taskDefinition ? [taskDefinition.resource, resource] : [resource, taskDefinition?.resource];
      return { got: `Service Connect of ${resource.logicalId} has ${what}.`, at: place, property, beside: other ? [other] : [] };
    });
  }));
}

function unknownPort({ property, portName }: ConnectPort, { service: { taskDefinition } }: ConnectedService): Fault[] {
  const names = taskDefinition && portNamesOf(taskDefinition);
  const place = property.at('PortName');
  return place.isAbsent ? [['a port without PortName', place]]
    : portName !== undefined && names && !names.includes(portName)
      ? [[`PortName "${portName}", and the port mappings of its task have ${names.length > 0 ? `the names ${names.join(', ')}` : 'no names'}`, place]] : [];
}

function wrongNames({ property, portName, mapping, discoveryName, aliases }: ConnectPort): Fault[] {
  const [own, list] = [property.at('DiscoveryName'), property.at('ClientAliases')];
  return [
    ...portName !== undefined && mapping && !NAME.test(portName) ? [[`the port mapping name "${portName}"`, mapping.property.at('Name'), 'task'] as const] : [],
    ...!own.isAbsent && discoveryName !== undefined && !NAME.test(discoveryName) ? [[`DiscoveryName "${discoveryName}"`, own] as const] : [],
    ...list.items.length > 1 ? [[`${list.items.length} ClientAliases for a port`, list] as const] : [],
    ...aliases.flatMap((alias) => wrongAlias(alias.property)),
  ];
}

function wrongAlias(alias: Property): Fault[] {
  const [name, port] = [alias.at('DnsName'), alias.at('Port')];
  return [
    ...name.text !== undefined && !HOST.test(name.text) ? [[`DnsName "${name.text}"`, name] as const] : [],
    ...port.isAbsent ? [['a ClientAlias without Port', port] as const] : port.text !== undefined && !isPort(port.number) ? [[`the client port ${port.text}`, port] as const] : [],
  ];
}

function wrongProtocol({ mapping }: ConnectPort): Fault[] {
  return !mapping ? [] : [
    ...mapping.protocol?.toLowerCase() === 'udp' ? [['a port of protocol udp', mapping.property.at('Protocol'), 'task'] as const] : [],
    ...mapping.property.at('ContainerPortRange').isThere ? [['a range of ports', mapping.property.at('ContainerPortRange'), 'task'] as const] : [],
  ];
}

function isPort(number: number | undefined): boolean {
  return number !== undefined && Number.isInteger(number) && number >= 1 && number <= 65535;
}

/** The proxy listens there: on each port once. */
function wrongIngress({ property }: ConnectPort, { ports }: ConnectedService): Fault[] {
  const override = property.at('IngressPortOverride');
  const same = ports.filter((port) => override.number !== undefined && port.property.at('IngressPortOverride').number === override.number);
  return override.text !== undefined && !isPort(override.number) ? [[`IngressPortOverride ${override.text}`, override]]
    : same.length > 1 && same[0].property.path !== property.path ? [[`IngressPortOverride ${override.text} twice`, override]] : [];
}

/** Zero turns a time limit off. */
function limitOnTcp({ property, mapping }: ConnectPort): Fault[] {
  const limit = property.at('Timeout', 'PerRequestTimeoutSeconds');
  return mapping?.property.at('AppProtocol').isAbsent && limit.isThere && limit.number !== 0
    ? [['PerRequestTimeoutSeconds for a port without AppProtocol', limit]] : [];
}

function shortIdle({ property }: ConnectPort): Fault[] {
  const [idle, perRequest] = [property.at('Timeout', 'IdleTimeoutSeconds'), property.at('Timeout', 'PerRequestTimeoutSeconds')];
  const isShort = idle.number !== undefined && perRequest.number !== undefined && idle.number > 0 && perRequest.number > idle.number;
  return isShort ? [[`IdleTimeoutSeconds ${idle.number} below PerRequestTimeoutSeconds ${perRequest.number}`, idle]] : [];
}

const SERVICE = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html';
const MAPPING = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html';
const TIMEOUT = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TimeoutConfiguration.html';

/** The ports that a service offers in Service Connect. */
export const serviceConnectPortRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-port-name',
    severity: 'error',
    why: 'Service Connect finds a port by the name of its mapping in the task definition; CreateService refuses a service without it.',
    fix: 'Set PortName to the Name of a port mapping, or give the port mapping that Name.',
    link: SERVICE,
    broken: faults(unknownPort),
  },
  {
    id: 'service-connect-endpoint',
    severity: 'error',
    why: 'Clients call a host name of at most 127 lower-case letters, digits, "_", "-" and ".", on a port from 1 to 65535, by one alias; the names of ports and the discovery '
      + 'name have at most 64 lower-case letters, digits, "_" and "-". None of them starts with "-".',
    fix: 'Give a name of that form, and one entry of ClientAliases with a Port.',
    link: SERVICE,
    broken: faults(wrongNames),
  },
  {
    id: 'service-connect-protocol',
    severity: 'error',
    why: 'The proxy of Service Connect takes TCP, on a single port.',
    fix: 'Set Protocol of the port mapping to tcp, and ContainerPort to one port.',
    link: MAPPING,
    broken: faults(wrongProtocol),
  },
  {
    id: 'service-connect-ingress-port',
    severity: 'error',
    why: 'The proxy takes traffic from outside of Service Connect on that port of the task: a number from 1 to 65535, for one of its ports only.',
    fix: 'Set IngressPortOverride to a port that nothing else in the task listens on, or take it out.',
    link: SERVICE,
    broken: faults(wrongIngress),
  },
  {
    id: 'service-connect-timeout',
    severity: 'error',
    why: 'Only with an AppProtocol does the proxy know what a request is: ECS refuses a time limit for requests on a port of plain TCP.',
    fix: 'Set AppProtocol of the port mapping, or take PerRequestTimeoutSeconds out.',
    link: TIMEOUT,
    broken: faults(limitOnTcp),
  },
  {
    id: 'service-connect-idle-timeout',
    severity: 'warning',
    why: 'The proxy closes a connection on which nothing comes for that time, also while a slow request is worked on: the longer limit for requests is never reached.',
    fix: 'Set IdleTimeoutSeconds to PerRequestTimeoutSeconds or more.',
    link: TIMEOUT,
    broken: faults(shortIdle),
  },
];
