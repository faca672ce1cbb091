import { CfnResource, Reference, Token, Tokenization } from 'aws-cdk-lib';
import { known } from '../shared/known';
import { successorOf } from '../shared/successors';

/** What an ID refers to, where it is nothing but a reference. */
function referenceIn(id: string): Reference | undefined {
  const { tokens, length } = Tokenization.reverseString(id);
  return length === 1 && Reference.isReference(tokens[0]) ? tokens[0] : undefined;
}

/** The resource that an ID is of; nothing for a parameter, or for a resource whose attributes may be IDs of anything. */
function resourceIn(id: string): CfnResource | undefined {
  const reference = referenceIn(id);
  const target = reference && successorOf(reference.target);
  return CfnResource.isCfnResource(target) && !/^Custom::|^AWS::CloudFormation::/.test(target.cfnResourceType) ? target : undefined;
}

/** Something that is equal for two IDs when they are known to be one. An ID that was not looked up yet is equal to no other. */
export function identityOf(id: string): unknown {
  if (!Token.isUnresolved(id)) {
    return known(id) ? id : Symbol(id);
  }
  const reference = referenceIn(id);
  return resourceIn(id) ?? (reference ? `${reference.target.node.addr} ${reference.displayName}` : id);
}

/** Whether two IDs are known to be of two resources: two literals, or attributes of two resources of a type. */
export function areDifferent(a: string, b: string): boolean {
  // Of most services that are compared, the VPC is one: then no token needs to be taken apart.
  if (a === b) {
    return false;
  }
  if (known(a) && known(b)) {
    return a !== b;
  }
  const [ofA, ofB] = [a, b].map((id) => Token.isUnresolved(id) ? resourceIn(id) : undefined);
  return ofA !== undefined && ofB !== undefined && ofA !== ofB && ofA.cfnResourceType === ofB.cfnResourceType;
}
