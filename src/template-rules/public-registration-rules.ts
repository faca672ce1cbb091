import type { TemplateRule } from './template-rule';

/** ECS services with names that the internet asks. */
export const publicRegistrationRules: readonly TemplateRule[] = [
  {
    id: 'private-addresses',
    severity: 'warning',
    why: 'ECS registers the private addresses of tasks, also in a public namespace: the name resolves on the internet, and only clients that have a way into the VPC reach what '
      + 'it names.',
    fix: 'Put a load balancer before the service and give it a name in a hosted zone of yours, or use an AWS::ServiceDiscovery::PrivateDnsNamespace.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
    broken: (facts) => facts.cloudMapServices.filter(({ namespace, isApiOnly }) => namespace?.kind === 'public DNS' && isApiOnly === false).flatMap((name) => {
      const services = facts.registrantsOf(name).map(({ resource }) => resource);
      return services.length === 0 || !name.namespace ? [] : [{
        got: `${services.map(({ logicalId }) => logicalId).join(' and ')} registers tasks in the public namespace ${name.namespace.resource.logicalId}.`,
        at: name.resource,
        property: name.namespaceId,
        beside: [name.namespace.resource, ...services],
      }];
    }),
  },
];
