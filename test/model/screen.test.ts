import { renderScreen } from '../../scripts/screen';
import type { DiscoveryModel } from '../../src/model/discovery-model';

const NAMESPACE = { stack: 'Demo', logicalId: 'Namespace', name: 'ecs-internal', kind: 'private DNS', negativeCacheTtlSeconds: 15 } as const;
const REGISTRATION = {
  stack: 'Demo',
  logicalId: 'Name',
  discoveryName: 'backend',
  namespace: NAMESPACE,
  host: 'backend.ecs-internal',
  records: [{ type: 'A', ttlSeconds: 10 }],
  health: 'container check',
  registered: true,
  port: 8080,
  desiredCount: 2,
} as const;
const FRONTEND = { stack: 'Demo', logicalId: 'Frontend', label: 'Frontend' };
const BACKEND = { stack: 'Demo', logicalId: 'Backend', label: 'Backend' };

function screen(model: Partial<DiscoveryModel>): string {
  return renderScreen({ namespaces: [], registrations: [], edges: [], ...model });
}

test('shows the facts in columns', () => {
  expect(screen({
    namespaces: [NAMESPACE],
    registrations: [REGISTRATION, { ...REGISTRATION, host: 'web.ecs-internal', port: 80, desiredCount: 1, health: 'task state only' }],
    edges: [{
      from: FRONTEND, to: BACKEND, ports: [{ protocol: 'tcp', lowest: 8080, highest: 8080 }], variables: ['BACKEND_HOST', 'BACKEND_PORT'],
    }],
  })).toBe(`Namespaces
  ecs-internal   private DNS, negative answers cached for 15 s

Names
  backend.ecs-internal   A, TTL 10 s   port 8080   2 tasks   health: container check
  web.ecs-internal       A, TTL 10 s   port 80     1 task    health: task state only

Who may reach whom
  Frontend -> Backend   port 8080   BACKEND_HOST, BACKEND_PORT
`);
});

test('says so where there is nothing', () => {
  expect(screen({})).toBe('Namespaces\n  none\n\nNames\n  none\n\nWho may reach whom\n  none\n');
});

test('says what is not known instead of leaving it out', () => {
  const unnamed = {
    ...REGISTRATION, host: undefined, discoveryName: undefined, namespace: undefined, records: [], port: undefined, desiredCount: undefined,
  };

  const [first, second] = screen({ registrations: [unnamed, { ...REGISTRATION, registered: false }] })
    .split('\n').filter((line) => line.includes('health'));

  expect(first.trim().split(/ {3,}/)).toEqual([
    '(known at deployment) in a namespace that is not in these templates', 'no DNS records', 'no port', 'task count not set', 'health: container check',
  ]);
  expect(second).toContain('   no service registers here   ');
});

test.each([
  [{ protocol: 'all', lowest: 0, highest: 65535 }, 'all ports'],
  [{ protocol: 'tcp', lowest: 0, highest: 65535 }, 'all ports (tcp)'],
  [{ protocol: 'tcp', lowest: 8000, highest: 8010 }, 'ports 8000-8010'],
  [{ protocol: 'udp', lowest: 53, highest: 53 }, 'port 53 (udp)'],
  [{ protocol: 'tcp' }, 'port ?'],
] as const)('shows %p as "%s"', (range, text) => {
  expect(screen({ edges: [{ from: FRONTEND, to: BACKEND, ports: [range], variables: [] }] })).toContain(`Frontend -> Backend   ${text}\n`);
});
