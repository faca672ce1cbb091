import type { Call } from '../model/calls';
import { namesByHost } from '../model/calls';
import type { CloudMapServiceFacts } from '../model/cloud-map-service-facts';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { TemplateFacts } from '../model/template-facts';
import { isInZone, plainName } from '../shared/dns-name';

/** Variables that hold names for other things than calls: of oneself, of who may call, of certificates. */
const NO_CALL = new RegExp([
  'no_?proxy|allow|cors|origin|cookie|issuer|audience|realm|cert|_san|virtual_host|server_name|search|localdomain|tls',
  'advertis|self|helo|smtp_from|redirect|callback|entity|client_id|jwt|aud$|schema|csp|refer|trust|block|forbid|exclu|prefix|suffix|topic|channel|class|_name$',
  'namespace|group|account|header|_srv|srv_|text|message|greeting|public|vite|next_|root_url|frontend|spiffe|image|hosted_zone|server_domain',
].join('|'), 'i');
const OWN_NAME = /^(app_|site_|public_|external_|own_|self_|my_)?(base_)?(url|uri|host|hostname|fqdn|domain|domain_name)$/i;
/** Variables whose value is called, also where it is a bare name. */
const CALLED = /host|endpoint|ur[li]|addr|server|backend|upstream|service|target|api|dsn|broker|peer|node|seed|database|redis|cache|queue|^db_/i;
/** Schemes of look-ups that answer with more than addresses. */
const LOOKS_UP_MORE = /srv|dns|consul|cloudmap|aws|xds/;

/** Whether a text surely names what the container calls by address: a URL, or a host with a port. */
export function isCalled(call: Call): boolean {
  const { variable, address: { scheme, host, port } } = call;
  // `api:100` alone may be a list of limits: a single label is called where the variable says so.
  const hasPort = port !== undefined && (host.includes('.') || CALLED.test(variable ?? ''));
  return (scheme !== undefined || hasPort) && !LOOKS_UP_MORE.test(scheme ?? '') && !isNoCall(call);
}

/** As `isCalled`, or by the name of the variable. */
export function mayBeCalled(call: Call): boolean {
  const { variable, address: { scheme } } = call;
  return isCalled(call) || (variable !== undefined && scheme === undefined && CALLED.test(variable) && !isNoCall(call));
}

/** Words before an address are a text for people; of a command, the word with its flag says what it is for. */
function isNoCall({ variable, property: { text = '' }, address: { host } }: Call): boolean {
  const before = text.slice(0, Math.max(text.toLowerCase().indexOf(host), 0));
  return variable === undefined ? NO_CALL.test(before) || /host(name)?[= ]$/i.test(before.replace(/\w+:\/\/$/, ''))
    : NO_CALL.test(variable) || OWN_NAME.test(variable) || /^[^{["]*\w\s+\S*$/.test(before);
}

/** Whether DNS answers a name of Cloud Map with addresses; undefined where that is not known. */
export function hasAddresses({ isApiOnly, recordTypes, hasAllRecordTypes }: CloudMapServiceFacts): boolean | undefined {
  return isApiOnly ? false : recordTypes.some((type) => type !== 'SRV') ? true : hasAllRecordTypes && isApiOnly === false ? false : undefined;
}

/** What else than Cloud Map and Service Connect may answer a name in the containers of a task. */
export function answersOtherwise({ caller, body, address: { host } }: Call, facts: TemplateFacts): boolean {
  const containers = caller.taskDefinition?.containers ?? [];
  const hasOwnResolver = ['ExtraHosts', 'DnsSearchDomains', 'DnsServers', 'Links'].some((key) => !body.at(key).isAbsent);
  const isNeighbor = containers.some(({ name }) => name === undefined || name.toLowerCase() === host);
  const isShort = !host.includes('.');
  return hasOwnResolver || isNeighbor || (isShort && facts.of('AWS::EC2::DHCPOptions').length > 0)
    || facts.once(otherZones).some((zone) => isInZone(host, zone)) || facts.of('AWS::AppMesh::VirtualService', 'AWS::VpcLattice::Service').length > 0;
}

/** The hosted zones of the assembly that are none of a namespace. */
function otherZones(facts: TemplateFacts): readonly string[] {
  return facts.of('AWS::Route53::HostedZone').flatMap(({ properties }) => properties.at('Name').text ?? []);
}

function namespacesByName({ namespaces }: TemplateFacts): ReadonlyMap<string, NamespaceFacts> {
  return new Map(namespaces.flatMap((namespace) => namespace.name === undefined ? [] : [[plainName(namespace.name), namespace]]));
}

/** The parents of a name, the nearest first: `b.c` and `c` of `a.b.c`. */
function parentsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, index) => labels.slice(index + 1).join('.'));
}

/** The namespace of the assembly that a host would be in. One that is the name of a namespace itself is none of its names. */
export function namespaceOf(host: string, facts: TemplateFacts): NamespaceFacts | undefined {
  const byName = facts.once(namespacesByName);
  return byName.has(host) ? undefined : parentsOf(host).map((parent) => byName.get(parent)).find((namespace) => namespace !== undefined);
}

/** Whether a host is that of a task behind an SRV record: below a name that is there. */
export function isBelowName(host: string, facts: TemplateFacts): boolean {
  return parentsOf(host).some((parent) => facts.once(namesByHost).get(parent)?.some(({ namespace }) => namespace?.name?.toLowerCase() !== parent));
}

/** The Cloud Map services of a namespace, or of none that is known. */
export function servicesOf(namespace: NamespaceFacts | undefined, facts: TemplateFacts): readonly CloudMapServiceFacts[] {
  return facts.once(servicesByNamespace).get(namespace) ?? [];
}

function servicesByNamespace({ cloudMapServices }: TemplateFacts): ReadonlyMap<NamespaceFacts | undefined, readonly CloudMapServiceFacts[]> {
  const byNamespace = new Map<NamespaceFacts | undefined, CloudMapServiceFacts[]>();
  for (const service of cloudMapServices) {
    const list = byNamespace.get(service.namespace) ?? [];
    list.push(service);
    byNamespace.set(service.namespace, list);
  }
  return byNamespace;
}

interface UnknownNames {
  /** The namespaces in which a service may have any name. */
  readonly anyIn: ReadonlySet<NamespaceFacts | undefined>;
  /** The names of services whose namespace is not known. */
  readonly strays: ReadonlySet<string | undefined>;
}

function unknownNames(facts: TemplateFacts): UnknownNames {
  return {
    anyIn: new Set(facts.cloudMapServices.filter(({ name }) => name === undefined).map(({ namespace }) => namespace)),
    strays: new Set(servicesOf(undefined, facts).map(({ name }) => name?.toLowerCase())),
  };
}

/** Whether Cloud Map services that are not wholly known may have a name of a namespace. */
export function hasUnknownNames(facts: TemplateFacts, namespace: NamespaceFacts, host: string): boolean {
  const { anyIn, strays } = facts.once(unknownNames);
  return anyIn.has(namespace) || anyIn.has(undefined) || strays.has(host.slice(0, -plainName(namespace.name ?? '').length - 1));
}
