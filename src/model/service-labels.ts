import type { Resource } from './assembly';

/**
 * What a person calls each service: the construct path inside the stack, without the ids that only say "a service".
 *
 * `Shop/Frontend/Service/Service` in stack `Shop` is `Frontend`. Where two would be called the same, the stack goes first.
 */
export function serviceLabels(services: readonly Resource[]): Map<Resource, string> {
  const short = new Map(services.map((service) => [service, shortLabel(service)]));
  const isUnique = (label: string) => [...short.values()].filter((other) => other === label).length === 1;
  return new Map(services.map((service) => {
    const label = shortLabel(service);
    return [service, isUnique(label) ? label : `${service.stack}/${label}`];
  }));
}

function shortLabel({ stack, logicalId, path }: Resource): string {
  if (path === undefined) {
    return logicalId;
  }
  const inside = path.startsWith(`${stack}/`) ? path.slice(stack.length + 1) : path;
  const [first, ...rest] = inside.split('/');
  while (['Service', 'Resource', 'LoadBalancer', 'CloudMapService'].includes(rest[rest.length - 1])) {
    rest.pop();
  }
  return [first, ...rest].join('/');
}
