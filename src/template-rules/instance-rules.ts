import { isIPv4, isIPv6 } from 'node:net';
import type { Broken, TemplateRule } from './template-rule';
import { areTogether } from '../model/assembly';
import { parseCloudMapArn } from '../model/cloud-map-arn';
import { isOfOtherType } from '../model/foreign-reference';
import type { InstanceFacts } from '../model/instance-facts';
import { instancesIn } from '../model/instance-facts';
import type { Property } from '../model/property';
import type { TemplateFacts } from '../model/template-facts';

const SERVICE = 'AWS::ServiceDiscovery::Service';
const INSTANCE_ID = /^[0-9a-zA-Z_/:.@-]{1,64}$/;
const HOST = /^(?=.{1,255}$)([a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?\.)*[a-zA-Z0-9_]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9_])?\.?$/;
const ATTRIBUTE_NAME = /^[!-~]{1,255}$/;
const ATTRIBUTE_VALUE = /^(?:[!-~][ \t!-~]{0,1023})?$/;
const MAX_ATTRIBUTES = 30;
const MAX_CHARACTERS = 5000;

/** What Cloud Map itself reads of an attribute, where it has a meaning. */
const MEANINGS: ReadonlyMap<string, (text: string) => boolean> = new Map([
  ['AWS_INSTANCE_IPV4', isIPv4],
  ['AWS_INSTANCE_IPV6', isIPv6],
  ['AWS_INSTANCE_PORT', (text: string) => /^\d+$/.test(text) && Number(text) <= 65535],
  ['AWS_INSTANCE_CNAME', (text: string) => HOST.test(text) && !isIPv4(text)],
  ['AWS_INIT_HEALTH_STATUS', (text: string) => ['HEALTHY', 'UNHEALTHY'].includes(text)],
]);

const KNOWN = [...MEANINGS.keys(), 'AWS_ALIAS_DNS_NAME', 'AWS_EC2_INSTANCE_ID'];

/** @param faultOf what is wrong with an instance, as the end of a sentence about it, and where */
function wrong(facts: TemplateFacts, faultOf: (instance: InstanceFacts) => [fault: string, property: Property] | undefined): Broken[] {
  return facts.once(instancesIn).flatMap((instance) => {
    const [fault, property] = faultOf(instance) ?? [];
    return fault === undefined ? [] : [{
      got: `${instance.resource.logicalId} ${fault}.`,
      at: instance.resource,
      property,
      beside: instance.cloudMapService ? [instance.cloudMapService.resource] : [],
    }];
  });
}

function serviceFault(serviceId: Property): string | undefined {
  const { text, resource, reference } = serviceId;
  if (serviceId.isAbsent) {
    return 'has no ServiceId';
  }
  if (text !== undefined) {
    return text.startsWith('srv-') || parseCloudMapArn(text)?.kind === 'service' ? undefined : `has the ServiceId "${text}"`;
  }
  return isOfOtherType(serviceId, SERVICE) ? `has the ServiceId ${resource?.logicalId}, which is an ${resource?.type}`
    : resource?.type === SERVICE && !['Ref', 'Id', 'Arn'].includes(reference?.attribute ?? '')
      ? `has the ${reference?.attribute} of ${resource.logicalId} for its ServiceId` : undefined;
}

function ownAttributes(attributes: Property): readonly string[] {
  return attributes.keys.filter((key) => !key.startsWith('AWS_') && attributes.at(key).isThere);
}

function attributesFault(attributes: Property): string | undefined {
  const own = ownAttributes(attributes);
  const name = own.find((key) => !ATTRIBUTE_NAME.test(key));
  const value = own.find((key) => !ATTRIBUTE_VALUE.test(attributes.at(key).text ?? ''));
  const characters = attributes.keys.reduce((sum, key) => sum + key.length + (attributes.at(key).text?.length ?? 0), 0);
  return own.length > MAX_ATTRIBUTES ? `has ${own.length} attributes of its own`
    : name !== undefined ? `has an attribute with the name "${name}"`
      : value !== undefined ? `has the attribute "${value}" with a value that starts with a space, has more than 1024 characters, or others than printable ASCII`
        : characters > MAX_CHARACTERS ? `has attributes of ${characters} characters together` : undefined;
}

function valueFault({ attributes }: InstanceFacts): [string, Property] | undefined {
  const key = [...MEANINGS.keys()].find((name) => {
    const { text } = attributes.at(name);
    return text !== undefined && !MEANINGS.get(name)?.(text);
  });
  return key === undefined ? undefined : [`has the ${key} "${attributes.at(key).text}"`, attributes.at(key)];
}

/** A name that starts like those of Cloud Map, and is none of them. */
function strangeName({ attributes }: InstanceFacts): [string, Property] | undefined {
  const key = attributes.keys.find((name) => /^aws_/i.test(name) && !KNOWN.includes(name) && attributes.at(name).isThere);
  return key === undefined ? undefined : [`has the attribute ${key}`, attributes.at(key)];
}

function statusOfNothing({ attributes, cloudMapService: service }: InstanceFacts): [string, Property] | undefined {
  const status = attributes.at('AWS_INIT_HEALTH_STATUS');
  return status.isThere && service?.properties.at('HealthCheckCustomConfig').isAbsent
    ? ['has an AWS_INIT_HEALTH_STATUS, and its service has no HealthCheckCustomConfig', status] : undefined;
}

function registeredTwice(facts: TemplateFacts): Broken[] {
  const byKey = new Map<string, InstanceFacts[]>();
  return facts.once(instancesIn).flatMap((instance) => {
    const { cloudMapService, serviceId, properties, resource } = instance;
    const id = properties.at('InstanceId');
    if (id.identity === undefined || serviceId.identity === undefined) {
      return [];
    }
    const service = cloudMapService ? `${cloudMapService.resource.stack} ${cloudMapService.resource.logicalId}` : serviceId.identity;
    const key = JSON.stringify([service, id.identity]);
    const earlier = byKey.get(key)?.find((candidate) => areTogether(candidate.resource, resource));
    byKey.set(key, [...byKey.get(key) ?? [], instance]);
    return earlier === undefined ? [] : [{
      got: `${earlier.resource.logicalId} and ${resource.logicalId} have one InstanceId in one service.`, at: resource, property: id, beside: [earlier.resource],
    }];
  });
}

export const instanceRules: readonly TemplateRule[] = [
  {
    id: 'instance-service',
    severity: 'error',
    why: 'An instance is registered in a Cloud Map service, by the ID of that service. RegisterInstance refuses anything else.',
    fix: 'Set ServiceId to a Ref to the AWS::ServiceDiscovery::Service, or to its ID ("srv-…").',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrong(facts, ({ serviceId }) => {
      const fault = serviceFault(serviceId);
      return fault === undefined ? undefined : [fault, serviceId];
    }),
  },
  {
    id: 'instance-id',
    severity: 'error',
    why: 'The ID of an instance has 1 to 64 letters, digits and characters of "_/:.@-". RegisterInstance refuses anything else.',
    fix: 'Set InstanceId to a name such as "primary", or leave it out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrong(facts, ({ properties }) => {
      const property = properties.at('InstanceId');
      return property.text === undefined || INSTANCE_ID.test(property.text) ? undefined : [`has the InstanceId "${property.text}"`, property];
    }),
  },
  {
    id: 'instance-id-twice',
    severity: 'error',
    why: 'A service has one instance of an ID: the second RegisterInstance writes over the first one, and what deletes one of the two deletes both.',
    fix: 'Give each AWS::ServiceDiscovery::Instance of a service an InstanceId of its own, or leave it out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: registeredTwice,
  },
  {
    id: 'endpoint-attributes',
    severity: 'error',
    why: 'An instance has attributes: at most 30 of its own, 5000 characters together; names of 1 to 255 printable characters, values of at most 1024 that do not '
      + 'start with a space.',
    fix: 'Set InstanceAttributes, to what clients need to call the endpoint.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrong(facts, ({ attributes }) => {
      const fault = attributes.isAbsent ? 'has no InstanceAttributes' : attributesFault(attributes);
      return fault === undefined ? undefined : [fault, attributes];
    }),
  },
  {
    id: 'endpoint-addresses',
    severity: 'error',
    why: 'Cloud Map makes records of attributes: AWS_INSTANCE_IPV4 and AWS_INSTANCE_IPV6 are addresses, AWS_INSTANCE_PORT is a port number, AWS_INSTANCE_CNAME is a '
      + 'host name, and AWS_INIT_HEALTH_STATUS is HEALTHY or UNHEALTHY. RegisterInstance refuses anything else.',
    fix: 'Give the attribute such a value: an address without a port or a mask, a host name without a scheme.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrong(facts, valueFault),
  },
  {
    id: 'instance-attribute-unknown',
    severity: 'warning',
    why: 'Attributes that start with "AWS_" are those of Cloud Map, and this is none of them: no record and no check is made of it.',
    fix: 'Set AWS_INSTANCE_IPV4, AWS_INSTANCE_IPV6, AWS_INSTANCE_PORT, AWS_INSTANCE_CNAME, AWS_ALIAS_DNS_NAME, AWS_EC2_INSTANCE_ID or AWS_INIT_HEALTH_STATUS.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrong(facts, strangeName),
  },
  {
    id: 'instance-status',
    severity: 'warning',
    why: 'AWS_INIT_HEALTH_STATUS is the first status of a custom health check, and the service has none.',
    fix: 'Set HealthCheckCustomConfig of the service to { FailureThreshold: 1 }, or leave the attribute out.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html',
    broken: (facts) => wrong(facts, statusOfNothing),
  },
];
