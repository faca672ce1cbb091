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

interface Place {
  readonly namespaceIdentity?: unknown;
  readonly namespaceName?: string;
  readonly environment?: string;
}

/** By what identifies the namespace, where that is known of both; else by its name in an account and Region. */
function areInOneNamespace(one: Place, other: Place): boolean {
  return one.namespaceIdentity !== undefined && other.namespaceIdentity !== undefined ? one.namespaceIdentity === other.namespaceIdentity
    : one.namespaceName !== undefined && one.namespaceName === other.namespaceName && one.environment === other.environment;
}

function wouldMeet(one: Place & { readonly name: string }, other: Place & { readonly name: string }): boolean {
  return areInOneNamespace(one, other) && one.name.toLowerCase() === other.name.toLowerCase();
}

/** Whether clients of Service Connect would reach one service under the host name of another one. */
function hides(connect: AppFacts['serviceConnectNames'][number], service: NamedService): boolean {
  return service.host !== undefined && service.host === connect.dnsName
    && areInOneNamespace(connect, service) && !connect.ownNames.includes(service.path);
}

function inNamespace(name: string | undefined): string {
  return name === undefined ? '' : ` in ${name}`;
}

/** Each two of a list that match, once. */
function pairsOf<T>(items: readonly T[], match: (one: T, other: T) => boolean): Array<readonly [T, T]> {
  return items.flatMap((one, index) => items.slice(index + 1).filter((other) => match(one, other)).map((other) => [one, other] as const));
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
      colliding(services).map((group) => `${list(group)} would have one name in one namespace.`),
  },
  {
    id: 'service-connect-name',
    severity: 'error',
    why: 'Service Connect makes a Cloud Map service of its discovery name, which is the name of the port mapping where none is given. Where that name is taken in '
      + 'the namespace, the deployment fails (aws/aws-cdk#26524).',
    fix: 'Give the Service Connect service a discoveryName of its own, such as "backend-sc", with a dnsName that clients use.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html',
    broken: ({ services, serviceConnectNames }) => [
      ...serviceConnectNames.flatMap((connect) => services.filter((service) => wouldMeet(connect, service))
        .map(({ path, name, namespaceName }) => `${path} and Service Connect of ${connect.path} would both make "${name}"${inNamespace(namespaceName)}.`)),
      ...pairsOf(serviceConnectNames, wouldMeet)
        .map(([one, other]) => `Service Connect of ${one.path} and of ${other.path} would both make "${one.name}"${inNamespace(one.namespaceName)}.`),
    ],
  },
  {
    id: 'service-connect-endpoint-twice',
    severity: 'error',
    why: 'Clients of Service Connect call a host name on a port, which leads to one service of the namespace: ECS refuses the second one that has both.',
    fix: 'Give one of the two another dnsName or clientPort. Where none is given, the dnsName is the discoveryName of the service with the name of the namespace.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectClientAlias.html',
    broken: ({ serviceConnectNames }) => pairsOf(serviceConnectNames, (one, other) => areInOneNamespace(one, other)
      && one.endpoint !== undefined && one.endpoint === other.endpoint)
      .map(([one, other]) => `${one.path} and ${other.path} would both be called as ${one.endpoint}${inNamespace(one.namespaceName)}.`),
  },
  {
    id: 'service-connect-hides-name',
    severity: 'error',
    why: 'The host name stands in the /etc/hosts of all clients of Service Connect in the namespace: there it leads to the service that has it in Service Connect, whatever '
      + 'DNS answers. Whoever means the other service reaches the wrong one.',
    fix: 'Give ServiceConnectRole.clientAndServer() another dnsName, or leave it out: the service then has the name that it has in DNS.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html',
    broken: ({ services, serviceConnectNames }) => [...new Set(serviceConnectNames.flatMap((connect) => services
      .filter((service) => hides(connect, service))
      .map(({ path, host }) => `${connect.path} would have the name ${host} in Service Connect, and ${path} has it in DNS.`)))],
  },
  {
    id: 'public-namespace-twice',
    severity: 'error',
    why: 'The internet asks one hosted zone for a name: that of the namespace which the domain above points at. Names in the second one are never found, and '
      + 'Route 53 refuses a second NS record of a name.',
    fix: 'Define the namespace once and give it to the other services: DiscoveryNamespace.existing(first.cloudMapService.namespace).',
    link: 'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-routing-traffic-for-subdomains.html',
    broken: ({ publicNamespaces }) => groupsOf(publicNamespaces, ({ name }) => name.toLowerCase(), ({ environment }) => environment)
      .map((group) => `${list(group)} would be one public namespace twice.`),
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
        .map((group) => `${list(group)} would be one namespace twice in one VPC.`),
  },
];
