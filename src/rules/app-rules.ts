import type { AppFacts, NamedNamespace, NamedService } from '../plan/app-facts';
import type { Rule } from '../shared/rule';

/** The groups of two or more that have one key. */
function groupsOf<T>(items: readonly T[], keyOf: (item: T) => string, identityOf: (item: T) => unknown): T[][] {
  const byIdentity = new Map<unknown, Map<string, T[]>>();
  for (const item of items) {
    const byKey = byIdentity.get(identityOf(item)) ?? new Map<string, T[]>();
    byKey.set(keyOf(item), [...byKey.get(keyOf(item)) ?? [], item]);
    byIdentity.set(identityOf(item), byKey);
  }
  return [...byIdentity.values()].flatMap((byKey) => [...byKey.values()]).filter((group) => group.length > 1);
}

/** The names of one namespace that cannot be beside each other: equal ones, and in one with DNS those that differ in capital letters only. */
function colliding(services: readonly NamedService[]): NamedService[][] {
  const collide = (a: NamedService, b: NamedService) => a !== b && (a.name === b.name || a.ignoresCase || b.ignoresCase);
  return groupsOf(services, ({ name }) => name.toLowerCase(), ({ namespaceIdentity }) => namespaceIdentity)
    .map((group) => group.filter((service) => group.some((other) => collide(service, other))))
    .filter((group) => group.length > 0);
}

function list(group: ReadonlyArray<{ readonly path: string; readonly name: string }>): string {
  return group.map(({ path, name }) => `${path} ("${name}")`).join(' and ');
}

/** What spans constructs, judged when all of them are there. */
export const appRules: ReadonlyArray<Rule<AppFacts>> = [
  {
    id: 'discovery-name-twice',
    severity: 'error',
    why: 'A name stands once in a namespace, and DNS does not tell capital letters from small ones: '
      + 'the second CreateService fails with ServiceAlreadyExists.',
    fix: 'Give one of them another discoveryName, or another namespace.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    broken: ({ services }) =>
      colliding(services).map((group) => `One namespace would have the name twice: ${list(group)}.`),
  },
  {
    id: 'service-connect-name',
    severity: 'error',
    why: 'Service Connect makes a Cloud Map service of its discovery name, which is the name of the port mapping where none is given. Where that name is taken in '
      + 'the namespace, the deployment fails (aws/aws-cdk#26524).',
    fix: 'Give the Service Connect service a discoveryName of its own, such as "backend-sc", with a dnsName that clients use.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html',
    broken: ({ services, serviceConnectNames }) => serviceConnectNames.flatMap((connect) => services
      .filter(({ namespaceName, environment }) => namespaceName === connect.namespaceName && environment === connect.environment)
      .filter(({ name }) => name.toLowerCase() === connect.name.toLowerCase())
      .map(({ path, name }) => `${path} and Service Connect of ${connect.path} would both make "${name}" in ${connect.namespaceName}.`)),
  },
  {
    id: 'public-namespace-twice',
    severity: 'error',
    why: 'The internet asks one hosted zone for a name: that of the namespace which the domain above points at. Names in the second one are never found, and '
      + 'Route 53 refuses a second NS record of a name.',
    fix: 'Define the namespace once and give it to the other services: DiscoveryNamespace.existing(first.cloudMapService.namespace).',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
    broken: ({ publicNamespaces }) => groupsOf(publicNamespaces, ({ name }) => name.toLowerCase(), ({ environment }) => environment)
      .map((group) => `The app has a public namespace twice: ${list(group)}.`),
  },
  {
    id: 'namespace-twice-in-vpc',
    severity: 'error',
    why: 'A VPC has one private hosted zone of a name: the second CreatePrivateDnsNamespace fails with ConflictingDomainExists.',
    fix: 'Define the namespace once and give it to the other services: DiscoveryNamespace.existing(first.cloudMapService.namespace). A cluster\'s default '
      + 'namespace is used by itself when it was added before the first service.',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html',
    broken: ({ namespaces }) =>
      groupsOf<NamedNamespace>(namespaces, ({ name }) => name.toLowerCase(), ({ vpcIdentity }) => vpcIdentity)
        .map((group) => `One VPC would have the namespace twice: ${list(group)}.`),
  },
];
