/**
 * Open question: what comes of tasks that are to be registered in a Cloud Map service with a HealthCheckConfig, in a public namespace?
 *
 * The library assumes that none of them is registered: the checkers of Route 53 take no private address. On it rests the rule `health-check-of-tasks`, which is an
 * error, and that `DiscoverableService` offers no such check (docs/decisions/024-health-is-not-a-choice.md). The domain is one that nobody can own, and is not
 * delegated: the question is about registration.
 *
 * Costs: 1 task of Fargate for about 20 minutes, 0.01 USD.
 */
import { CfnService, FargateService, FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { CfnPublicDnsNamespace, CfnService as CfnCloudMapService } from 'aws-cdk-lib/aws-servicediscovery';
import { NGINX, Testbed } from './testbed';

// What the library refuses is written in the plain CDK.
const bed = new Testbed('question-public-health-check', { checks: false });
const namespace = new CfnPublicDnsNamespace(bed.stack, 'Names', { name: 'discovery-integ.test' });
const registry = new CfnCloudMapService(bed.stack, 'Registry', {
  name: 'tasks',
  namespaceId: namespace.attrId,
  // With the port in the registration: what is checked must be known.
  dnsConfig: { routingPolicy: 'MULTIVALUE', dnsRecords: [{ type: 'SRV', ttl: 10 }] },
  healthCheckConfig: { type: 'TCP', failureThreshold: 1 },
});
const taskDefinition = new FargateTaskDefinition(bed.stack, 'Task');
taskDefinition.addContainer('web', { image: NGINX, portMappings: [{ containerPort: 80 }] });
// No task yet: a service that does not come up would end the deployment before anything is asked.
const service = new FargateService(bed.stack, 'Service', { cluster: bed.cluster, taskDefinition, assignPublicIp: true, desiredCount: 0, minHealthyPercent: 0 });
(service.node.defaultChild as CfnService).serviceRegistries = [{ registryArn: registry.attrArn, containerName: 'web', containerPort: 80 }];

const registered = { NamespaceName: 'discovery-integ.test', ServiceName: 'tasks', HealthStatus: 'ALL' };
bed.updateService(service, { desiredCount: 1 });
bed.pause(8);
bed.expectCall('servicediscovery', 'DiscoverInstances', registered, { Instances: [] });
bed.updateService(service, { desiredCount: 0 });

bed.synth();
