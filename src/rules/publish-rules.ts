import type { Rule } from '../shared/rule';

/** What decides whether a name can be published. */
export interface PublishFacts {
  readonly domainName: string;
  /** The Cloud Map namespace whose zone it is. */
  readonly zoneOfNamespace?: string;
  readonly isTaken: boolean;
  /** Whether there is no load balancer that an alias could lead to. */
  readonly withoutLoadBalancer: boolean;
}

export const publishRules: ReadonlyArray<Rule<PublishFacts>> = [
  {
    id: 'publish-into-namespace',
    severity: 'error',
    why: 'Only Cloud Map writes into the hosted zone of a namespace: Route 53 refuses any other record ("can only be managed through AWS Cloud Map").',
    fix: 'Use a hosted zone of your own.',
    link: 'https://docs.aws.amazon.com/cloud-map/latest/dg/working-with-namespaces.html',
    broken: ({ zoneOfNamespace, domainName }) => zoneOfNamespace === undefined ? [] : [`${domainName} would be in the zone of the namespace ${zoneOfNamespace}.`],
  },
  {
    id: 'publish-twice',
    severity: 'error',
    why: 'A zone has one record of a name and type.',
    fix: 'Keep one of the two lines, or give another recordName.',
    link: 'https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html',
    broken: ({ isTaken, domainName }) => isTaken ? [`${domainName} is published already.`] : [],
  },
  {
    id: 'publish-without-load-balancer',
    severity: 'error',
    why: 'An alias record leads to a load balancer. An HTTP API answers under names that it has a certificate for only, and a listener that was imported does not know its load balancer.',
    fix: 'For an HTTP API use exposed.httpApi with a DomainName of aws-apigatewayv2; to Exposure.existingListener() give loadBalancer.',
    link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html',
    broken: ({ withoutLoadBalancer, domainName }) => withoutLoadBalancer ? [`There is no load balancer that ${domainName} could lead to.`] : [],
  },
];
