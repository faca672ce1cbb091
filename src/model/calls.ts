import type { WrittenAddress } from './addresses-in-text';
import { addressesIn } from './addresses-in-text';
import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import { plainDomain } from './domain-names';
import type { EcsServiceFacts } from './ecs-service-facts';
import type { Property } from './property';
import type { ConnectAlias } from './service-connect-aliases';
import { connectAliasesIn, connectNamespaceOf } from './service-connect-aliases';
import type { ContainerFacts } from './task-definition-facts';
import type { TemplateFacts } from './template-facts';

/** An address that stands in the environment or the command of a container of a service. */
export interface Call {
  readonly caller: EcsServiceFacts;
  readonly container: ContainerFacts;
  /** Where the address stands. */
  readonly property: Property;
  /** Of the environment variable; undefined in a command. */
  readonly variable?: string;
  readonly address: WrittenAddress;
  /** What the name is in Service Connect of a namespace that the caller takes part in, or may. */
  readonly aliases: readonly ConnectAlias[];
  /** What it is in Service Connect for others. */
  readonly foreignAliases: readonly ConnectAlias[];
  /** The Cloud Map services that have the name. */
  readonly names: readonly CloudMapServiceFacts[];
}

/** The Cloud Map services by `<name>.<namespace>`, whether they have records or not. */
export function namesByHost({ cloudMapServices }: TemplateFacts): ReadonlyMap<string, readonly CloudMapServiceFacts[]> {
  const byHost = new Map<string, CloudMapServiceFacts[]>();
  for (const service of cloudMapServices) {
    const { name, namespace } = service;
    if (name !== undefined && namespace?.name !== undefined) {
      const host = plainDomain(name === '.' ? namespace.name : `${name}.${namespace.name}`);
      byHost.set(host, [...byHost.get(host) ?? [], service]);
    }
  }
  return byHost;
}

/** The addresses that services of the assembly are given. */
export function callsIn(facts: TemplateFacts): readonly Call[] {
  return facts.ecsServices.flatMap((caller) => (caller.taskDefinition?.containers ?? []).flatMap((container) => callsOf(caller, container, facts)));
}

interface Written {
  readonly property: Property;
  readonly variable?: string;
  readonly text: string;
}

function textsIn({ property }: ContainerFacts): Written[] {
  const variables = property.at('Environment').items.map((entry) => ({ property: entry.at('Value'), variable: entry.at('Name').text, text: entry.at('Value').text }));
  const words = ['EntryPoint', 'Command'].flatMap((key) => property.at(key).items.map((word) => ({ property: word, text: word.text })));
  return [...variables, ...words].flatMap(({ text, ...place }) => text === undefined ? [] : [{ ...place, text }]);
}

function callsOf(caller: EcsServiceFacts, container: ContainerFacts, facts: TemplateFacts): Call[] {
  const own = connectNamespaceOf(caller, facts);
  const mayMeet = ({ namespace }: ConnectAlias) => caller.isInServiceConnect !== false
    && (namespace === undefined || own === undefined || namespace === own);
  return textsIn(container).flatMap(({ text, property, variable }) => addressesIn(text).map((address) => {
    const aliases = facts.once(connectAliasesIn).get(address.host) ?? [];
    return {
      caller,
      container,
      property,
      variable,
      address,
      aliases: aliases.filter(mayMeet),
      foreignAliases: aliases.filter((alias) => !mayMeet(alias)),
      names: facts.once(namesByHost).get(address.host) ?? [],
    };
  }));
}
