import type { IConstruct } from 'constructs';
import { SCALING_WITHOUT_MEANING, WORKER_WITHOUT_NAME } from './endpoint/endpoint-rules';
import { refuseOne } from './shared/discovery-error';
import { findingOf } from './shared/rule';

export function refuseWorker({ node }: IConstruct): never {
  const fix = `Set \`port\` on ${node.path} to the port that its process listens on; or, for a worker, drop what asks for its name.`;
  return refuseOne(node.path, findingOf(WORKER_WITHOUT_NAME, 'It has no port.', { fix }));
}

export function refuseFixedCount({ node }: IConstruct): never {
  return refuseOne(node.path, findingOf(SCALING_WITHOUT_MEANING, 'Its number of tasks does not scale.'));
}
