/** A warning that a user can acknowledge by its id, which is public contract from the first release. */
export interface Warning {
  readonly id: string;
  readonly text: string;
}

export const PUBLIC_SUBNETS: Warning = {
  id: 'cdk-discoverable-service:public-subnets',
  text: 'The tasks run in public subnets without a public address: unless VPC endpoints are there, they reach no image registry and do not start. '
    + 'Give Capacity.fargate() private subnets with egress, or assignPublicIp: true, or acknowledge this warning.',
};

export const NO_CONTAINER_CHECK: Warning = {
  id: 'cdk-discoverable-service:no-container-check',
  text: 'There is no healthProbe: a task is answered under the discovery name as soon as its container runs, whether it works or not. '
    + 'Give the service HealthProbe.http(), tcp() or command(), or acknowledge this warning.',
};
