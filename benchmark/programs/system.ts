import type { App, Stack } from 'aws-cdk-lib';

/** Every program builds this: so many services, each of which calls the one before it, in a network that is made once. */
export interface System {
  readonly app: App;
  readonly services: number;
}

/** Services in one stack. The 31st with a load balancer of its own, as ecs-patterns makes it, would be one too many for the 500 resources of a stack. */
export const SERVICES_OF_STACK = 25;

/** What each service runs, and asks itself whether it is well. */
export const IMAGE = 'public.ecr.aws/docker/library/httpd:2.4-alpine';
export const PORT = 80;
export const NAMESPACE = 'ecs-internal';

/** The shell command by which each container is judged. */
export const HEALTH_COMMAND = `wget -q -O /dev/null http://127.0.0.1:${PORT}/ || exit 1`;

/** The variables in which each service finds the one that it calls. */
export function addressOf(called: string): Readonly<Record<string, string>> {
  const host = `${called}.${NAMESPACE}`;
  const prefix = called.toUpperCase();
  return { [`${prefix}_HOST`]: host, [`${prefix}_PORT`]: String(PORT), [`${prefix}_URL`]: `http://${host}:${PORT}` };
}

/** A Region, so that templates name zones in every program alike. */
export const ENVIRONMENT = { account: '111122223333', region: 'eu-west-1' };

/** Calls a function for each service with the stack that it is in. Stacks are made by the caller, because their class costs nothing that differs. */
export function forEachService(system: System, stackOf: (index: number) => Stack, add: (stack: Stack, name: string) => void): void {
  let stack: Stack | undefined;
  for (let index = 0; index < system.services; index += 1) {
    if (index % SERVICES_OF_STACK === 0) {
      stack = stackOf(index / SERVICES_OF_STACK);
    }
    add(stack!, `service${index}`);
  }
}
