import type { CapacityShare } from './capacity-choice';
import { known } from '../shared/known';
import type { Rule } from '../shared/rule';

const STRATEGY = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html';

function isCount(value: number | undefined, most: number): boolean {
  return !known(value) || (Number.isInteger(value) && value >= 0 && value <= most);
}

function shareFaults({ shares }: { readonly shares: readonly CapacityShare[] }): string[] {
  const weights = shares.map(({ weight }) => weight ?? 0);
  return [
    ...shares.filter(({ base }) => !isCount(base, 100_000)).map(({ base }) => `base is ${base}.`),
    ...shares.filter(({ weight }) => !isCount(weight, 1_000)).map(({ weight }) => `weight is ${weight}.`),
    ...shares.length > 0 && weights.every((weight) => weight === 0) ? ['No capacity provider has a weight.'] : [],
    ...shares.filter(({ base }) => known(base) && base !== 0).length > 1 ? ['Two capacity providers have a base.'] : [],
  ];
}

/** How tasks are shared out. */
export const shareRules: ReadonlyArray<Rule<{ readonly shares: readonly CapacityShare[] }>> = [
  {
    id: 'capacity-share',
    severity: 'error',
    why: 'A capacity provider strategy has whole numbers: a base from 0 to 100000 for one provider at most, and weights from 0 to 1000 of which one is not 0. '
      + 'ECS refuses a service with any other.',
    fix: 'Give at least one weight above 0, and a base to one provider only.',
    link: STRATEGY,
    broken: shareFaults,
  },
];

/** What tasks on instances of your own are asked to be. */
export interface Ec2Settings {
  readonly hostPort?: number;
  readonly daemon: boolean;
  readonly hasPlacementStrategies: boolean;
  readonly hasProviders: boolean;
}

export const ec2Rules: ReadonlyArray<Rule<Ec2Settings>> = [
  {
    id: 'host-port',
    severity: 'error',
    why: 'A port of the instance is a whole number from 1 to 65535. 22, 2375, 2376 and 51678 to 51680 are reserved for SSH, Docker and the agent of ECS, and '
      + 'from 32768 to 60999 Docker takes free ports for other containers.',
    fix: 'Give another port, or none: Docker then takes a free one for each task, and SRV records tell which.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html',
    broken: ({ hostPort }) => known(hostPort) && !(Number.isInteger(hostPort) && hostPort >= 1 && hostPort <= 65535 && !isTaken(hostPort))
      ? [`hostPort is ${hostPort}.`] : [],
  },
  {
    id: 'daemon-placement',
    severity: 'error',
    why: 'A daemon runs one task on each instance: there is nothing to place, and no share to give a capacity provider. ECS refuses both.',
    fix: 'Leave placementStrategies and capacityProviders out; placementConstraints tell which instances a daemon runs on.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html',
    broken: ({ daemon, hasPlacementStrategies, hasProviders }) => !daemon ? [] : [
      ...hasPlacementStrategies ? ['A daemon has placementStrategies.'] : [],
      ...hasProviders ? ['A daemon has capacityProviders.'] : [],
    ],
  },
];

/** Whether something else on an instance has a port. */
export function isReserved(port: number): boolean {
  return [22, 2375, 2376].includes(port) || (port >= 51678 && port <= 51680);
}

function isTaken(port: number): boolean {
  return isReserved(port) || (port >= 32768 && port <= 60999);
}

/** Seen at synth only: a provider can be added to its cluster after the service. */
export const providerRules: ReadonlyArray<Rule<{ readonly cluster: string; readonly missing: readonly string[] }>> = [
  {
    id: 'capacity-provider-of-cluster',
    severity: 'error',
    why: 'A service can use the capacity providers of its cluster only. ECS refuses a service with any other.',
    fix: 'Add it to the cluster: cluster.addAsgCapacityProvider() or addManagedInstancesCapacityProvider().',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html',
    broken: ({ cluster, missing }) => missing.map((provider) => `The cluster ${cluster} does not have the capacity provider ${provider}.`),
  },
];
