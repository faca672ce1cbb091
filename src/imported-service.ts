import { Connections, Port } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { introduce } from './connect/participant';
import type { IDiscoverable } from './discoverable';
import type { DiscoverableServiceAttributes } from './discoverable-service-props';
import type { EndpointFacts } from './endpoint/discovery-endpoint';
import { DiscoveryEndpoint } from './endpoint/discovery-endpoint';
import { DnsRecords } from './records/dns-records';
import { nameRules } from './rules/discovery-rules';
import { portRules } from './rules/task-rules';
import { refuse } from './shared/discovery-error';
import { findingsOf } from './shared/rule';
import { subjectOf } from './shared/subject';

/** A service that is defined elsewhere: names and a security group, and nothing to deploy. */
class ImportedService extends Construct implements IDiscoverable {
  public readonly endpoint: DiscoveryEndpoint;
  public readonly connections: Connections;

  constructor(scope: Construct, id: string, facts: EndpointFacts, { securityGroup, port }: DiscoverableServiceAttributes) {
    super(scope, id);
    this.endpoint = DiscoveryEndpoint._of(facts);
    this.connections = new Connections({ securityGroups: [securityGroup], defaultPort: Port.tcp(port) });
    introduce({ construct: this, connections: this.connections, endpoint: facts, registered: true });
  }
}

export function importDiscoverable(scope: Construct, id: string, attributes: DiscoverableServiceAttributes): IDiscoverable {
  const { discoveryName, namespaceName, port, additionalPorts = [], serviceArn, namespaceArn } = attributes;
  const subject = subjectOf(scope, id);
  const ports = [port, ...additionalPorts];
  const recordTypes = (attributes.dnsRecords ?? DnsRecords.a())._choice.types;
  refuse(subject, [
    ...findingsOf(nameRules, { discoveryName, recordTypes, cloudMapNamespace: { name: namespaceName } }),
    ...findingsOf(portRules, { ports }),
  ]);
  return new ImportedService(scope, id, { subject, discoveryName, namespaceName, ports, recordTypes, serviceArn, namespaceArn }, attributes);
}
