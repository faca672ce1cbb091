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

/** What an example promises, written by hand from what it is for, and not from its template. */
export interface Promised {
  readonly calls?: readonly Call[];
  readonly names?: readonly Name[];
  /** Services whose load balancer has all of their tasks, and reaches them. */
  readonly balanced?: readonly string[];
  /** @default the Region of the emulator */
  readonly regions?: readonly string[];
}

export type Promises = Readonly<Record<string, Promised>>;

export const backendFrom = (call: Partial<Call> = {}): Call => ({
  from: 'Frontend', to: 'Backend', at: 'backend.ecs-internal', port: 80, variable: ['BACKEND_URL', 'http://backend.ecs-internal:80'], ...call,
});
