/** One service calls another one. `from` and `to` are the ids of their constructs. */
export interface Call {
  readonly from: string;
  readonly to: string;
  /** The name it calls; in an HTTP namespace or without records, `service` and `namespace` of the API, as `service@namespace`. */
  readonly at: string;
  readonly port: number;
  /** How the name is found. @default 'A' */
  readonly by?: 'A' | 'AAAA' | 'SRV' | 'api' | 'service-connect';
  /** Seconds after which a client forgets. @default 10 */
  readonly ttl?: number;
  /** The variable that tells the client, and its value. */
  readonly variable?: readonly [string, string];
  /** The caller is deployed before, too: of services that call each other, one has to be. @default false */
  readonly unordered?: boolean;
  /** How many tasks are there. @default 2 */
  readonly tasks?: number;
  /** The answer has one task. @default false */
  readonly weighted?: boolean;
  /** Each instance has one: their number cannot be set. @default false */
  readonly onePerInstance?: boolean;
}

/** A name that is there, whoever asks. */
export interface Name {
  readonly at: string;
  readonly type: string;
  /** What is answered, if it is known before; else how many. */
  readonly answers: readonly string[] | number;
}

/** A name that leads to another load balancer while the first is down, by its targets or by its health check. Both are ids of constructs. */
export interface Failover {
  readonly at: string;
  readonly from: string;
  /** In this Region, or in another one of the example. */
  readonly to: string;
  /** The first has a health check of its own, too. @default false */
  readonly checked?: boolean;
}

/** A request to a load balancer, and the service that must get it. */
export interface Request {
  readonly to: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a property must be: a value, a pattern, parts of an object, some of a list, or what refers to a resource whose logical id begins so. */
export type Expected = string | number | boolean | RegExp | Reference | readonly Expected[] | { readonly [name: string]: Expected };

export class Reference {
  constructor(public readonly id: string) {}
}

export const ref = (id: string): Reference => new Reference(id);

/** Resources of a type that nothing here asks: they are there, with what matters of them. */
export interface Recorded {
  readonly type: string;
  /** Their logical ids begin so. @default '' */
  readonly of?: string;
  /** @default 1 */
  readonly count?: number;
  readonly having?: Expected;
}

/** What an example promises, written by hand from what it is for, and not from its template. */
export interface Promised {
  readonly calls?: readonly Call[];
  readonly names?: readonly Name[];
  /** Names that are answered with a load balancer, each with the id of its construct. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly failover?: readonly Failover[];
  /** Services whose load balancer has all of their tasks, and reaches them by the protocols of its target groups. */
  readonly balanced?: readonly string[];
  /** What goes to which service through the rules of a listener. */
  readonly requests?: readonly Request[];
  /** Functions of Lambda whose role may find the tasks of a `service@namespace`. */
  readonly mayDiscover?: Readonly<Record<string, string>>;
  readonly recorded?: readonly Recorded[];
  /** Types of which resources stay when the stacks are deleted. Log groups always do. */
  readonly keeps?: readonly string[];
  /** @default the Region of the emulator */
  readonly regions?: readonly string[];
}

export type Promises = Readonly<Record<string, Promised>>;

export const backendFrom = (call: Partial<Call> = {}): Call => ({
  from: 'Frontend', to: 'Backend', at: 'backend.ecs-internal', port: 80, variable: ['BACKEND_URL', 'http://backend.ecs-internal:80'], ...call,
});
