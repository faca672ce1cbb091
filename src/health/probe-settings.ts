/** When a probe runs, and how often it may fail. A number can be a token. */
export interface ProbeTimes {
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds?: number;
}

export interface HttpProbe extends ProbeTimes {
  readonly kind: 'http';
  readonly path: string;
  /** Absent: the port of the service. */
  readonly port?: number;
}

export interface TcpProbe extends ProbeTimes {
  readonly kind: 'tcp';
  /** Absent: the port of the service. */
  readonly port?: number;
}

export interface CommandProbe extends ProbeTimes {
  readonly kind: 'command';
  readonly command: readonly string[];
}

/** A health probe, as data for rules, facts and renderer. */
export type ProbeSettings = HttpProbe | TcpProbe | CommandProbe;
