import type { Broken } from './template-rule';
import type { ConnectedService } from '../model/service-connect-facts';
import { connectedServices } from '../model/service-connect-facts';
import type { TaskRunner } from '../model/task-runner-facts';
import { taskRunners } from '../model/task-runner-facts';
import type { TemplateFacts } from '../model/template-facts';

/**
 * What any of many break, as `flatMap` would list it. V8 has no fast way for that, and an app has hundreds of services, of which each of a hundred rules asks: it took
 * longer than most rules.
 */
export function brokenIn<T>(items: Iterable<T>, judge: (item: T) => readonly Broken[]): Broken[] {
  const all: Broken[] = [];
  for (const item of items) {
    const broken = judge(item);
    if (broken.length > 0) {
      all.push(...broken);
    }
  }
  return all;
}

type Broke<T> = (judged: T) => readonly Broken[];

/** What a template breaks by any of its services and task sets that are found by others. */
export function eachRunner(judge: Broke<TaskRunner>): Broke<TemplateFacts> {
  return (facts) => brokenIn(facts.once(taskRunners), judge);
}

/** What it breaks by any of its services in Service Connect. */
export function eachConnected(judge: Broke<ConnectedService>): Broke<TemplateFacts> {
  return (facts) => brokenIn(facts.once(connectedServices), judge);
}
