import type { Scheduler } from './tasks/scheduler';

/** An ECS service of a simulation. */
export interface SimulatedService {
  /** What a person calls it: the end of its construct path. */
  readonly name: string;
  /** What clients look up in DNS, or, of a service without records, the name and the namespace for the API. */
  readonly discoveryNames: readonly string[];
  /** What the API of ECS calls it, and its cluster. */
  readonly serviceName: string;
  readonly cluster: string;
  readonly desiredCount: number;
}

export function describeService({ service, desiredCount }: Scheduler): SimulatedService {
  const { label, registries, serviceName, cluster } = service;
  return { name: label, discoveryNames: registries.map(({ name }) => name.host ?? `${name.name} in ${name.namespace.name}`), serviceName, cluster: cluster.name, desiredCount };
}
