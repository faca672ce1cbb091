import type { Broken, TemplateRule } from './template-rule';
import type { Declared } from '../model/declared';
import type { Property } from '../model/property';
import type { ConnectedService } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

interface EncryptedPort {
  readonly connected: ConnectedService;
  readonly port: Property;
  readonly tls: Property;
}

function encryptedPorts(facts: TemplateFacts): readonly EncryptedPort[] {
  return facts.once(connectedServices).flatMap((connected) => connected.ports.map(({ property }) => ({ connected, port: property, tls: property.at('Tls') })))
    .filter(({ tls }) => tls.isThere);
}

function modes(facts: TemplateFacts): ReadonlyMap<unknown, TaskRunner> {
  return new Map(facts.once(taskRunners).map((runner) => [runner.resource, runner]));
}

/** What a service in host mode cannot have at all is told of by another rule. */
function wrongMode(facts: TemplateFacts): Broken[] {
  return facts.once(encryptedPorts).flatMap(({ connected: { service: { resource, taskDefinition } }, tls }) => {
    const mode = facts.once(modes).get(resource)?.networkMode;
    const beside = taskDefinition ? [taskDefinition.resource] : [];
    return mode === 'bridge'
      ? [{ got: `A port of ${resource.logicalId} has Tls, and its tasks run in bridge mode.`, at: resource, property: tls, beside }] : [];
  });
}

function missing(facts: TemplateFacts, ...way: readonly string[]): Broken[] {
  const incomplete = facts.once(encryptedPorts).filter(({ tls }) => tls.keys.length > 0 && tls.at(...way).isAbsent);
  return incomplete.map(({ connected: { service: { resource } }, tls }) => ({
    got: `Tls of a port of ${resource.logicalId} has no ${way[way.length - 1]}.`, at: resource, property: tls.at(...way),
  }));
}

function isMarked(facts: TemplateFacts, { resource, properties }: Declared): boolean {
  const tags = properties.at('Tags');
  const isFound = tags.items.some((tag) => (tag.at('Key').text ?? 'AmazonECSManaged') === 'AmazonECSManaged' && (tag.at('Value').text ?? 'true') === 'true');
  return isFound || !tags.isWholeList || (facts.assembly.stacks.get(resource.stack)?.isTagged ?? false);
}

function unmarkedAuthorities(facts: TemplateFacts): Broken[] {
  const users = new Map(facts.once(encryptedPorts).map(({ connected: { service }, tls }) =>
    [tls.at('IssuerCertificateAuthority', 'AwsPcaAuthorityArn').resource, service.resource]));
  return facts.of('AWS::ACMPCA::CertificateAuthority').filter((authority) => users.has(authority.resource) && !isMarked(facts, authority))
    .map(({ resource, properties }) => ({
      got: `${resource.logicalId} issues certificates for Service Connect, and has no tag AmazonECSManaged with the value true.`,
      at: resource,
      property: properties.at('Tags'),
      beside: [users.get(resource) ?? resource],
    }));
}

function wrongKeys(facts: TemplateFacts): Broken[] {
  return facts.once(encryptedPorts).flatMap(({ connected: { service: { resource } }, tls }) => {
    const key = tls.at('KmsKey').resource;
    const spec = key?.type === 'AWS::KMS::Key' ? facts.as(key).properties.at('KeySpec') : undefined;
    return key && spec?.text !== undefined && spec.text !== 'SYMMETRIC_DEFAULT'
      ? [{ got: `Tls of a port of ${resource.logicalId} has the key ${key.logicalId}, a ${spec.text}.`, at: key, property: spec, beside: [resource] }] : [];
  });
}

function beforeLoadBalancer(facts: TemplateFacts): Broken[] {
  return facts.once(encryptedPorts).flatMap(({ connected: { service: { resource, properties } }, port }) => {
    const override = port.at('IngressPortOverride');
    return override.isThere && properties.at('LoadBalancers').items.length > 0
      ? [{ got: `A port of ${resource.logicalId} has Tls and IngressPortOverride, and it has a load balancer.`, at: resource, property: override }] : [];
  });
}

const TLS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html';

/** Encryption between the proxies of Service Connect. */
export const serviceConnectTlsRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-tls-mode',
    severity: 'error',
    why: 'Service Connect encrypts traffic of tasks that have a network interface of their own only.',
    fix: 'Set NetworkMode of the task definition to awsvpc, or take Tls out.',
    link: TLS,
    broken: wrongMode,
  },
  {
    id: 'service-connect-tls-role',
    severity: 'error',
    why: 'ECS asks the certificate authority for certificates, and keeps their keys in Secrets Manager, with a role of yours.',
    fix: 'Set RoleArn of Tls to a role that ecs.amazonaws.com can assume, with the managed policy AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity.',
    link: TLS,
    broken: (facts) => missing(facts, 'RoleArn'),
  },
  {
    id: 'service-connect-tls-authority',
    severity: 'error',
    why: 'The certificates come from an authority of AWS Private CA, which has to be given.',
    fix: 'Set AwsPcaAuthorityArn of IssuerCertificateAuthority to the Arn of an AWS::ACMPCA::CertificateAuthority.',
    link: TLS,
    broken: (facts) => missing(facts, 'IssuerCertificateAuthority', 'AwsPcaAuthorityArn'),
  },
  {
    id: 'service-connect-tls-authority-tag',
    severity: 'error',
    why: 'The managed policy lets ECS use authorities with the tag AmazonECSManaged only: without it no certificate is issued, and no task starts.',
    fix: 'Give the AWS::ACMPCA::CertificateAuthority the tag AmazonECSManaged with the value true.',
    link: TLS,
    broken: unmarkedAuthorities,
  },
  {
    id: 'service-connect-tls-key',
    severity: 'error',
    why: 'The keys of the certificates are encrypted, which takes a symmetric key.',
    fix: 'Set KeySpec of the AWS::KMS::Key to SYMMETRIC_DEFAULT, or take KmsKey out.',
    link: TLS,
    broken: wrongKeys,
  },
  {
    id: 'service-connect-tls-load-balancer',
    severity: 'warning',
    why: 'With IngressPortOverride the load balancer calls the proxy, which takes TLS there: AWS advises against the two together.',
    fix: 'Take IngressPortOverride out, and have the target group speak HTTPS.',
    link: TLS,
    broken: beforeLoadBalancer,
  },
];
