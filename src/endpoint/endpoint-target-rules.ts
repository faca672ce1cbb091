import { isIP } from 'node:net';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';
import { isToken } from '../shared/tokens';

const REGISTER_INSTANCE = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_RegisterInstance.html';

function addressFaults({ addresses }: { readonly addresses: readonly string[] }): string[] {
  if (isToken(addresses)) {
    return ['How many addresses there are is not known yet.'];
  }
  const literal = addresses.filter(known);
  const versions = new Set(literal.map(versionOf).filter((version) => version !== 0));
  return [
    ...addresses.length === 0 ? ['There is no address.'] : [],
    ...addresses.length > 1000 ? [`There are ${addresses.length} addresses.`] : [],
    ...literal.filter((address) => versionOf(address) === 0).map((address) => `An address is "${address}".`),
    ...versions.size > 1 ? ['Some addresses are of IPv4, and some of IPv6.'] : [],
    ...literal.filter((address, index) => literal.indexOf(address) !== index).map((address) => `"${address}" is given twice.`),
  ];
}

/** 4, 6, or 0 for what is no address. One with an interface (`fe80::1%eth0`) means something on one machine only. */
function versionOf(address: string): number {
  return address.includes('%') ? 0 : isIP(address);
}

export const addressRules: ReadonlyArray<Rule<{ readonly addresses: readonly string[] }>> = [
  {
    id: 'endpoint-addresses',
    severity: 'error',
    why: 'One instance is registered for each address, 1000 at most. A name has one kind of records here, so all addresses are of one IP version; '
      + 'RegisterInstance refuses what is no address.',
    fix: 'Give addresses such as "10.0.1.20"; for both IP versions, two endpoints.',
    link: REGISTER_INSTANCE,
    broken: addressFaults,
  },
];

const HOST = /^(?=.{1,253}\.?$)([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)+[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.?$/;

export const hostRules: ReadonlyArray<Rule<{ readonly host: string }>> = [
  {
    id: 'endpoint-host',
    severity: 'error',
    why: 'A CNAME record names another host: labels of letters, digits, "_" and "-" between dots, no address, no scheme, no port.',
    fix: 'Give a host name such as "shop.abc123.eu-west-1.rds.amazonaws.com"; for an address use EndpointTarget.addresses().',
    link: REGISTER_INSTANCE,
    broken: ({ host }) => known(host) && !(HOST.test(host) && isIP(host) === 0) ? [`The host is "${host}".`] : [],
  },
];

/** Attributes of an instance, which the API gives to clients. */
export interface AttributeSettings {
  readonly attributes: { readonly [name: string]: string };
  /** Whether there is nothing else to find. */
  readonly isAlone: boolean;
}

function attributeFaults({ attributes, isAlone }: AttributeSettings): string[] {
  const all = Object.entries(attributes);
  const characters = all.filter(([, value]) => known(value)).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return [
    ...isAlone && all.length === 0 ? ['There is no attribute.'] : [],
    ...all.length > 30 ? [`There are ${all.length} attributes.`] : [],
    ...all.filter(([name]) => name.length > 255 || !/^[!-~]+$/.test(name)).map(([name]) => `An attribute is named "${name}".`),
    ...all.filter(([name]) => name.startsWith('AWS_')).map(([name]) => `The attribute "${name}" is one of AWS's own.`),
    ...all.filter(([, value]) => known(value) && !/^([!-~][ \t!-~]{0,1023})?$/.test(value)).map(([name]) => `The attribute "${name}" has a value of other characters, or too many.`),
    ...characters > 5000 ? [`The attributes have ${characters} characters.`] : [],
  ];
}

export const attributeRules: ReadonlyArray<Rule<AttributeSettings>> = [
  {
    id: 'endpoint-attributes',
    severity: 'error',
    why: 'An instance has at most 30 attributes of its own, 5000 characters together: names of 1 to 255 printable characters, values of at most 1024 that do '
      + 'not start with a space. Those that start with "AWS_" are Cloud Map\'s.',
    fix: 'Keep what clients need to call the endpoint.',
    link: REGISTER_INSTANCE,
    broken: attributeFaults,
  },
];

export const loadBalancerRules: ReadonlyArray<Rule<{ readonly problem?: string }>> = [
  {
    id: 'endpoint-load-balancer',
    severity: 'error',
    why: 'An alias names the load balancer by its DNS name, and an import can leave that out.',
    fix: 'Import it with loadBalancerDnsName, or by fromLookup().',
    link: REGISTER_INSTANCE,
    broken: ({ problem }) => problem === undefined ? [] : [`The CDK says: ${problem}`],
  },
];
