import { readMap } from '../../src/map/read-map';
import type { ServiceMap } from '../../src/map/service-map';
import { readAssembly } from '../../src/model/read-assembly';
import { mapOf, service, cloudMapName, ingress, tcp, NAMESPACE } from '../map/fixture';
import { exampleNames, synthesizeExample } from '../testing/examples';

/** Services of which each calls some others. */
export function mapOfServices(count: number, callsOf: (index: number) => readonly number[]): ServiceMap {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const resources = indexes.flatMap((index): Array<[string, object]> => [
    [`Name${index}`, cloudMapName(`service-${index}`)],
    ...Object.entries(service(`Service${index}`, {
      name: `Name${index}`,
      environment: Object.fromEntries(callsOf(index).map((target) => [`SERVICE_${target}_URL`, `http://service-${target}.shop.internal:8080`])),
    })),
    ...callsOf(index).map((target): [string, object] => [`Rule${index}x${target}`, ingress(`Service${index}Group`, `Service${target}Group`, tcp(8080))]),
  ]);
  return mapOf({ Namespace: NAMESPACE, ...Object.fromEntries(resources) });
}

const HOSTILE = ['<script>document.title = "broken"</script>', '"><img src=x onerror=alert(1)>', '🚀'.repeat(30), 'مرحبا بالعالم '.repeat(6), 'x'.repeat(200), 'end', ']]> --> n0', 'W'.repeat(60), '漢字'.repeat(40)];

function hostileMap(): ServiceMap {
  const map = mapOfServices(HOSTILE.length, (index) => index === 0 ? [] : [index - 1]);
  const finding = (name: string) => ({ ruleId: name, severity: 'error' as const, message: name });
  return {
    ...map,
    nodes: map.nodes.map((node, index) => {
      const name = HOSTILE[index];
      return { ...node, name, names: [{ name, records: [name], health: name }], findings: [finding(name)] };
    }),
    edges: map.edges.map((edge, index) => ({ ...edge, by: [HOSTILE[index % HOSTILE.length]] })),
    findings: HOSTILE.map(finding),
  };
}

/** Maps of all sizes and kinds that a browser has to show. */
export function mapsToShow(): ReadonlyArray<readonly [title: string, map: ServiceMap]> {
  return [
    ...exampleNames().map((name) => [`example ${name}`, readMap(readAssembly(synthesizeExample(name)))] as const),
    ['5 services', mapOfServices(5, (index) => [[1, 2], [3], [3], [4], []][index])],
    ['50 services in a chain', mapOfServices(50, (index) => index < 49 ? [index + 1] : [])],
    ['50 services in layers', mapOfServices(50, (index) => index < 40 ? [10 * Math.floor(index / 10 + 1) + index * 7 % 10, 10 * Math.floor(index / 10 + 1) + index * 3 % 10] : [])],
    ['hostile names', hostileMap()],
  ];
}
