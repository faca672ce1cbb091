import type { DiscoveryModel } from '../src/model/discovery-model';
import type { Edge } from '../src/model/edges';
import type { Namespace } from '../src/model/namespaces';
import type { Registration } from '../src/model/registrations';
import type { PortRange } from '../src/model/security-groups';

const AT_DEPLOYMENT = '(known at deployment)';

/** The facts about an app as one screen of plain text. */
export function renderScreen({ namespaces, registrations, edges }: DiscoveryModel): string {
  return [
    ...section('Namespaces', namespaces.map(namespaceRow)),
    ...section('Names', registrations.map(registrationRow)),
    ...section('Who may reach whom', edges.map(edgeRow)),
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>((widest, row) => row.map((cell, i) => Math.max(cell.length, widest[i] ?? 0)), []);
  const lines = rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i])).join('   ')}`.trimEnd());
  return [title, ...(lines.length > 0 ? lines : ['  none']), ''];
}

function namespaceRow({ name, kind, negativeCacheTtlSeconds }: Namespace): string[] {
  const negative = negativeCacheTtlSeconds === undefined ? [] : [`negative answers cached for ${negativeCacheTtlSeconds} s`];
  return [name ?? AT_DEPLOYMENT, [kind, ...negative].join(', ')];
}

function registrationRow(registration: Registration): string[] {
  const { discoveryName, namespace, host, records, registered, port, desiredCount, health } = registration;
  const name = host ?? `${discoveryName ?? AT_DEPLOYMENT} in ${namespace?.name ?? 'a namespace that is not in these templates'}`;
  const recordTexts = records.map(({ type, ttlSeconds }) => `${type}, TTL ${ttlSeconds ?? '?'} s`);
  return [
    name,
    recordTexts.join(' + ') || 'no DNS records',
    port === undefined ? 'no port' : `port ${port}`,
    registered ? taskText(desiredCount) : 'no service registers here',
    `health: ${health}`,
  ];
}

function taskText(count: number | undefined): string {
  if (count === undefined) {
    return 'task count not set';
  }
  return count === 1 ? '1 task' : `${count} tasks`;
}

function edgeRow({ from, to, ports, variables }: Edge): string[] {
  return [`${from.label} -> ${to.label}`, ports.map(portText).join(', '), variables.join(', ')];
}

function portText({ protocol, lowest, highest }: PortRange): string {
  if (lowest === 0 && highest === 65535) {
    return protocol === 'all' ? 'all ports' : `all ports (${protocol})`;
  }
  const ports = lowest === highest ? `port ${lowest ?? '?'}` : `ports ${lowest ?? '?'}-${highest ?? '?'}`;
  return protocol === 'udp' ? `${ports} (udp)` : ports;
}
