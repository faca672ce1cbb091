import type { Declared } from './declared';
import type { Property } from './property';
import type { TemplateFacts } from './template-facts';

const WITH_DOCUMENT = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy', 'AWS::IAM::UserPolicy', 'AWS::IAM::GroupPolicy'];
const WITH_POLICIES = ['AWS::IAM::Role', 'AWS::IAM::User', 'AWS::IAM::Group'];

/** A statement of a policy that allows something. */
export interface AllowingStatement {
  readonly declared: Declared;
  readonly statement: Property;
  /** The actions that are known. */
  readonly actions: readonly string[];
}

export function allowingStatementsIn(facts: TemplateFacts): readonly AllowingStatement[] {
  return facts.of(...WITH_DOCUMENT, ...WITH_POLICIES).flatMap((declared) => documentsOf(declared)
    .flatMap((document) => document.at('Statement').items)
    .filter((statement) => statement.at('Effect').text === 'Allow')
    .map((statement) => ({
      declared,
      statement,
      actions: statement.at('Action').items.map(({ text }) => text).filter((text) => text !== undefined),
    })));
}

function documentsOf({ resource, properties }: Declared): Property[] {
  return WITH_DOCUMENT.includes(resource.type) ? [properties.at('PolicyDocument')]
    : properties.at('Policies').items.map((policy) => policy.at('PolicyDocument'));
}

/** Whether an action of a statement, which may have wildcards, covers an action of AWS. */
export function covers(pattern: string, action: string): boolean {
  const [start] = pattern.split(/[*?]/, 1);
  // Most actions of an app are those of other services, and an expression is made for none of them.
  if (!action.toLowerCase().startsWith(start.toLowerCase())) {
    return false;
  }
  const expression = pattern.split('').map((character) => character === '*' ? '.*' : character === '?' ? '.' : character.replace(/[.+^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${expression.join('')}$`, 'i').test(action);
}

export function allows({ actions }: AllowingStatement, action: string): boolean {
  return actions.some((pattern) => covers(pattern, action));
}
