import { createHash } from 'node:crypto';
import { parse } from 'node:path';
import type { Resource } from '../../model/assembly';
import { regionOf } from '../../model/stack-regions';
import type { TemplateFacts } from '../../model/template-facts';

/** Where the deployer chooses, there still has to be one. */
const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

/** Letters and digits that are the same for the same text, as ids are that stay from one start to the next. */
export function digest(text: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`).toString(36).padStart(50, '0').slice(-length);
}

export function digestOf({ stack, logicalId }: Resource, length: number): string {
  return digest(JSON.stringify([stack, logicalId]), length);
}

export function accountOf({ assembly }: TemplateFacts, stack: string): string {
  return assembly.stacks.get(stack)?.account ?? ACCOUNT;
}

export function regionOrDefault(facts: TemplateFacts, stack: string): string {
  return regionOf(facts, stack) ?? REGION;
}

/** An ARN of something that a resource of an assembly makes. */
export function arnIn(facts: TemplateFacts, stack: string, service: string, path: string): string {
  return `arn:aws:${service}:${regionOrDefault(facts, stack)}:${accountOf(facts, stack)}:${path}`;
}

/** The name that CloudFormation makes up where none is given: of the stack and of the logical id. */
export function generatedName(facts: TemplateFacts, { stack, logicalId }: Resource): string {
  // A template that is alone gives its stack no name: that of its file tells it from others.
  const stackName = facts.assembly.stacks.get(stack)?.name ?? parse(stack).name;
  return `${stackName}-${logicalId}`.replace(/[^A-Za-z0-9_-]/g, '-');
}
