import { findResource } from './assembly';
import type { Assembly } from './assembly';
import { listOf, objectOf } from './json';
import type { JsonObject } from './json';
import { numberIn, resolveValue, textIn } from './resolve-value';

export interface Variable {
  readonly name: string;
  readonly value: string;
}

/** Each number is undefined where it is known at deployment only. */
export interface ContainerHealthCheck {
  readonly intervalSeconds?: number;
  readonly timeoutSeconds?: number;
  readonly retries?: number;
}

export interface Container {
  readonly name?: string;
  readonly essential: boolean;
  /** How ECS asks the container itself how it is; nothing where it does not. */
  readonly healthCheck?: ContainerHealthCheck;
  /** The ports that are known, the main port first. */
  readonly ports: readonly number[];
  /** The variables whose value is known. */
  readonly environment: readonly Variable[];
}

/** The containers of the task definition that an expression refers to; undefined where the assembly does not define it. */
export function containersOf(assembly: Assembly, stack: string, taskDefinition: unknown): Container[] | undefined {
  const reference = resolveValue(assembly, stack, taskDefinition);
  const resource = reference.kind === 'reference' ? findResource(assembly, reference) : undefined;
  return resource?.type === 'AWS::ECS::TaskDefinition'
    ? listOf(resource.properties.ContainerDefinitions).map((body) => readContainer(assembly, resource.stack, objectOf(body)))
    : undefined;
}

function readContainer(assembly: Assembly, stack: string, body: JsonObject): Container {
  return {
    name: textIn(assembly, stack, body.Name),
    essential: textIn(assembly, stack, body.Essential) !== 'false', // ECS takes a container for essential unless told otherwise
    healthCheck: body.HealthCheck === undefined ? undefined : readHealthCheck(assembly, stack, objectOf(body.HealthCheck)),
    ports: listOf(body.PortMappings).flatMap((mapping) => numberIn(assembly, stack, objectOf(mapping).ContainerPort) ?? []),
    environment: listOf(body.Environment).map(objectOf).flatMap(({ Name, Value }) => {
      const name = textIn(assembly, stack, Name);
      const value = textIn(assembly, stack, Value);
      return name === undefined || value === undefined ? [] : [{ name, value }];
    }),
  };
}

/** With what ECS takes where nothing is said: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
function readHealthCheck(assembly: Assembly, stack: string, { Interval = 30, Timeout = 5, Retries = 3 }: JsonObject): ContainerHealthCheck {
  return {
    intervalSeconds: numberIn(assembly, stack, Interval),
    timeoutSeconds: numberIn(assembly, stack, Timeout),
    retries: numberIn(assembly, stack, Retries),
  };
}
