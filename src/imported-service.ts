import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { introduce } from './connect/participant';
import type { IDiscoverable } from './discoverable';
import type { DiscoverableServiceAttributes } from './discoverable-service-attributes';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { DiscoveryGrants } from './endpoint/discovery-grants';
import { DnsRecords } from './records/dns-records';
import { nameRules } from './rules/name-rules';
import { portRules } from './rules/task-rules';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { subjectOf } from './shared/subject';

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
    introduce({ construct: this, groups: () => [securityGroup], endpoint: facts, registered: true });
  }
}

export function importDiscoverable(scope: Construct, id: string, attributes: DiscoverableServiceAttributes): IDiscoverable {
  const { discoveryName, namespaceName, httpName, port, additionalPorts = [], serviceArn, namespaceArn } = attributes;
  const subject = subjectOf(scope, id);
  const ports = [port, ...additionalPorts];
  const recordTypes = (attributes.dnsRecords ?? DnsRecords.a())._choice.types;
  refuse(subject, [
    ...findingsOf(nameRules, { discoveryName, recordTypes, cloudMapNamespace: { name: namespaceName } }),
    ...findingsOf(portRules, { ports }),
  ]);
  const facts = { subject, discoveryName, namespaceName, httpName, ports, recordTypes, serviceArn, namespaceArn };
  return new ImportedService(scope, id, facts, attributes);
}
