/**
 * The two ends of a connection.
 */
export enum ConnectionSide {
  /**
   * The service that calls.
   */
  CALLER = 'CALLER',

  /**
   * The service that is called.
   */
  TARGET = 'TARGET',
}

/**
 * The way of a call from one service to another.
 */
export enum ConnectVia {
  /**
   * By the name in DNS, or through the API of Cloud Map where there are no records.
   */
  DNS = 'DNS',

  /**
   * Through the proxies of ECS Service Connect.
   */
  SERVICE_CONNECT = 'SERVICE_CONNECT',
}

/**
 * How one service connects to another.
 */
export interface ConnectOptions {
  /**
   * The target's port to open and to write into the environment: its `port`, or one of its `additionalPorts`. Not for a target in bridge mode whose
   * tasks have ports of their own.
   *
   * @default - the target's `port`
   */
  readonly port?: number;

  /**
   * What the names of the environment variables start with. The prefix `API` gives `API_HOST`, `API_PORT` and `API_URL`.
   *
   * @default - the target's discovery name in capital letters: `order-service` gives `ORDER_SERVICE_HOST`
   */
  readonly prefix?: string;

  /**
   * The scheme of the URL in the environment, such as `https`, `grpc` or `redis`.
   *
   * @default http
   */
  readonly scheme?: string;

  /**
   * Whether the caller is deployed after the target.
   *
   * A client that exits without its server fails its own deployment, and the circuit breaker rolls it back; that is why this is on. The price:
   * in a chain of services one deployment waits for the other. In a circle somebody must be first, so one of the waits is left out there.
   *
   * @default true
   */
  readonly startOrder?: boolean;

  /**
   * The way that calls take. Through the proxies a caller has all variables that it has by DNS or for the API, and `_HOST`, `_PORT` and `_URL` in any case: those of the
   * proxy, which are the same unless the target gives clients of Service Connect another `dnsName` or `clientPort`.
   *
   * A service in Service Connect cannot go around its proxy under a host name that the proxy has: `DNS` is refused there.
   *
   * @default - through the proxies where both services take part in Service Connect of one namespace; else by DNS
   */
  readonly via?: ConnectVia;

  /**
   * Whose stack holds the security-group rule, where the two services are in different stacks.
   *
   * The stack that holds the rule is deployed after the other one. Pin it when another system decides that order. It makes no
   * difference within one stack. A task in bridge or host mode has the groups of its instances, so for it this is the stack of the instances.
   *
   * @default - the caller's stack; where that would close a circle between stacks, the one that comes later by a fixed order
   */
  readonly securityGroupRuleIn?: ConnectionSide;
}

/**
 * How something else is let in.
 */
export interface AllowFromOptions {
  /**
   * The port to open: the service's `port`, or one of its `additionalPorts`.
   *
   * @default - the service's `port`
   */
  readonly port?: number;
}
