/** All that decides whether an ECS service that is there already can be registered. */
export interface RegistrationFacts {
  readonly service: string;
  /** Whether it is registered by a way that cannot be read, or by another construct of this library. */
  readonly registeredElsewhere: boolean;
  /** Whether it is registered by `cloudMapOptions`, and so is adopted. */
  readonly adopted: boolean;
  /** The props that say how the service is found. */
  readonly discoveryProps: readonly string[];
  readonly hasContainer: boolean;
  readonly containerIsOfOtherTask: boolean;
  /** Who deploys it: `ECS`, `CODE_DEPLOY`, `EXTERNAL`; nothing where that is not known. */
  readonly deploymentController?: string;
  /** Whether it runs on ECS Anywhere. */
  readonly external: boolean;
}
