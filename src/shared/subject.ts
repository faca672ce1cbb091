import type { IConstruct } from 'constructs';

/** The path that a construct is going to have, for messages about one that is not there yet. */
export function subjectOf(scope: IConstruct, id: string): string {
  return scope.node.path ? `${scope.node.path}/${id}` : id;
}
