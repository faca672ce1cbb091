/** What a simulation is made of. */
export interface SimulatorOptions {
  /** The directory of a cloud assembly (`cdk.out`), or templates in JSON or YAML. */
  readonly sources: readonly string[];
  /**
   * Only the stacks with these names, and what is below them (`Prod`, `Prod/Shop`). Give it where several stages of an app have namespaces of one name.
   *
   * @default all stacks
   */
  readonly stacks?: readonly string[];
  /**
   * Values of the templates' parameters.
   *
   * @default their defaults; what depends on a parameter without one is left out
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * The names of namespaces that another app has made, by their ids (`{ 'ns-0123456789abcdef': 'shop.internal' }`); under an empty id, the name of all whose id is known at
   * deployment only. They are taken for private ones.
   *
   * @default services in namespaces that are in no template are left out
   */
  readonly existingNamespaces?: Readonly<Record<string, string>>;
  /**
   * Where DNS is answered, by UDP and TCP.
   *
   * @default 0, a free port
   */
  readonly dnsPort?: number;
  /**
   * Where the APIs of Cloud Map and ECS are answered.
   *
   * @default 0, a free port
   */
  readonly apiPort?: number;
  /**
   * The address of this machine that both listen at. Whoever reaches it may change what runs here: leave it at loopback unless the network is your own.
   *
   * @default 127.0.0.1
   */
  readonly address?: string;
  /**
   * The server that is asked for names which are in no namespace, such as `10.0.0.2` or `127.0.0.1:5300`.
   *
   * @default such names are refused
   */
  readonly forwardTo?: string;
  /**
   * What decides which records an answer has, where there are more than it holds: a number from 0 to below 1 at each call. Give one that repeats itself for a test that
   * must.
   *
   * @default Math.random
   */
  readonly random?: () => number;
  /**
   * Commands that are started for each task of a service, by the name of the service. They are told to listen at `HOST` and `PORT`.
   *
   * @default tasks are pretended: they have an address, and nothing listens there
   */
  readonly run?: Readonly<Record<string, string>>;
  /**
   * Gets each line that such a command writes.
   *
   * @default lines are dropped
   */
  readonly onOutput?: (line: string) => void;
}
