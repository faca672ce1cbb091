import { isIPv4, isIPv6 } from 'node:net';
import { sharing } from './groups';
import { keyOf } from './name-rules';
import type { Broken, TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Case } from './twin';
import { twin } from './twin';
import type { AttributeSettings } from '../endpoint/endpoint-target-rules';
import { attributeRules } from '../endpoint/endpoint-target-rules';
import { areTogether } from '../model/assembly';
import type { InstanceFacts } from '../model/instance-facts';
import { instancesIn } from '../model/instance-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isPublicAddress } from '../shared/addresses';

const REGISTER_INSTANCE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';
const INSTANCE_ID = /^[0-9a-zA-Z_/:.@-]{1,64}$/;
const ALIAS = 'AWS_ALIAS_DNS_NAME';

function eachInstance(broken: (instance: InstanceFacts, facts: TemplateFacts) => readonly Broken[]): TemplateRule['broken'] {
  return (facts) => facts.once(instancesIn).flatMap((instance) => broken(instance, facts));
}

function withFaults(faultsOf: (instance: InstanceFacts, facts: TemplateFacts) => readonly string[]): TemplateRule['broken'] {
  return eachInstance((instance, facts) => faultsOf(instance, facts)
    .map((got) => brokenAt(instance, got, instance.attributes, [instance.service?.resource])));
}

const has = ({ attributes }: InstanceFacts, name: string) => attributes.at(name).isThere;
const lacks = ({ attributes }: InstanceFacts, name: string) => attributes.at(name).isAbsent;

/** The attributes that the records of the service are made of, and that are not there. */
function missing(instance: InstanceFacts): string[] {
  const { service } = instance;
  if (!service || service.namespace?.kind === 'HTTP' || has(instance, ALIAS) || !lacks(instance, ALIAS)) {
    return [];
  }
  const { recordTypes } = service;
  const faults = (names: readonly string[], type: string) => recordTypes.includes(type) && names.every((name) => lacks(instance, name))
    ? [`The service has ${type} records, and there is no ${names.join(' or ')}.`] : [];
  return [
    ...faults(['AWS_INSTANCE_IPV4'], 'A'), ...faults(['AWS_INSTANCE_IPV6'], 'AAAA'), ...faults(['AWS_INSTANCE_CNAME'], 'CNAME'),
    ...faults(['AWS_INSTANCE_PORT'], 'SRV'), ...faults(['AWS_INSTANCE_IPV4', 'AWS_INSTANCE_IPV6'], 'SRV'),
  ];
}

/** What an alias cannot be beside. */
function aliasFaults(instance: InstanceFacts): string[] {
  const { service, attributes } = instance;
  if (!has(instance, ALIAS)) {
    return [];
  }
  const policy = service?.properties.at('DnsConfig', 'RoutingPolicy').text;
  const wrongTypes = service?.recordTypes.filter((type) => type === 'SRV' || type === 'CNAME') ?? [];
  const beside = attributes.keys.filter((name) => name.startsWith('AWS_INSTANCE_') || name === 'AWS_EC2_INSTANCE_ID');
  return [
    ...service?.namespace?.kind === 'HTTP' ? ['The instance is an alias, and the namespace is of type HTTP.'] : [],
    ...policy === 'MULTIVALUE' ? ['The instance is an alias, and RoutingPolicy of the service is MULTIVALUE.'] : [],
    ...wrongTypes.length > 0 ? [`The instance is an alias, and the records of the service are ${wrongTypes.join(' and ')}.`] : [],
    ...beside.length > 0 ? [`The instance is an alias, and has ${beside.join(' and ')} beside it.`] : [],
  ];
}

/** Values that are not what they are called. */
function valueFaults({ attributes, service }: InstanceFacts): string[] {
  const [ipv4, ipv6, port] = ['AWS_INSTANCE_IPV4', 'AWS_INSTANCE_IPV6', 'AWS_INSTANCE_PORT'].map((name) => attributes.at(name).text);
  const isPort = port === undefined || (/^\d+$/.test(port) && Number(port) <= 65535);
  return [
    ...ipv4 !== undefined && !isIPv4(ipv4) ? [`AWS_INSTANCE_IPV4 is "${ipv4}".`] : [],
    ...ipv6 !== undefined && !isIPv6(ipv6) ? [`AWS_INSTANCE_IPV6 is "${ipv6}".`] : [],
    ...isPort ? [] : [`AWS_INSTANCE_PORT is "${port}".`],
    ...attributes.at('AWS_EC2_INSTANCE_ID').isThere && service?.namespace !== undefined && service.namespace.kind !== 'HTTP'
      ? ['AWS_EC2_INSTANCE_ID is given, and the namespace has DNS.'] : [],
  ];
}

function ownAttributes(facts: TemplateFacts): Array<Case<AttributeSettings>> {
  return facts.once(instancesIn).map(({ resource, attributes }) => ({
    facts: {
      attributes: Object.fromEntries(attributes.keys.filter((name) => !name.startsWith('AWS_')).map((name) => [name, attributes.at(name).text ?? ''])),
      isAlone: false,
    },
    at: resource,
    property: attributes,
  }));
}

const isChecked = ({ service }: InstanceFacts) => service?.properties.at('HealthCheckConfig').isThere ?? false;

function checkFaults(instance: InstanceFacts): string[] {
  const addresses = ['AWS_INSTANCE_IPV4', 'AWS_INSTANCE_IPV6'].map((name) => instance.attributes.at(name).text);
  const inside = addresses.filter((address) => address !== undefined && (isIPv4(address) || isIPv6(address)) && !isPublicAddress(address));
  return isChecked(instance) ? inside.map((address) => `The service has HealthCheckConfig, and the address is ${address}.`) : [];
}

/** Instances of one id in one service: the second takes the place of the first. */
function sameIds(facts: TemplateFacts): Broken[] {
  const groups = sharing(facts.once(instancesIn), ({ service, properties }) => {
    const id = properties.at('InstanceId').text;
    return service === undefined || id === undefined ? undefined : JSON.stringify([keyOf(service), id]);
  });
  return groups.filter(([one, other]) => areTogether(one.resource, other.resource)).map((group) => {
    const last = group[group.length - 1];
    const id = last.properties.at('InstanceId');
    return brokenAt(last, `${group.length} instances of one service have the InstanceId "${id.text}".`, id, group.map(({ resource }) => resource));
  });
}

function registrants({ service }: InstanceFacts, facts: TemplateFacts) {
  return service === undefined ? [] : facts.registrantsOf(service).map(({ resource }) => resource);
}

/** What is registered by hand. */
export const instanceRules: readonly TemplateRule[] = [
  {
    id: 'instance-incomplete',
    severity: 'error',
    why: 'An instance is a set of attributes in a service: CloudFormation refuses one without ServiceId or InstanceAttributes, and Cloud Map one without the attributes that the '
      + 'records of its service are made of.',
    fix: 'Give the instance what is named above.',
    link: REGISTER_INSTANCE,
    broken: withFaults((instance) => [
      ...['ServiceId', 'InstanceAttributes'].filter((name) => instance.properties.at(name).isAbsent).map((name) => `There is no ${name}.`),
      ...instance.attributes.isAbsent ? [] : missing(instance),
    ]),
  },
  {
    id: 'instance-id',
    severity: 'error',
    why: 'An instance is known by 1 to 64 letters, digits and "_/:.@-": RegisterInstance refuses anything else.',
    fix: 'Give another InstanceId.',
    link: REGISTER_INSTANCE,
    broken: eachInstance((instance) => {
      const id = instance.properties.at('InstanceId');
      return id.text !== undefined && !INSTANCE_ID.test(id.text) ? [brokenAt(instance, `InstanceId is "${id.text}".`, id)] : [];
    }),
  },
  {
    id: 'instance-twice',
    severity: 'error',
    why: 'A service knows an instance by its id: the second one takes the place of the first, and whichever is deleted takes both away.',
    fix: 'Give each instance an InstanceId of its own.',
    link: REGISTER_INSTANCE,
    broken: sameIds,
  },
  {
    id: 'instance-value',
    severity: 'error',
    why: 'Cloud Map makes records of the attributes that begin with AWS_, and refuses values that are no address and no port. An EC2 instance is named in HTTP namespaces only.',
    fix: 'Give an address such as "10.0.1.20" and a port such as "8080".',
    link: REGISTER_INSTANCE,
    broken: withFaults(valueFaults),
  },
  {
    id: 'instance-alias',
    severity: 'error',
    why: 'An alias is an A or AAAA record with WEIGHTED routing that leads to a load balancer, and to nothing beside it ("ALIAS instance can be registered only in services with WEIGHTED '
      + 'routing policy").',
    fix: 'Register the alias in a service of its own, with A (and AAAA) records and RoutingPolicy WEIGHTED, and no other AWS_ attribute.',
    link: REGISTER_INSTANCE,
    broken: withFaults(aliasFaults),
  },
  {
    id: 'endpoint-alias-region',
    severity: 'error',
    why: 'AWS GovCloud (US) has no aliases in Cloud Map: AWS_ALIAS_DNS_NAME is not there.',
    fix: 'Register the DNS name of the load balancer as AWS_INSTANCE_CNAME, in a service with a CNAME record.',
    link: REGISTER_INSTANCE,
    broken: withFaults((instance, { assembly }) => {
      const { region } = assembly.stacks.get(instance.resource.stack)!;
      return has(instance, ALIAS) && region?.startsWith('us-gov-') ? [`The instance is an alias, and the Region is ${region}.`] : [];
    }),
  },
  twin(attributeRules, {
    id: 'endpoint-attributes',
    fix: 'Keep what clients need to call the instance.',
    cases: ownAttributes,
  }),
  {
    id: 'endpoint-check-of-private-address',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet: they refuse addresses that are private, reserved or not routed.',
    fix: 'Leave HealthCheckConfig of the service out, or register the public address.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: withFaults(checkFaults),
  },
  {
    id: 'endpoint-check-without-port',
    severity: 'error',
    why: 'A health check asks a port of the address (AWS_INSTANCE_PORT): without one, RegisterInstance refuses the instance.',
    fix: 'Give the instance AWS_INSTANCE_PORT.',
    link: REGISTER_INSTANCE,
    broken: withFaults((instance) => isChecked(instance) && lacks(instance, 'AWS_INSTANCE_PORT') && lacks(instance, ALIAS) && instance.attributes.isThere
      ? ['The service has HealthCheckConfig, and there is no AWS_INSTANCE_PORT.'] : []),
  },
  {
    id: 'alias-beside-tasks',
    severity: 'error',
    why: 'ECS owns what is registered where its tasks are: the name leads to the load balancer for some clients, to single tasks for others, and the service cannot be deleted while '
      + 'the alias is in it.',
    fix: 'Give the load balancer a name of its own: another AWS::ServiceDiscovery::Service.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: eachInstance((instance, facts) => has(instance, ALIAS) && registrants(instance, facts).length > 0
      ? [brokenAt(instance, 'The instance is an alias, and the tasks of an ECS service are registered beside it.', instance.attributes,
        [instance.service?.resource, ...registrants(instance, facts)])] : []),
  },
  {
    id: 'instance-beside-tasks',
    severity: 'warning',
    why: 'ECS owns what is registered where its tasks are: the instance is answered among the tasks, and the service cannot be deleted while it is in it.',
    fix: 'Register what is no task under a name of its own.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: eachInstance((instance, facts) => lacks(instance, ALIAS) && registrants(instance, facts).length > 0
      ? [brokenAt(instance, 'The instance is registered by hand, and the tasks of an ECS service beside it.', instance.attributes,
        [instance.service?.resource, ...registrants(instance, facts)])] : []),
  },
];
