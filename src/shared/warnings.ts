/** A warning that a user can acknowledge by its id, which is public contract from the first release. */
export interface Warning {
  readonly id: string;
  readonly text: string;
}

export const NO_CONTAINER_CHECK: Warning = {
  id: 'cdk-discoverable-service:no-container-check',
  text: 'There is no healthProbe: a task is answered under the discovery name as soon as its container runs, whether it works or not. '
    + 'Give the service HealthProbe.http(), tcp() or command(), or acknowledge this warning.',
};
