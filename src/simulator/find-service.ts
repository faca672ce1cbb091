import type { SimulatedEcsService } from './app/simulated-app';
import { UnusableInput } from '../model/unusable-input';
import { plainName } from '../shared/dns-name';

/** What people may call a service: discovery names, the label, its name in ECS, the construct path or the logical id. */
function namesOf({ label, logicalId, serviceName, path, registries }: SimulatedEcsService): string[] {
  const discovered = registries.flatMap(({ name }) => [name.host, name.name, `${name.name}.${name.namespace.name}`]);
  return [...discovered, label, serviceName, path, logicalId].flatMap((name) => name ?? []);
}

/** The one service that is called so. */
export function findService(services: readonly SimulatedEcsService[], asked: string): SimulatedEcsService {
  const isMeant = (service: SimulatedEcsService) => service.path?.startsWith(`${asked}/`)
    || namesOf(service).some((name) => plainName(name) === plainName(asked));
  const found = services.filter(isMeant);
  if (found.length === 1) {
    return found[0];
  }
  throw new UnusableInput(found.length > 1
    ? `"${asked}" is ambiguous: it means ${found.map(({ path, logicalId }) => path ?? logicalId).join(' and ')}`
    : `there is no service "${asked}". The services are: ${services.map(({ registries: [first], label }) => first?.name.host ?? label).join(', ') || 'none'}`);
}
