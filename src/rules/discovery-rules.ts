import { nameRules } from './name-rules';
import { namespaceRules } from './namespace-rules';
import { recordRules } from './record-set-rules';
import type { DiscoveryFacts } from '../plan/discovery-facts';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

/** Where a private namespace is: asked of all that has a name. */
export const clusterRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'cluster-without-vpc',
    severity: 'error',
    why: 'The network of the tasks and the private namespace both need the VPC of the cluster; a cluster imported by ARN does not know it.',
    fix: 'Import the cluster with Cluster.fromClusterAttributes({ clusterName, vpc }).',
    link: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_ecs.Cluster.html',
    broken: ({ vpc }) => vpc === undefined ? ['The cluster has no VPC.'] : [],
  },
];

/** Where its tasks run: asked of workers too. */
export const placementRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  ...clusterRules,
  {
    id: 'subnets',
    severity: 'error',
    why: 'A task in awsvpc mode gets its address from a subnet, and the VPC has none of the asked kind.',
    fix: 'Choose subnets that the VPC has with Capacity.fargate({ vpcSubnets }); in a VPC of public subnets only, add assignPublicIp: true.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
    broken: ({ vpc }) => vpc?.subnetsProblem === undefined ? [] : [`The CDK says: ${vpc.subnetsProblem}`],
  },
];

const ATTRIBUTES = 'https://docs.aws.amazon.com/cloud-map/latest/api/API_ServiceAttributes.html';

function attributeFaults({ serviceAttributes = {} }: DiscoveryFacts): string[] {
  const all = Object.entries(serviceAttributes);
  return [
    ...all.length > 30 ? [`There are ${all.length} attributes.`] : [],
    ...all.filter(([name]) => !/^[A-Za-z0-9_]{1,64}$/.test(name)).map(([name]) => `An attribute is named "${name}".`),
    ...all.filter(([, value]) => known(value) && value.length > 1024).map(([name, value]) => `The attribute "${name}" has ${value.length} characters.`),
  ];
}

/** What the name is described by. */
const attributeRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'service-attributes',
    severity: 'error',
    why: 'A Cloud Map service has at most 30 attributes with values of at most 1024 characters, and CloudFormation takes names of 1 to 64 letters, digits and "_" '
      + '(the API itself takes others too).',
    fix: 'Keep what clients need to choose a service; everything else belongs into its environment.',
    link: ATTRIBUTES,
    broken: attributeFaults,
  },
];

/** How many tasks a name can have. */
const quotaRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  {
    id: 'too-many-tasks',
    severity: 'error',
    why: 'Cloud Map registers at most 1,000 instances in one service. This quota cannot be raised, and tasks beyond it fail to start.',
    fix: 'Spread the fleet over several services with names of their own.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/cloud-map-limits.html',
    broken: ({ tasks }) => known(tasks) && tasks > 1000 ? [`${tasks} tasks would be registered under one name.`] : [],
  },
];

/** All that holds for whatever is registered, in the order in which a reader wants to know. */
export const discoveryRules: ReadonlyArray<Rule<DiscoveryFacts>> = [
  ...nameRules, ...namespaceRules, ...placementRules, ...recordRules, ...attributeRules, ...quotaRules,
];
