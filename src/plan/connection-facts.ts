/** All that decides whether one service can connect to another. */
export interface ConnectionFacts {
  readonly caller: string;
  readonly target: string;
  /** Whether synthesis has begun, and connections were carried out. */
  readonly tooLate: boolean;
  readonly sameService: boolean;
  /** Whether the target is registered anywhere: a worker is not. */
  readonly targetHasName: boolean;
  /** Whether its tasks are: not, where its registration was taken away. */
  readonly targetIsRegistered: boolean;
  readonly targetNamespaceNameKnown: boolean;
  readonly targetPorts: readonly number[];
  /** Whether each of its tasks has a port of its own. */
  readonly targetHasDynamicPorts: boolean;
  /** Whether there is nothing to open. */
  readonly targetIsOpen: boolean;
  /** Whether callers get a URL. */
  readonly targetHasUrl: boolean;
  readonly targetHasSecurityGroup: boolean;
  readonly callerHasSecurityGroup: boolean;
  readonly callerHasContainer: boolean;
  readonly sameStage: boolean;
  /** Known to be in two VPCs. */
  readonly otherVpc: boolean;
  readonly port?: number;
  /** Why calls cannot go through the proxies of Service Connect, where they were asked to. */
  readonly noProxyBecause?: string;
  /** Whether calls go past the proxies to a target whose proxies take TLS. */
  readonly takesTls?: boolean;
  /** Whether calls were asked to go by DNS, under a name that the caller's proxy has. */
  readonly hiddenByProxy?: boolean;
  /** What the variables start with: from the options, or else from the target's name. */
  readonly prefix: string;
  readonly scheme?: string;
  readonly conflicts: ReadonlyArray<{ readonly name: string; readonly wanted: string; readonly present: string }>;
  /** Whether the same two services are connected on this port already, with another start order or another place of the rule. */
  readonly contradicts: boolean;
}
