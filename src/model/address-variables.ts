import type { Variable } from './containers';

/** A service as its callers address it. */
export interface Address {
  readonly hosts: readonly string[];
  readonly ports: readonly number[];
}

/**
 * The names of the environment variables that carry an address.
 *
 * A variable carries it where its value has the host in it, or where its value is the port and its name begins like
 * that of one that has the host: the port `8080` alone could be anybody's.
 */
export function addressVariables(environment: readonly Variable[], { hosts, ports }: Address): string[] {
  const carriers = environment.filter(({ value }) => hosts.some((host) => hasHost(value, host)));
  const stems = carriers.flatMap(({ name }) => /^.+_/.exec(name)?.[0] ?? []);
  const carriesPort = ({ name, value }: Variable) => ports.some((port) => value === String(port)) && stems.some((stem) => name.startsWith(stem));
  return environment.filter((variable) => carriers.includes(variable) || carriesPort(variable)).map(({ name }) => name);
}

/** The host as a whole: `api.internal` is in `http://api.internal:80`, but neither in `my-api.internal` nor in `api.internal.example`. */
function hasHost(text: string, host: string): boolean {
  const escaped = host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.-])${escaped}(?![\\w-]|\\.\\w)`, 'i').test(text);
}
