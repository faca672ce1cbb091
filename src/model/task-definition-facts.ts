import type { Assembly } from './assembly';
import type { Declared } from './declared';
import { declaredOf } from './declared';
import type { Property } from './property';

export type NetworkMode = 'awsvpc' | 'bridge' | 'host' | 'none' | 'default';

export interface PortMappingFacts {
  readonly property: Property;
  readonly name?: string;
  readonly containerPort?: number;
  readonly hostPort?: number;
  readonly protocol?: string;
  /** Undefined where none is given (then it is TCP) or it is not known. */
  readonly appProtocol?: string;
}

export interface ContainerFacts {
  readonly property: Property;
  readonly name?: string;
  /** ECS takes a container for essential unless told otherwise; undefined where that is not known. */
  readonly isEssential?: boolean;
  readonly portMappings: readonly PortMappingFacts[];
  /** Whether `portMappings` are all there are. */
  readonly hasAllPortMappings: boolean;
}

/** An ECS task definition. */
export interface TaskDefinitionFacts extends Declared {
  /** Undefined where it is not known. ECS on Linux takes bridge where none is given. */
  readonly networkMode?: NetworkMode;
  readonly isFargateOnly?: boolean;
  readonly isWindows?: boolean;
  readonly containers: readonly ContainerFacts[];
  /** Whether `containers` are all there are. */
  readonly hasAllContainers: boolean;
}

export function taskDefinitionsIn(assembly: Assembly): TaskDefinitionFacts[] {
  return declaredOf(assembly, 'AWS::ECS::TaskDefinition').map(({ resource, properties }) => {
    const containers = properties.at('ContainerDefinitions');
    return {
      resource,
      properties,
      networkMode: networkModeOf(properties),
      isFargateOnly: isFargateOnly(properties.at('RequiresCompatibilities')),
      isWindows: isWindows(properties.at('RuntimePlatform', 'OperatingSystemFamily')),
      containers: containers.items.map(readContainer),
      hasAllContainers: containers.isWholeList,
    };
  });
}

function networkModeOf(properties: Property): NetworkMode | undefined {
  const mode = properties.at('NetworkMode');
  return mode.isAbsent ? 'bridge' : mode.text as NetworkMode | undefined;
}

function isFargateOnly(compatibilities: Property): boolean | undefined {
  return compatibilities.isAbsent ? false
    : !compatibilities.isWholeList ? undefined
      : compatibilities.items.length > 0 && compatibilities.items.every(({ text }) => text === 'FARGATE');
}

function isWindows(family: Property): boolean | undefined {
  return family.isAbsent ? false : family.text?.startsWith('WINDOWS');
}

function readContainer(property: Property): ContainerFacts {
  const essential = property.at('Essential');
  const mappings = property.at('PortMappings');
  return {
    property,
    name: property.at('Name').text,
    isEssential: essential.isAbsent ? true : essential.flag,
    portMappings: mappings.items.map((mapping) => ({
      property: mapping,
      name: mapping.at('Name').text,
      containerPort: mapping.at('ContainerPort').number,
      hostPort: mapping.at('HostPort').number,
      protocol: mapping.at('Protocol').isAbsent ? 'tcp' : mapping.at('Protocol').text,
      appProtocol: mapping.at('AppProtocol').text,
    })),
    hasAllPortMappings: mappings.isWholeList,
  };
}
