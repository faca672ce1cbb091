import type { Broken } from './template-rule';
import type { ConnectedService } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

type Broke<T> = (judged: T) => readonly Broken[];

/** What a template breaks by any of its services and task sets that are found by others. */
export function eachRunner(judge: Broke<TaskRunner>): Broke<TemplateFacts> {
  return (facts) => facts.once(taskRunners).flatMap(judge);
}

/** What it breaks by any of its services in Service Connect. */
export function eachConnected(judge: Broke<ConnectedService>): Broke<TemplateFacts> {
  return (facts) => facts.once(connectedServices).flatMap(judge);
}
