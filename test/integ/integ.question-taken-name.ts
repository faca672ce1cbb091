/**
 * Open question: how does ECS refuse a name of Service Connect that is a Cloud Map service of service discovery already?
 *
 * The library assumes that CreateService is refused, as it is where another service of Service Connect has the name: "SC service is already used by ...". On it
 * rests the rule `service-connect-name`, which is an error, and that Service Connect gets a name of its own (`backend-sc`, docs/decisions/018-service-connect-beside-dns.md).
 *
 * Costs: 2 tasks of Fargate for about 10 minutes, 0.01 USD.
 */
import { Match } from '@aws-cdk/integ-tests-alpha';
import { FargateTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { AwsAttempt } from './aws-attempt';
import { NGINX, Testbed } from './testbed';

const bed = new Testbed('question-taken-name');
const backend = bed.service('Backend');
const taskDefinition = new FargateTaskDefinition(bed.stack, 'Task', { memoryLimitMiB: 512 });
taskDefinition.addContainer('web', { image: NGINX, portMappings: [{ containerPort: 80, name: 'backend' }] });
const attempt = new AwsAttempt(bed.stack, 'Attempt', ['ecs:CreateService', 'ecs:DeleteService', 'iam:PassRole', 'servicediscovery:*']);

const cluster = bed.cluster.clusterName;
bed.expectHealthy('backend', 2);
bed.expectOnce(attempt.functionName, {
  client: 'ecs',
  command: 'CreateService',
  input: {
    cluster,
    serviceName: 'other',
    taskDefinition: taskDefinition.taskDefinitionArn,
    desiredCount: 0,
    launchType: 'FARGATE',
    networkConfiguration: { awsvpcConfiguration: { subnets: bed.vpc.publicSubnets.map(({ subnetId }) => subnetId) } },
    serviceConnectConfiguration: {
      enabled: true,
      namespace: backend.endpoint.namespaceArn,
      services: [{ portName: 'backend', discoveryName: 'backend', clientAliases: [{ port: 80 }] }],
    },
  },
  undo: { command: 'DeleteService', input: { cluster, service: 'other', force: true } },
}, Match.stringLikeRegexp('InvalidParameterException.*already'));

bed.synth();
