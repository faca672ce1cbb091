import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Testbed } from './testbed';

/**
 * A stack that a test makes, changes and deletes by calls of CloudFormation: the integ-runner itself deploys one template of a test, and some questions are about a
 * second one.
 *
 * Where an assertion fails, the child is left: delete it, and then the stack of the test.
 */
export class ChildStack {
  private readonly name: string;
  private readonly role: Role;
  private id?: string;

  constructor(private readonly bed: Testbed, actions: string[]) {
    this.name = `${bed.stack.stackName}-child`;
    this.role = new Role(bed.stack, 'ChildRole', { assumedBy: new ServicePrincipal('cloudformation.amazonaws.com') });
    this.role.addToPolicy(new PolicyStatement({ actions, resources: ['*'] }));
  }

  /** Makes it, and waits until it is there. */
  public create(template: object, parameters: Readonly<Record<string, string>>): void {
    const call = this.call('CreateStack', { TemplateBody: JSON.stringify(template), Parameters: list(parameters) }, ['StackId']);
    this.id = call.getAttString('StackId');
    this.expectStatus('CREATE_COMPLETE');
  }

  /** Changes it, and waits for what comes of it. */
  public update(template: object, parameters: Readonly<Record<string, string>>, status: 'UPDATE_COMPLETE' | 'UPDATE_ROLLBACK_COMPLETE'): void {
    this.call('UpdateStack', { TemplateBody: JSON.stringify(template), Parameters: list(parameters) });
    this.expectStatus(status);
  }

  /** What CloudFormation knows a resource of it by. */
  public physicalId(logicalId: string): string {
    const path = 'StackResourceDetail.PhysicalResourceId';
    return this.bed.change('CloudFormation', 'DescribeStackResource', { StackName: this.name, LogicalResourceId: logicalId }, [path]).getAttString(path);
  }

  /** Deletes it, so that the stack of the test can be deleted. */
  public delete(): void {
    this.call('DeleteStack', {});
    this.expectStatus('DELETE_COMPLETE');
  }

  private call(api: string, parameters: object, keep?: string[]) {
    const call = this.bed.change('CloudFormation', api, { StackName: this.name, RoleARN: this.role.roleArn, ...parameters }, keep);
    call.provider.addToRolePolicy({ Effect: 'Allow', Action: ['iam:PassRole'], Resource: [this.role.roleArn] });
    return call;
  }

  private expectStatus(status: string): void {
    // By its id: a stack that is deleted has no name any more.
    this.bed.expectAt('CloudFormation', 'DescribeStacks', { StackName: this.id }, 'Stacks.0.StackStatus', status);
  }
}

function list(parameters: Readonly<Record<string, string>>): object[] {
  return Object.entries(parameters).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
}
