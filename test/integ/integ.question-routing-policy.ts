/**
 * Open question: what does CloudFormation do when the routing policy of a Cloud Map service changes?
 *
 * The library assumes that the update fails and is rolled back: the API has no way to change the policy, and CloudFormation says that it replaces nothing for it.
 * On it rest "Changing the types" of docs/records.md, and the table of what stays in docs/migrate-from-cloud-map-options.md.
 *
 * Costs: a hosted zone that is deleted within 12 hours, which is nothing. About 10 minutes.
 */
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { ChildStack } from './child-stack';
import { Testbed } from './testbed';

const bed = new Testbed('question-routing-policy');
const namespace = new PrivateDnsNamespace(bed.stack, 'Names', { name: bed.namespaceName, vpc: bed.vpc });
const template = (RoutingPolicy: string) => ({
  Parameters: { NamespaceId: { Type: 'String' } },
  Resources: {
    Service: {
      Type: 'AWS::ServiceDiscovery::Service',
      Properties: {
        Name: 'changing',
        NamespaceId: { Ref: 'NamespaceId' },
        DnsConfig: { RoutingPolicy, DnsRecords: [{ Type: 'A', TTL: 10 }] },
        HealthCheckCustomConfig: { FailureThreshold: 1 },
      },
    },
  },
});

const child = new ChildStack(bed, ['servicediscovery:*', 'route53:*']);
const parameters = { NamespaceId: namespace.namespaceId };
child.create(template('MULTIVALUE'), parameters);
child.update(template('WEIGHTED'), parameters, 'UPDATE_ROLLBACK_COMPLETE');
bed.expectAt('servicediscovery', 'GetService', { Id: child.physicalId('Service') }, 'Service.DnsConfig.RoutingPolicy', 'MULTIVALUE');
child.delete();

bed.synth();
