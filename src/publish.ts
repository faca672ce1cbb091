import type { IService } from 'aws-cdk-lib/aws-servicediscovery';
import { NamespaceType } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import { annotateRecords } from './annotate-records';
import { participantOf } from './connect/participant';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint, hasAddress, isApiOnly } from './endpoint/discovery-endpoint';
import type { EndpointTargetChoice } from './endpoint/endpoint-target';
import type { ExposureParts } from './exposure/exposure-settings';
import { letsIpv6In } from './plan/lets-ipv6-in';
import type { PublishFacts } from './plan/publish-facts';
import { checksName, healthChecksOf, isInternal } from './plan/publish-facts';
import type { RecordFacts } from './plan/record-groups';
import { recordsBeside } from './plan/record-groups';
import { publishInNamespace } from './publish-in-namespace';
import type { RecordContent } from './published-name/define-records';
import { DEFAULT_TTL_SECONDS, defineRecords } from './published-name/define-records';
import { domainNameOf, sameCase, withoutDot } from './published-name/domain-name';
import type { HostedZoneName, PublishedName } from './published-name/published-name';
import { refuseWrong } from './refuse-argument';
import { publishRules } from './rules/publish-rules';
import { recordGroupRules } from './rules/record-group-rules';
import { unacknowledged } from './shared/acknowledged';
import { refuse } from './shared/discovery-error';
import { known } from './shared/known';
import { numberText } from './shared/number-text';
import { findingsOf } from './shared/rule';
import { Synthesis } from './shared/synthesis';

/** Gives a load balancer a name, and returns the name. */
export function publishExposure(exposed: Construct, published: PublishedName, parts: ExposureParts): string {
  const name = choiceOf(exposed, published);
  const { loadBalancer } = parts;
  if (name.kind === 'namespace') {
    return publishInNamespace(exposed, name, { kind: 'load balancer', ...parts });
  }
  return publishRecords(exposed, name, {
    kind: 'load balancer',
    withoutLoadBalancer: loadBalancer === undefined,
    content: loadBalancer && { kind: 'load balancer', loadBalancer, letsIpv6In: () => parts.hasIpv6 && letsIpv6In(parts.connections) },
    isForVpcOnly: isInternal(loadBalancer),
  });
}

/** Gives the discovery name of a service a second name, and returns the URL. */
export function publishService(service: Construct, published: PublishedName, { namespace }: IService): string {
  const name = choiceOf(service, published);
  const { endpoint, registered } = participantOf(service)!;
  const hostProblem = problemOf(service, endpoint!, registered);
  const host = name.kind === 'namespace' ? publishInNamespace(service, name, { kind: 'host name' }) : publishRecords(service, name, {
    kind: 'host name',
    hostProblem,
    content: hostProblem === undefined ? { kind: 'host name', host: DiscoveryEndpoint._of(endpoint!).host } : undefined,
    isForVpcOnly: namespace.type === NamespaceType.DNS_PRIVATE,
  });
  const [port] = endpoint!.ports;
  return port === undefined ? `http://${host}` : `http://${host}:${numberText(port)}`;
}

/** Gives fixed addresses a name, and returns the name. */
export function publishAddresses(endpoint: Construct, published: PublishedName, target: EndpointTargetChoice): string {
  const name = choiceOf(endpoint, published);
  if (name.kind === 'namespace') {
    return publishInNamespace(endpoint, name, { kind: 'addresses' });
  }
  const hasAddresses = target.kind === 'addresses';
  return publishRecords(endpoint, name, {
    kind: 'addresses',
    targetProblem: hasAddresses ? undefined : `${endpoint.node.path} leads to ${OTHER_TARGETS[target.kind]}.`,
    content: hasAddresses ? { kind: 'addresses', recordType: target.recordTypes[0], addresses: target.addresses } : undefined,
    isForVpcOnly: false,
  });
}

function choiceOf(scope: Construct, published: PublishedName): PublishedName['_choice'] {
  refuseWrong(scope, 'publishTo', 'name', [published]);
  return published._choice;
}

const OTHER_TARGETS = { cname: 'another host', loadBalancer: 'a load balancer', attributes: 'attributes' };

/** Why the name of a service has no addresses. */
function problemOf({ node: { path } }: Construct, endpoint: EndpointFacts, registered: boolean): string | undefined {
  if (!registered) {
    return `${path} has registered: false.`;
  }
  if (!hasAddress(endpoint)) {
    return isApiOnly(endpoint) ? `${path} is found through the API only.` : `The name of ${path} has SRV records only.`;
  }
  return endpoint.namespaceName === undefined ? `The name of the namespace of ${path} is not known.` : undefined;
}

/** What is to be published, and what is known of it. */
interface Publication extends Pick<PublishFacts, 'kind' | 'withoutLoadBalancer' | 'hostProblem' | 'targetProblem'> {
  /** Nothing where there is nothing to publish, which is refused. */
  readonly content?: RecordContent;
  readonly isForVpcOnly: boolean;
}

function publishRecords(scope: Construct, name: HostedZoneName, publication: Publication): string {
  const domainName = domainNameOf(name);
  const { content, kind, isForVpcOnly } = publication;
  const { routing, hostedZone: { hostedZoneId }, zoneName, ttlSeconds } = name;
  const subject = `${scope.node.path}.publishTo()`;
  const added = content ? recordsOf(subject, name, content) : [];
  refuse(subject, unacknowledged(scope, [
    ...findingsOf(publishRules, {
      ...publication,
      domainName,
      isApex: sameCase(domainName) === sameCase(withoutDot(zoneName)),
      hasTtl: ttlSeconds !== undefined,
      routing,
      selfChecks: healthChecksOf(routing).filter((check) => checksName(check, domainName)).map(({ node }) => node.path),
      addresses: content?.kind === 'addresses' ? content.addresses.length : 0,
      tooLate: Synthesis.of(scope).hasBegun,
    }),
    ...findingsOf(recordGroupRules, recordsBeside(scope.node.root, domainName, hostedZoneId, added)),
  ]));
  annotateRecords(defineRecords(scope, name, content!), scope, { name, kind, isForVpcOnly });
  return domainName;
}

/** The records that a name is going to have, as far as others of its group are judged by them. */
function recordsOf(path: string, { routing, ttlSeconds = DEFAULT_TTL_SECONDS }: HostedZoneName, content: RecordContent): RecordFacts[] {
  const ttl = content.kind !== 'load balancer' && known(ttlSeconds) ? `${ttlSeconds}` : undefined;
  const ifKnown = (text: string | undefined) => known(text) ? text : undefined;
  const common = {
    path,
    policy: routing.kind,
    ttl,
    setIdentifier: 'setIdentifier' in routing ? ifKnown(routing.setIdentifier) : undefined,
    role: routing.kind === 'failover' ? routing.role : undefined,
    region: routing.kind === 'latency' ? ifKnown(routing.region) : undefined,
  };
  return typesOf(content, routing.kind === 'multivalue').map((type) => ({ ...common, type }));
}

function typesOf(content: RecordContent, isMultivalue: boolean): string[] {
  switch (content.kind) {
    case 'load balancer': return ['A', ...content.letsIpv6In() ? ['AAAA'] : []];
    case 'host name': return ['CNAME'];
    case 'addresses': return isMultivalue ? content.addresses.map(() => content.recordType) : [content.recordType];
  }
}
