import { isIP } from 'node:net';
import type { Broken, TemplateRule } from './template-rule';
import { areTogether } from '../model/assembly';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { InstanceFacts } from '../model/instance-facts';
import { instancesIn } from '../model/instance-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isPublicAddress } from '../shared/addresses';
import { plainName } from '../shared/dns-name';

const ADDRESSES = ['AWS_INSTANCE_IPV4', 'AWS_INSTANCE_IPV6'];
const EC2_INSTANCE = 'AWS_EC2_INSTANCE_ID';

/** Addresses that stand for others in examples. */
const DOCUMENTATION = /^(192\.0\.2|198\.51\.100|203\.0\.113)\.|^2001:0?db8:/i;

/** @param faultOf what is wrong with an instance in its service, as the end of a sentence about it */
function wrongIn(facts: TemplateFacts, faultOf: (instance: InstanceFacts, service: CloudMapServiceFacts) => string | undefined, key = ''): Broken[] {
  return facts.once(instancesIn).flatMap((instance) => {
    const { cloudMapService: service, resource, attributes } = instance;
    const fault = service && faultOf(instance, service);
    return fault === undefined || !service ? [] : [{
      got: `${resource.logicalId} ${fault}.`, at: resource, property: key === '' ? attributes : attributes.at(key), beside: [service.resource],
    }];
  });
}

/** What the records of a service need of each instance: one of the attributes. */
const NEEDED: ReadonlyMap<string, ReadonlyArray<readonly string[]>> = new Map([
  ['A', [['AWS_INSTANCE_IPV4']]],
  ['AAAA', [['AWS_INSTANCE_IPV6']]],
  ['SRV', [['AWS_INSTANCE_PORT'], ADDRESSES]],
  ['CNAME', [['AWS_INSTANCE_CNAME']]],
]);

function missingFor({ attributes, isAlias }: InstanceFacts, { isApiOnly, recordTypes }: CloudMapServiceFacts): string | undefined {
  if (isApiOnly !== false || isAlias !== false || !attributes.at(EC2_INSTANCE).isAbsent) {
    return undefined;
  }
  const type = recordTypes.find((candidate) => missing(candidate).length > 0);
  return type === undefined ? undefined : `has no ${missing(type)[0].join(' or ')}, which its service needs for a record of type ${type}`;

  function missing(recordType: string): ReadonlyArray<readonly string[]> {
    return (NEEDED.get(recordType) ?? []).filter((keys) => keys.every((key) => attributes.at(key).isAbsent));
  }
}

function isChecked({ properties }: CloudMapServiceFacts): boolean {
  return properties.at('HealthCheckConfig').isThere;
}

function uncheckable({ attributes }: InstanceFacts, service: CloudMapServiceFacts): string | undefined {
  const key = ADDRESSES.find((candidate) => {
    const { text = '' } = attributes.at(candidate);
    return isIP(text) !== 0 && !isPublicAddress(text) && !DOCUMENTATION.test(text);
  });
  return key === undefined || !isChecked(service) || service.namespace?.kind === 'private DNS' ? undefined : `has the address ${attributes.at(key).text}, and its service has a HealthCheckConfig`;
}

function ec2Fault({ attributes }: InstanceFacts, { namespace, isApiOnly }: CloudMapServiceFacts): string | undefined {
  const kind = namespace?.kind;
  const other = attributes.keys.find((key) => ![EC2_INSTANCE, 'AWS_INIT_HEALTH_STATUS'].includes(key) && attributes.at(key).isThere);
  return !attributes.at(EC2_INSTANCE).isThere ? undefined
    : isApiOnly === false ? `has an ${EC2_INSTANCE} in a ${kind ?? 'DNS'} namespace`
      : other !== undefined ? `has an ${EC2_INSTANCE} and the attribute ${other}` : undefined;
}

function selfReference({ attributes }: InstanceFacts, { host, recordTypes }: CloudMapServiceFacts): string | undefined {
  const { text } = attributes.at('AWS_INSTANCE_CNAME');
  return text !== undefined && host !== undefined && recordTypes.includes('CNAME') && plainName(text) === plainName(host)
    ? `names the host ${text}, which is the name of its own service` : undefined;
}

/** Beside SRV records, each instance has address records of its own under the name: two of one address are one record. */
function sharedAddresses(facts: TemplateFacts): Broken[] {
  const byKey = new Map<string, InstanceFacts[]>();
  return facts.once(instancesIn).flatMap((instance) => {
    const { cloudMapService: service, resource, attributes } = instance;
    const property = attributes.at('AWS_INSTANCE_IPV4');
    if (!service || property.text === undefined || !service.recordTypes.includes('A') || !service.recordTypes.includes('SRV')) {
      return [];
    }
    const key = JSON.stringify([service.resource.stack, service.resource.logicalId, property.text]);
    const earlier = byKey.get(key)?.find((candidate) => areTogether(candidate.resource, resource));
    byKey.set(key, [...byKey.get(key) ?? [], instance]);
    return earlier === undefined ? [] : [{
      got: `${earlier.resource.logicalId} and ${resource.logicalId} both have the address ${property.text}.`,
      at: resource,
      property,
      beside: [earlier.resource, service.resource],
    }];
  });
}

export const instanceRecordRules: readonly TemplateRule[] = [
  {
    id: 'instance-address-twice',
    severity: 'error',
    why: 'Under a name with records of the types A and SRV, two instances that share an address need the same A record: the second one cannot be registered.',
    fix: 'Set DnsRecords of the service to SRV only, which tells the port of each instance.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html',
    broken: sharedAddresses,
  },
  {
    id: 'instance-without-address',
    severity: 'error',
    why: 'Cloud Map makes the records of a service out of the attributes of each instance: RegisterInstance refuses an instance that lacks what a record needs.',
    fix: 'Add the attribute to InstanceAttributes, or change DnsRecords of the service to what its instances have.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongIn(facts, missingFor),
  },
  {
    id: 'endpoint-check-without-port',
    severity: 'error',
    why: 'A health check asks a port of the address (AWS_INSTANCE_PORT): without one, RegisterInstance refuses the instance.',
    fix: 'Add AWS_INSTANCE_PORT to InstanceAttributes.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongIn(facts, ({ attributes, isAlias }, service) =>
      isAlias === false && isChecked(service) && !service.recordTypes.includes('SRV') && attributes.at('AWS_INSTANCE_PORT').isAbsent
      && ADDRESSES.some((key) => attributes.at(key).isThere) ? 'has no AWS_INSTANCE_PORT, and its service has a HealthCheckConfig' : undefined),
  },
  {
    id: 'endpoint-check-of-private-address',
    severity: 'error',
    why: 'The checkers of Route 53 are on the internet: they refuse addresses that are private, reserved or not routed.',
    fix: 'Leave HealthCheckConfig of the service out, or give the public address.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html',
    broken: (facts) => wrongIn(facts, uncheckable),
  },
  {
    id: 'instance-without-dns',
    severity: 'error',
    why: 'AWS_EC2_INSTANCE_ID is for HTTP namespaces, where it stands alone, or with AWS_INIT_HEALTH_STATUS. RegisterInstance refuses it elsewhere.',
    fix: 'Register the private address of the instance as AWS_INSTANCE_IPV4 in place of AWS_EC2_INSTANCE_ID.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrongIn(facts, ec2Fault, EC2_INSTANCE),
  },
  {
    id: 'host-name-of-itself',
    severity: 'error',
    why: 'A CNAME record that leads to its own name leads nowhere.',
    fix: 'Set AWS_INSTANCE_CNAME to the name of the host that answers.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: (facts) => wrongIn(facts, selfReference, 'AWS_INSTANCE_CNAME'),
  },
  {
    id: 'endpoint-cname-at-apex',
    severity: 'error',
    why: 'The name "." is that of the namespace itself, which has records of its own, and DNS has no CNAME beside other records.',
    fix: 'Give the service another Name, or a record of type A.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html',
    broken: ({ cloudMapServices }) => cloudMapServices.filter(({ name, recordTypes }) => name === '.' && recordTypes.includes('CNAME'))
      .map(({ resource, properties }) => ({ got: `${resource.logicalId} has the name "." and a CNAME record.`, at: resource, property: properties.at('Name') })),
  },
];
