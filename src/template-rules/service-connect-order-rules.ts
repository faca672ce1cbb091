import type { Broken, TemplateRule } from './template-rule';
import type { Resource } from '../model/assembly';
import { areTogether, findResource } from '../model/assembly';
import type { EcsServiceFacts } from '../model/ecs-service-facts';
import type { ConnectedService } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TemplateFacts } from '../model/template-facts';

/** A server of a stack, by the namespace and the host name by which clients call it. */
function serversByHost(facts: TemplateFacts): ReadonlyMap<string, Resource> {
  const ports = facts.once(connectedServices).flatMap((connected) => connected.ports.map((port) => ({ ...connected, port })));
  return new Map(ports.flatMap(({ service: { resource }, namespace, port: { discoveryName, aliases } }) => {
    const byDefault = discoveryName !== undefined && namespace?.name !== undefined ? [`${discoveryName}.${namespace.name}`] : [];
    const hosts = aliases.length > 0 ? aliases.flatMap(({ dnsName }) => dnsName ?? []) : byDefault;
    return hosts.map((host) => [hostKey(resource, namespace?.key, host), resource] as const);
  }));
}

function hostKey({ stack }: Resource, namespace: string | undefined, host: string): string {
  return JSON.stringify([stack, namespace, host]);
}

/** All words in the environment of a task that may be a host name. */
function wordsOf({ taskDefinition }: EcsServiceFacts): ReadonlySet<string> {
  const texts = taskDefinition?.containers.flatMap(({ property }) => property.at('Environment').items.flatMap((variable) => variable.at('Value').text ?? [])) ?? [];
  return new Set(texts.flatMap((text) => text.match(/[a-z0-9_][a-z0-9_.-]*/g) ?? []));
}

/** Whether what is meant is made before a resource, by DependsOn. What is nearest is asked first, and mostly is it. */
function waitsFor({ assembly }: TemplateFacts, resource: Resource, isMeant: (earlier: Resource) => boolean): boolean {
  const found = new Set([resource]);
  for (const next of found) {
    for (const logicalId of next.dependsOn) {
      const earlier = findResource(assembly, { stack: next.stack, logicalId });
      if (earlier && isMeant(earlier)) {
        return true;
      }
      if (earlier) {
        found.add(earlier);
      }
    }
  }
  return false;
}

function callsTooEarly(facts: TemplateFacts, { service, namespace }: ConnectedService): Broken[] {
  const { resource } = service;
  const servers = new Set([...wordsOf(service)].flatMap((word) => facts.once(serversByHost).get(hostKey(resource, namespace?.key, word)) ?? []));
  const called = [...servers].filter((server) => server !== resource && areTogether(server, resource));
  const isAfter = (one: Resource, other: Resource) => waitsFor(facts, one, (earlier) => earlier === other);
  return called.filter((server) => !isAfter(resource, server) && !isAfter(server, resource)).map((server) => ({
    got: `${resource.logicalId} calls ${server.logicalId} by Service Connect, and does not depend on it.`, at: resource, beside: [server],
  }));
}

/** The servers of each namespace of a stack. */
function serversByNamespace(facts: TemplateFacts): ReadonlyMap<string, readonly Resource[]> {
  const servers = new Map<string, Resource[]>();
  for (const connected of facts.once(connectedServices)) {
    const key = placeOf(connected);
    if (key !== undefined && connected.ports.length > 0) {
      const others = servers.get(key) ?? [];
      others.push(connected.service.resource);
      servers.set(key, others);
    }
  }
  return servers;
}

function placeOf({ service, namespace }: ConnectedService): string | undefined {
  return namespace?.key === undefined ? undefined : JSON.stringify([service.resource.stack, namespace.key]);
}

/** What only calls others has somebody to call; where its environment does not tell whom, waiting for one of them shows that it was thought of. */
function startsAlone(facts: TemplateFacts, client: ConnectedService): Broken[] {
  const { service: { resource }, isClientOnly } = client;
  const servers = isClientOnly ? facts.once(serversByNamespace).get(placeOf(client) ?? '') : undefined;
  const near = servers?.find((server) => areTogether(server, resource));
  const isServer = (earlier: Resource) => earlier.type === 'AWS::ECS::Service';
  return near && !waitsFor(facts, resource, isServer) && callsTooEarly(facts, client).length === 0 ? [{
    got: `${resource.logicalId} is a client in Service Connect, and depends on none of the services that it may call, such as ${near.logicalId}.`,
    at: resource,
    beside: [near],
  }] : [];
}

/** In which order services of Service Connect start. */
export const serviceConnectOrderRules: readonly TemplateRule[] = [
  {
    id: 'service-connect-order',
    severity: 'warning',
    why: 'A proxy of Service Connect knows the services that were there when its task was deployed. A client that starts before its server does not find it until its own next '
      + 'deployment.',
    fix: 'Give the client DependsOn with the logical ID of the AWS::ECS::Service that it calls.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html',
    broken: (facts) => facts.once(connectedServices).flatMap((connected) => [...callsTooEarly(facts, connected), ...startsAlone(facts, connected)]),
  },
];
