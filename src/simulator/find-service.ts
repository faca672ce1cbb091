import type { SimulatedEcsService } from './app/simulated-app';
import { UnusableInput } from '../model/unusable-input';
import { isSameName } from '../shared/dns-name';

/** What people may call a service: discovery names, the label, its name in ECS, the construct path or the logical id. */
function namesOf({ label, logicalId, serviceName, path, registries }: SimulatedEcsService): string[] {
  const discovered = registries.flatMap(({ name }) => [name.host, name.name, `${name.name}.${name.namespace.name}`]);
  return [...discovered, label, serviceName, path, logicalId].flatMap((name) => name ?? []);
}

/** From what is surely meant to what may be: what stands in the template as it is written, before what DNS takes for the same. */
function meant(services: readonly SimulatedEcsService[], asked: string): readonly SimulatedEcsService[] {
  const own = services.filter(({ logicalId, path, serviceName }) => [logicalId, path, serviceName].includes(asked));
  return own.length > 0 ? own : services.filter((service) => service.path?.startsWith(`${asked}/`) || namesOf(service).some((name) => isSameName(name, asked)));
}

/** The one service that is called so. */
export function findService(services: readonly SimulatedEcsService[], asked: string): SimulatedEcsService {
  const found = meant(services, asked);
  if (found.length === 1) {
    return found[0];
  }
  throw new UnusableInput(found.length > 1
    ? `"${asked}" is ambiguous: it means ${found.map(({ path, logicalId }) => path ?? logicalId).join(' and ')}`
    : `there is no service "${asked}". The services are: ${services.map(({ registries: [first], label }) => first?.name.host ?? label).join(', ') || 'none'}`);
}
