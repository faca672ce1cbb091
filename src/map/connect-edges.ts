import type { EdgeFact } from './edge-facts';
import { portText } from './edge-facts';
import type { Member, Members } from './members';
import type { ConnectedService, ConnectPort } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TemplateFacts } from '../model/template-facts';

/**
 * What clients of Service Connect may call. A client is given all names of the namespace; drawn is what security groups open for it by a rule of its own.
 *
 * @param opened what rules from group to group open
 */
export function connectEdges(facts: TemplateFacts, members: Members, opened: readonly EdgeFact[]): EdgeFact[] {
  const connected = facts.once(connectedServices);
  const ways = new Set(opened.map(({ from, to, port }) => wayKey(from, to, port)));
  return connected.flatMap((server) => server.ports.flatMap((port) => connected.flatMap((client): EdgeFact[] => {
    const [from, to] = [members.get(client.service.resource), members.get(server.service.resource)];
    const isMeant = from && to && from !== to && isOneNamespace(client, server) && ways.has(wayKey(from, to, proxiedPort(port)));
    return isMeant ? port.aliases.map((alias) => ({ from, to, port: alias.port ?? null, kind: 'service-connect', by: alias.dnsName })) : [];
  })));
}

function isOneNamespace(one: ConnectedService, other: ConnectedService): boolean {
  return one.namespace?.key !== undefined && one.namespace.key === other.namespace?.key;
}

/** Where the proxy of the server listens. */
function proxiedPort({ property, mapping }: ConnectPort): EdgeFact['port'] {
  const port = property.at('IngressPortOverride').number ?? mapping?.containerPort;
  return port === undefined ? null : portText(port, mapping?.protocol);
}

function wayKey(from: Member | 'internet', to: Member, port: EdgeFact['port']): string {
  return JSON.stringify([from === 'internet' ? from : from.id, to.id, port]);
}
