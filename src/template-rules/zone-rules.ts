import type { TemplateRule } from './template-rule';
import { brokenAt } from './template-rule';
import type { Declared } from '../model/declared';
import type { Property } from '../model/property';
import { namespaceOfZone } from '../model/record-set-facts';
import type { TemplateFacts } from '../model/template-facts';

/** The zones that a resource other than a record set writes into. */
function zonesOf({ resource, properties }: Declared): Property[] {
  return resource.type === 'AWS::CertificateManager::Certificate'
    ? properties.at('DomainValidationOptions').items.map((option) => option.at('HostedZoneId'))
    : [properties.at('HostedZoneId')];
}

function writersIn(facts: TemplateFacts): Declared[] {
  const custom = [...facts.assembly.stacks.values()].flatMap(({ resources }) => [...resources.values()])
    .filter(({ type }) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource');
  return [
    ...facts.of('AWS::CertificateManager::Certificate', 'AWS::Route53::DNSSEC', 'AWS::Route53::KeySigningKey'),
    ...custom.map((resource) => facts.as(resource)),
  ];
}

/** What else writes into zones of namespaces. */
export const zoneRules: readonly TemplateRule[] = [
  {
    id: 'zone-of-namespace',
    severity: 'error',
    why: 'Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses the record by which a certificate is validated, for which the deployment waits in vain '
      + '(aws/aws-cdk#31391), and any other.',
    fix: 'Use a hosted zone of your own. A certificate for a name in a public namespace is validated by e-mail, or is one for a name above it that you own.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: (facts) => writersIn(facts).flatMap((writer) => zonesOf(writer).flatMap((zone) => {
      const namespace = namespaceOfZone(zone);
      return namespace === undefined ? [] : [brokenAt(writer, `It writes into the zone of the namespace ${namespace.logicalId}.`, zone, [namespace])];
    })),
  },
];
