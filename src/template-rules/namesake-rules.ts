import { sharing } from './groups';
import type { TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Declared } from '../model/declared';
import type { NamespaceFacts } from '../model/namespace-facts';
import { plain } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isInZone } from '../shared/dns-name';

/** Namespaces of one name in one account and Region. Two in one VPC, and two public ones, are refused by other rules. */
function namesakes(facts: TemplateFacts): NamespaceFacts[][] {
  return sharing(facts.namespaces, ({ resource: { stack }, name }) => {
    const { account, region } = facts.assembly.stacks.get(stack)!;
    return name === undefined ? undefined : JSON.stringify([account === undefined || region === undefined ? stack : [account, region], name]);
  });
}

/** Who has a namespace asked for by its name: clients of the API of Cloud Map, or Service Connect. */
function askedByName(group: readonly NamespaceFacts[], { cloudMapServices, ecsServices }: TemplateFacts): Declared[] {
  return [
    ...cloudMapServices.filter(({ namespace, isApiOnly }) => isApiOnly === true && namespace !== undefined && group.includes(namespace)),
    ...ecsServices.filter(({ serviceConnect }) => serviceConnect.at('Namespace').text === group[0].name),
  ];
}

/** Domains of the internet that the app uses itself, each with the resource that does. */
function publicDomains(facts: TemplateFacts) {
  const zones = facts.of('AWS::Route53::HostedZone').filter(({ properties }) => properties.at('VPCs').isAbsent)
    .map((zone) => ({ resource: zone.resource, domain: plain(zone.properties.at('Name').text) }));
  const certificates = facts.of('AWS::CertificateManager::Certificate')
    .map((certificate) => ({ resource: certificate.resource, domain: plain(certificate.properties.at('DomainName').text)?.replace(/^\*\./, '') }));
  return [...zones, ...certificates];
}

/** Names that are something else somewhere else. */
export const namesakeRules: readonly TemplateRule[] = [
  {
    id: 'http-name-unknown',
    severity: 'warning',
    why: 'The account and Region would have several namespaces of this name: the API of Cloud Map then knows one of them by its name with a hash, and clients that ask by the name get '
      + 'the other one.',
    fix: 'Give each namespace a name of its own, and give Service Connect the Arn in place of the name.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_DiscoverInstances.html',
    broken: (facts) => facts.once(namesakes).flatMap((group) => askedByName(group, facts).map((asking) => brokenAt(asking,
      `Clients ask for its namespace by the name "${group[0].name}", which ${group.map(({ resource }) => resource.logicalId).join(' and ')} have.`,
      undefined, group.map(({ resource }) => resource)))),
  },
  {
    id: 'namespace-shadows-domain',
    severity: 'warning',
    why: 'In its VPC, a private zone answers for all names below it: what the domain has on the internet is NXDOMAIN there, unless the namespace has it too.',
    fix: 'Give the namespace a name that nobody has on the internet, such as "shop.internal".',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: (facts) => facts.namespaces.filter(({ kind }) => kind === 'private DNS').flatMap((namespace) => {
      const { name } = namespace;
      const shadowed = facts.once(publicDomains).find(({ domain }) => domain !== undefined && name !== undefined && isInZone(domain, name));
      return shadowed === undefined ? [] : [brokenAt(namespace, `The namespace is "${name}", and the app uses ${shadowed.domain} on the internet.`,
        namespace.properties.at('Name'), [shadowed.resource])];
    }),
  },
];
