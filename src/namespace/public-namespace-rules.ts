import type { NamespaceSettings } from './namespace-rules';
import { negativeCacheTtlRule, publicNameRule } from './namespace-rules';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** What a public DNS namespace is asked to be. */
export interface PublicDnsSettings extends NamespaceSettings {
  /** The name of the zone that is to point at it. */
  readonly parentZoneName?: string;
}

/** Route 53 makes no zone of the first one; nobody delegates the others (RFC 2606, RFC 6761, RFC 6762, and ICANN's ".internal"). */
const RESERVED = /(^|\.)(example\.com|example|invalid|localhost|local|internal|test)$/i;

export const publicDnsRules: ReadonlyArray<Rule<PublicDnsSettings>> = [
  publicNameRule,
  {
    id: 'public-namespace-reserved',
    severity: 'error',
    why: 'A public name resolves when the domain above it points at its zone. Domains that are reserved for examples, tests and private networks '
      + 'are never delegated, and Route 53 refuses zones below example.com.',
    fix: 'Use a domain that you own, or DiscoveryNamespace.privateDns() for names inside a VPC.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/namespaces-values.html',
    broken: ({ name }) => known(name) && name.includes('.') && RESERVED.test(name) ? [`The namespace name is "${name}".`] : [],
  },
  {
    id: 'delegation-zone',
    severity: 'error',
    why: 'An NS record stands in the zone whose name the delegated name ends with. In any other zone, nobody looks for it.',
    fix: 'Give the hosted zone of the domain above, such as that of "public-service.com" for "svc.public-service.com".',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
    broken: ({ name, parentZoneName: zone }) => known(name) && known(zone) && !name.toLowerCase().endsWith(`.${zone.toLowerCase().replace(/\.$/, '')}`)
      ? [`The namespace is "${name}", and the zone is "${zone}".`] : [],
  },
  negativeCacheTtlRule,
];
