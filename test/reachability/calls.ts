import type { Network } from './network';

/** A call that the environment of a container promises: its variables name a host and a port of the app. */
export interface Call {
  readonly caller: string;
  readonly target: string;
  readonly port: number;
}

interface Variable {
  readonly Name: string;
  readonly Value: unknown;
}

/** The ECS service behind each host name of Cloud Map, which is that of Service Connect too. */
function serviceByHost(network: Network): Map<string, string> {
  const names = new Map(network.ofType('AWS::ServiceDiscovery::Service'));
  const namespaces = new Map(['PrivateDns', 'PublicDns', 'Http'].flatMap((type) => network.ofType(`AWS::ServiceDiscovery::${type}Namespace`)));
  return new Map(network.ofType('AWS::ECS::Service').flatMap(([key, { Properties }]) => {
    const registries = Properties.ServiceRegistries as Array<{ readonly RegistryArn: unknown }> | undefined ?? [];
    return registries.flatMap(({ RegistryArn: registry }) => {
      const name = network.target(key, registry);
      const properties = names.get(name)?.Properties;
      const namespace = properties && namespaces.get(network.target(name, properties.NamespaceId ?? ''));
      return namespace ? [[`${String(properties.Name)}.${String(namespace.Properties.Name)}`, key] as const] : [];
    });
  }));
}

/** All calls that containers of an assembly are told to make. */
export function calls(network: Network): Call[] {
  const byHost = serviceByHost(network);
  const services = network.ofType('AWS::ECS::Service');
  return network.ofType('AWS::ECS::TaskDefinition').flatMap(([task, { Properties }]) => {
    const callers = services.filter(([key, service]) => network.target(key, service.Properties.TaskDefinition) === task).map(([key]) => key);
    const variables = (Properties.ContainerDefinitions as Array<{ Environment?: Variable[] }>).flatMap(({ Environment = [] }) => Environment);
    return variables.filter(({ Name }) => Name.endsWith('_HOST')).flatMap(({ Name, Value }) => {
      const target = byHost.get(String(Value));
      const port = Number(variables.find((other) => other.Name === Name.replace(/_HOST$/, '_PORT'))?.Value);
      return target === undefined ? [] : callers.map((caller) => ({ caller, target, port }));
    });
  });
}
