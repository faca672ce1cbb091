import type { WrittenAddress } from './addresses-in-text';
import { addressesIn } from './addresses-in-text';
import type { Resource } from './assembly';
import type { CloudMapServiceFacts } from './cloud-map-service-facts';
import type { Declared } from './declared';
import type { EcsServiceFacts } from './ecs-service-facts';
import type { Property } from './property';
import { readOnce } from './read-once';
import type { ConnectAlias } from './service-connect-aliases';
import { connectAliasesIn, connectNamespaceOf } from './service-connect-aliases';
import type { TaskDefinitionFacts } from './task-definition-facts';
import type { TemplateFacts } from './template-facts';
import { plainName } from '../shared/dns-name';

/** Where network interfaces are. */
export interface Interfaces {
  readonly subnets: Property;
  readonly groups: Property;
}

/** What is given addresses to call: an ECS service, or a Lambda function. */
export interface Caller {
  readonly resource: Resource;
  /** Undefined where the assembly does not define it, and of a function. */
  readonly taskDefinition?: TaskDefinitionFacts;
  readonly isFunction: boolean;
  readonly isInServiceConnect?: boolean;
  readonly serviceConnect: Property;
  /** The name of its namespace in Service Connect, where it is known. */
  readonly connectNamespace?: string;
  /** Undefined where it has none of its own, or that is not known. */
  readonly interfaces?: Interfaces;
}

/** An address that stands in the environment or the command of a container of a service, or in the environment of a function. */
export interface Call {
  readonly caller: Caller;
  /** What is said of the container, or of the function. */
  readonly body: Property;
  /** All that stands beside the address. */
  readonly values: readonly string[];
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
      const host = plainName(name === '.' ? namespace.name : `${name}.${namespace.name}`);
      byHost.set(host, [...byHost.get(host) ?? [], service]);
    }
  }
  return byHost;
}

/** The addresses that services and functions of the assembly are given. */
export function callsIn(facts: TemplateFacts): readonly Call[] {
  const calls: Call[] = [];
  for (const service of facts.ecsServices) {
    const caller = readOnce(() => serviceAsCaller(service, facts));
    for (const { property } of service.taskDefinition?.containers ?? []) {
      calls.push(...callsOf(caller, property, textsOfContainer(property), facts));
    }
  }
  for (const declared of facts.of('AWS::Lambda::Function')) {
    calls.push(...callsOf(() => functionAsCaller(declared), declared.properties, textsOfFunction(declared), facts));
  }
  return calls;
}

/** In other modes than awsvpc a task has the network of its instance. */
export function interfacesOf({ network, networkMode }: EcsServiceFacts): Interfaces | undefined {
  return networkMode === 'awsvpc' ? { subnets: network.at('Subnets'), groups: network.at('SecurityGroups') } : undefined;
}

function serviceAsCaller(service: EcsServiceFacts, facts: TemplateFacts): Caller {
  const { resource, taskDefinition, isInServiceConnect, serviceConnect } = service;
  return {
    resource,
    taskDefinition,
    isFunction: false,
    isInServiceConnect,
    serviceConnect,
    // Asked for where a host is a name of Service Connect.
    get connectNamespace() {
      return connectNamespaceOf(service, facts);
    },
    interfaces: interfacesOf(service),
  };
}

/** A function takes no part in Service Connect. */
function functionAsCaller({ resource, properties }: Declared): Caller {
  const network = properties.at('VpcConfig');
  return {
    resource,
    isFunction: true,
    isInServiceConnect: false,
    serviceConnect: properties.at('Environment', 'Variables'),
    interfaces: network.isAbsent ? undefined : { subnets: network.at('SubnetIds'), groups: network.at('SecurityGroupIds') },
  };
}

interface Written {
  readonly property: Property;
  readonly variable?: string;
  readonly text: string;
}

function addWritten(property: Property, variable: string | undefined, texts: Written[]): void {
  const { text } = property;
  if (text !== undefined) {
    texts.push({ property, variable, text });
  }
}

function textsOfContainer(container: Property): Written[] {
  const texts: Written[] = [];
  for (const entry of container.at('Environment').items) {
    addWritten(entry.at('Value'), entry.at('Name').text, texts);
  }
  for (const key of ['EntryPoint', 'Command']) {
    for (const word of container.at(key).items) {
      addWritten(word, undefined, texts);
    }
  }
  return texts;
}

function textsOfFunction({ properties }: Declared): Written[] {
  const variables = properties.at('Environment', 'Variables');
  const texts: Written[] = [];
  for (const name of variables.keys) {
    addWritten(variables.at(name), name, texts);
  }
  return texts;
}

const NONE: readonly never[] = [];

/** Most texts hold no address, and many callers have none: what is said of a call is found where there is one. */
function callsOf(callerOf: () => Caller, body: Property, texts: readonly Written[], facts: TemplateFacts): Call[] {
  const calls: Call[] = [];
  for (const { property, variable, text } of texts) {
    for (const address of addressesIn(text)) {
      const caller = callerOf();
      const values = calls.length > 0 ? calls[0].values : texts.map((written) => written.text);
      calls.push({ property, variable, caller, body, values, address, ...meaningOf(address, caller, facts) });
    }
  }
  return calls;
}

function meaningOf({ host }: WrittenAddress, caller: Caller, facts: TemplateFacts): Pick<Call, 'aliases' | 'foreignAliases' | 'names'> {
  const names = facts.once(namesByHost).get(host) ?? NONE;
  const aliases = facts.once(connectAliasesIn).get(host);
  if (aliases === undefined) {
    return { aliases: NONE, foreignAliases: NONE, names };
  }
  const mayMeet = ({ namespace }: ConnectAlias) => caller.isInServiceConnect !== false
    && (namespace === undefined || caller.connectNamespace === undefined || namespace === caller.connectNamespace);
  return { aliases: aliases.filter(mayMeet), foreignAliases: aliases.filter((alias) => !mayMeet(alias)), names };
}
