import { randomBytes } from 'node:crypto';
import { asIpv6, nextAddress } from './addresses';
import type { SimulatedEcsService, SimulatedPort } from '../app/simulated-app';

/** What a task of an ECS service is while it is there. */
export interface Task {
  /** 32 hexadecimal digits; in Cloud Map its instances have the same id. */
  readonly id: string;
  readonly arn: string;
  readonly service: SimulatedEcsService;
  readonly address: string;
  /** Undefined where tasks of the service have addresses of IPv4 only. */
  readonly ipv6Address?: string;
  /** The ports of its address that lead to those of its containers. */
  readonly ports: ReadonlyMap<number, number>;
  readonly zone: string;
}

/** Where ECS takes a port of a host that is free, it takes one of those that Linux gives out. */
const FIRST_DYNAMIC_PORT = 32768;

/** @param portFor which port takes the place of one that is not free for the task */
export function newTask(service: SimulatedEcsService, number: number, portFor: (port: number) => number): Task {
  const id = randomBytes(16).toString('hex');
  const address = nextAddress();
  return {
    id,
    arn: `${service.cluster.arn.replace(':cluster/', ':task/')}/${id}`,
    service,
    address,
    ipv6Address: service.addresses.isIpv6 ? asIpv6(address) : undefined,
    ports: new Map(service.ports.map((port, index) => [port.containerPort, portFor(portOnAddress(port, index))])),
    zone: `${service.region}${'ab'[number % 2]}`,
  };
}

function portOnAddress({ containerPort, hostPort }: SimulatedPort, index: number): number {
  return hostPort === undefined ? containerPort : hostPort || FIRST_DYNAMIC_PORT + index;
}
