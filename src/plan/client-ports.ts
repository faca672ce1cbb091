import { known } from '../shared/known';

/** A port of a container, and the port of its instance that leads to it. */
export interface MappedPort {
  readonly containerPort: number;
  readonly hostPort?: number;
}

/** The ports of a task as its callers see them. */
export interface ClientPorts {
  /** The main port first. */
  readonly ports: readonly number[];
  /** Whether Docker takes a free port of the instance for each task: callers learn it from SRV records or the API. */
  readonly dynamicPorts: boolean;
}

/**
 * In awsvpc and host mode a task listens on the ports of its container. In bridge mode callers see ports of the instance: fixed ones, or those that
 * Docker takes.
 */
export function clientPorts(networkMode: string, mapped: readonly MappedPort[]): ClientPorts {
  if (networkMode !== 'bridge' || mapped.length === 0) {
    return { ports: mapped.map(({ containerPort }) => containerPort), dynamicPorts: false };
  }
  const [main] = mapped;
  const fixed = mapped.flatMap(({ hostPort }) => hostPort === undefined || hostPort === 0 ? [] : [hostPort]);
  return main.hostPort !== undefined && main.hostPort !== 0 ? { ports: fixed, dynamicPorts: false } : { ports: [], dynamicPorts: true };
}

/** The range that Docker takes ports from, on instances with the defaults of Linux. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html */
export const DYNAMIC_PORTS = { from: 32768, to: 65535 } as const;

/** Whether a port can be one of a list, as far as that is known. */
export function mayBeIn(port: number | undefined, ports: readonly number[]): boolean {
  return !known(port) || !ports.every(known) || ports.includes(port);
}

/** What a container can listen on. */
export function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 1 && port <= 65535;
}
