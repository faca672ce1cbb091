import type { IConstruct } from 'constructs';
import { refuseOne } from './shared/discovery-error';

/** A worker calls others and is not called: there is nothing to tell about where it is found. */
export function refuseWorker(service: IConstruct): never {
  return refuseOne(service.node.path, {
    ruleId: 'worker-without-name',
    got: 'It has no port, so it is not registered and has no name.',
    why: 'Nothing can call a service that listens on no port.',
    fix: 'Give the service a port.',
    link: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html',
  });
}
