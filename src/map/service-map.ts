import type { Severity } from '../shared/rule';

/** What a node stands for. */
export type NodeKind =
  /** An ECS service. */
  | 'service'
  /** A load balancer that leads to one. */
  | 'load-balancer'
  /** An HTTP API that leads to one. */
  | 'http-api'
  /** A name of Cloud Map under which no ECS service registers: a database, a partner, an alias. */
  | 'endpoint'
  /** A Lambda function that calls. */
  | 'function'
  /** Whoever is not in the VPC. */
  | 'internet';

/** What an edge is read from. */
export type EdgeKind =
  /** Rules of security groups let the one reach the other. */
  | 'security-group'
  /** The one is given the address of the other. */
  | 'environment'
  /** The one calls the other by a name of Service Connect. */
  | 'service-connect'
  /** A load balancer, or an API in place of one, leads to the other. */
  | 'load-balancer';

export interface MapFinding {
  readonly ruleId: string;
  readonly severity: Severity;
  readonly message: string;
}

/** A name under which clients find a node. */
export interface MapName {
  readonly name: string;
  /** Each with its TTL, such as `A 10 s`; empty where the API or Service Connect finds it. */
  readonly records: readonly string[];
  /** Who says whether it works. */
  readonly health: string;
}

export interface MapNode {
  /** The same for the same resource in another version of the template. */
  readonly id: string;
  readonly kind: NodeKind;
  /** What a person calls it. */
  readonly name: string;
  /** Empty for what is in no stack. */
  readonly stack: string;
  /** The construct path; empty where it is not known. */
  readonly path: string;
  readonly names: readonly MapName[];
  /** Such as `8080` or `53/udp`. */
  readonly ports: readonly string[];
  /** How many tasks are desired; undefined where that is not known, and of what has none. */
  readonly tasks?: number;
  readonly findings: readonly MapFinding[];
}

/** A number where it is one port of TCP; text for others (`53/udp`, `8000-8010`, `all`); null where it is not known. */
export type MapPort = number | string | null;

export interface MapEdge {
  readonly from: string;
  readonly to: string;
  readonly port: MapPort;
  readonly kind: EdgeKind;
  /** The environment variables or the host that it is read from. */
  readonly by: readonly string[];
  /** Of what is called: whether security groups surely close the way. */
  readonly isClosed: boolean;
  readonly findings: readonly MapFinding[];
}

/** Who calls whom, as far as templates say it. */
export interface ServiceMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  /** Findings about what is no node. */
  readonly findings: readonly MapFinding[];
}
