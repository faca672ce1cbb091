/** A warning that a user can acknowledge by its id, which is public contract from the first release. */
export interface Warning {
  readonly id: string;
  readonly text: string;
  /** Works as meant, and is worth knowing. */
  readonly isInfo?: true;
}

export const PUBLIC_SUBNETS: Warning = {
  id: 'cdk-discoverable-service:public-subnets',
  text: 'The tasks run in public subnets without a public address: unless VPC endpoints are there, they reach no image registry and do not start. '
    + 'Give the capacity vpcSubnets with a way out (on Fargate also assignPublicIp: true), or acknowledge this warning.',
};

export const NO_WAY_TO_THE_REGISTRY: Warning = {
  id: 'cdk-discoverable-service:no-way-to-the-registry',
  text: 'The tasks run in isolated subnets, which have no route out, and the VPC has no interface endpoints: they reach no image registry and do not start. Give the VPC natGateways and '
    + 'the capacity vpcSubnets with a way out; or, for an image in Amazon ECR, add the VPC endpoints of ECR, S3 and CloudWatch Logs; or acknowledge this warning.',
};

export const NAME_HARD_FOR_CLIENTS: Warning = {
  id: 'cdk-discoverable-service:name-hard-for-clients',
  text: 'Some clients have trouble with such a name: host names have no underscores, so that URL parsers (java.net.URI is one) find no host in it; and DNS takes capital letters for '
    + 'small ones, which tools that compare texts do not. Give discoveryName small letters, digits and hyphens, or acknowledge this warning.',
};

export const NO_CONTAINER_CHECK: Warning = {
  id: 'cdk-discoverable-service:no-container-check',
  text: 'There is no healthProbe: a task is answered under the discovery name as soon as its container runs, whether it works or not. '
    + 'Give the service HealthProbe.http(), tcp() or command(), or acknowledge this warning.',
};

export const UNDELEGATED_NAMESPACE: Warning = {
  id: 'cdk-discoverable-service:undelegated-namespace',
  text: 'Nothing says that the domain above points at this public namespace: until it does, its names resolve nowhere. '
    + 'Give DiscoveryNamespace.publicDns() a delegation, or delegate the domain by hand and acknowledge this warning.',
};

export const PRIVATE_ADDRESSES: Warning = {
  id: 'cdk-discoverable-service:private-addresses',
  text: 'ECS registers the private addresses of tasks, also in a public namespace: the name resolves on the internet, and only clients that have a way into the VPC '
    + 'reach what it names. To be reached from the internet, put a load balancer before the service. Acknowledge this warning if that is what you want.',
};

export const NAME_LEFT_EMPTY: Warning = {
  id: 'cdk-discoverable-service:name-left-empty',
  text: 'In each deployment all tasks may stop before a new one is healthy (minHealthyPercent): the name then answers NXDOMAIN, and clients remember that. '
    + 'Give Deployment.rolling() a higher minHealthyPercent and TaskCount two or more tasks, or acknowledge this warning.',
};

export const NAMES_NOT_SHIFTED: Warning = {
  id: 'cdk-discoverable-service:names-not-shifted',
  text: 'The deployment moves traffic at the load balancer and in Service Connect only: under its name in Cloud Map the service answers with new tasks as soon as they are '
    + 'healthy, and with old ones until they stop. Have callers use one of the two, use Deployment.rolling(), or acknowledge this warning.',
};

export const SHIFT_NEEDS_INSTANCES: Warning = {
  id: 'cdk-discoverable-service:shift-needs-instances',
  text: 'Each task needs a port of its instance for itself, and a deployment that shifts traffic runs two sets of tasks at once: it waits until there are instances for '
    + 'both. Keep twice as many instances as tasks, use Capacity.ec2() or Deployment.rolling(), or acknowledge this warning.',
};

export const OTHER_ACTIONS: Warning = {
  id: 'cdk-discoverable-service:shift-beside-other-actions',
  text: 'Deployments move traffic at a listener that has redirects, fixed responses or authentication among its actions. AWS has documented that they fail then, and newer '
    + 'versions of that page do not say so (alb-resources-for-blue-green). Use actions that forward only, another listener, or try it and acknowledge this warning.',
};

export const SERVICE_CONNECT_ORDER: Warning = {
  id: 'cdk-discoverable-service:service-connect-order',
  text: 'A proxy of Service Connect knows the services that were there when its task was deployed. Nothing has this caller wait for its target: started before it, the '
    + 'caller does not find it until its own next deployment. Leave startOrder out, break the circle, deploy the caller once more, or acknowledge this warning.',
};

export const SERVICE_CONNECT_TLS: Warning = {
  id: 'cdk-discoverable-service:service-connect-tls',
  text: 'The proxies of the service take TLS on its ports. AWS documents no way in for plain text, and for a load balancer an Application Load Balancer whose target group '
    + 'speaks HTTPS. Have the client take part in Service Connect or speak TLS 1.3, leave tls out, or acknowledge this warning.',
};

export const SERVICE_CONNECT_TASK_SIZE: Warning = {
  id: 'cdk-discoverable-service:service-connect-task-size',
  isInfo: true,
  text: 'The proxy of Service Connect takes its share of the task: AWS recommends 256 CPU units and 64 MiB for it, on top of what the container needs.',
};

export const PUBLIC_HTTP: Warning = {
  id: 'cdk-discoverable-service:public-http',
  text: 'The public load balancer takes HTTP in plain text: whoever is between it and its clients can read and change what they send. '
    + 'Give Exposure.publicAlb() a certificate, or acknowledge this warning.',
};

export const PUBLISHED_FOR_VPC_ONLY: Warning = {
  id: 'cdk-discoverable-service:published-for-vpc-only',
  text: 'The name is in a zone that the internet asks, and leads to what is in the VPC: to a load balancer that is internal, or to a name in a private namespace. Whoever has no way into the '
    + 'VPC does not reach it. Publish a public load balancer, use a private hosted zone, or acknowledge this warning.',
};

export const ALWAYS_HEALTHY: Warning = {
  id: 'cdk-discoverable-service:always-healthy',
  text: 'The record has no health check, so Route 53 counts it as healthy and answers with it whether it works or not, also where the other records of the name have checks. '
    + 'Give its RecordRouting a healthCheck (multivalue: healthChecks), or acknowledge this warning.',
};

export const HALF_OF_FAILOVER: Warning = {
  id: 'cdk-discoverable-service:half-of-failover',
  text: 'This app has the primary or the secondary record of the name and type only: without the other there is nothing to fail over to. '
    + 'Publish both (for both address families, where one has two), or acknowledge this warning where the other record is of another app.',
};

export const EMPTY_TARGET_GROUP: Warning = {
  id: 'cdk-discoverable-service:empty-target-group',
  text: 'The deployment shifts traffic between two target groups, and one of them has no targets most of the time. Route 53 counts a load balancer with an empty target group as unhealthy, '
    + 'and may answer with the other records of the name. Use Deployment.rolling() for what is published with such a routing, or acknowledge this warning.',
};

export const LONG_TTL: Warning = {
  id: 'cdk-discoverable-service:long-ttl',
  text: 'The records have a TTL of more than 60 seconds. ECS stops a task without waiting for it, so clients call tasks that are gone for as long. '
    + 'Give DnsRecords a shorter ttl, or acknowledge this warning.',
};

export const STOP_BEFORE_TTL: Warning = {
  id: 'cdk-discoverable-service:stop-before-ttl',
  text: 'The container is killed (stopTimeout, 30 seconds unless given) before the TTL of the records has passed: also one that goes on answering after the stop '
    + 'signal drops calls. Give a longer stopTimeout, DnsRecords a shorter ttl, or the service Draining.afterTtl(); or acknowledge this warning.',
};

export const MORE_THAN_EIGHT: Warning = {
  id: 'cdk-discoverable-service:more-than-eight-tasks',
  isInfo: true,
  text: 'A DNS answer holds at most eight tasks, chosen anew for each query: load is spread, but no client sees all tasks at once. '
    + 'A client that has to (peers of a cluster) asks the API of Cloud Map, which answers with all of them: grants.discover().',
};

export const HTTP_NAME_UNKNOWN: Warning = {
  id: 'cdk-discoverable-service:http-name-unknown',
  text: 'The app has another namespace of this name in the same account and Region: the API of Cloud Map then knows one of them by its name with a hash, and '
    + 'clients that ask by the name get the other one. Give the namespace a name of its own, or httpName ("aws servicediscovery get-namespace" tells it).',
};

export const FAILED_DEPLOYMENTS_UNSEEN: Warning = {
  id: 'cdk-discoverable-service:failed-deployments-unseen',
  text: 'AWS documents that ECS tells of failed deployments where a circuit breaker ends them, and this service has none (one whose deployments shift traffic '
    + 'never has): expect nothing of its alarm deploymentFailed. Give an ECS service that rolls circuitBreaker: { rollback: true }, or acknowledge this warning.',
};

export const CONTAINER_INSIGHTS_UNSAID: Warning = {
  id: 'cdk-discoverable-service:container-insights-unsaid',
  text: 'The cluster does not say whether Container Insights is on, so the settings of the account decide, and they have it off unless somebody changed them: without its data the '
    + 'health check is unhealthy. Give the cluster containerInsightsV2, use Route53Check.reportingTasks(), or acknowledge this warning.',
};
