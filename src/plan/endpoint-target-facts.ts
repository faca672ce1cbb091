/** All that decides whether something that is no ECS service can have a name. */
export interface EndpointTargetFacts {
  readonly kind: 'addresses' | 'cname' | 'loadBalancer' | 'attributes';
  readonly discoveryName: string;
  readonly namespaceType: string;
  readonly region: string;
  readonly port?: number;
  readonly addresses: readonly string[];
  readonly hasHealthCheck: boolean;
  readonly hasOtherAttributes: boolean;
  readonly hasTtl: boolean;
  /** Why what is to be opened has no security groups. */
  readonly connectableProblem?: string;
  readonly recordTypes: readonly string[];
}
