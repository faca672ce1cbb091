import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { introduce } from './connect/participant';
import type { IDiscoverable } from './discoverable';
import type { DiscoverableServiceAttributes } from './discoverable-service-attributes';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { DiscoveryGrants } from './endpoint/discovery-grants';
import { namesOfType } from './namespace/namespace-rules';
import { IMPORTED_ATTRIBUTES, wrongValues } from './plan/wrong-values';
import { DnsRecords } from './records/dns-records';
import { nameRules } from './rules/name-rules';
import { portRules } from './rules/task-rules';
import { refuse } from './shared/discovery-error';
import { known } from './shared/known';
import { IMPORTED, findingsOf } from './shared/rule';
import { subjectOf } from './shared/subject';
import { refuseWrongValues } from './shared/wrong-value';

/** A service that is defined elsewhere: names and a security group, and nothing to deploy. */
class ImportedService extends Construct implements IDiscoverable {
  public readonly endpoint: DiscoveryEndpoint;
  public readonly grants: DiscoveryGrants;
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, facts: EndpointFacts, { securityGroup, port }: DiscoverableServiceAttributes) {
    super(scope, id);
    this.endpoint = DiscoveryEndpoint._of(facts);
    this.grants = DiscoveryGrants._of(facts);
    this.connections = new Connections({ securityGroups: [securityGroup], defaultPort: Port.tcp(port) });
    const importedName = known(facts.discoveryName) && known(facts.namespaceName) ? `${facts.discoveryName}.${facts.namespaceName}` : undefined;
    if (importedName !== undefined) {
      this.node.addMetadata(IMPORTED, importedName);
    }
    introduce({ construct: this, groups: () => [securityGroup], endpoint: facts, importedName, registered: true });
  }
}

export function importDiscoverable(scope: Construct, id: string, attributes: DiscoverableServiceAttributes): IDiscoverable {
  const subject = subjectOf(scope, id);
  refuseWrongValues(subject, wrongValues(attributes, IMPORTED_ATTRIBUTES));
  const { discoveryName, namespaceName, httpName, port, additionalPorts = [], serviceArn, namespaceArn } = attributes;
  const ports = [port, ...additionalPorts];
  const recordTypes = (attributes.dnsRecords ?? DnsRecords.a())._choice.types;
  refuse(subject, [
    ...findingsOf(nameRules, { discoveryName, recordTypes, cloudMapNamespace: { name: namespaceName } }),
    // What has records is in a DNS namespace; without them it may be in one of any type.
    ...findingsOf(namesOfType(recordTypes.length > 0 ? 'DNS_PRIVATE' : 'HTTP'), { name: namespaceName }),
    ...findingsOf(portRules, { ports }),
  ]);
  const facts = { subject, discoveryName, namespaceName, httpName, ports, recordTypes, serviceArn, namespaceArn };
  return new ImportedService(scope, id, facts, attributes);
}
