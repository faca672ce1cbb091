import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** A call that AWS may refuse. */
export interface Attempt {
  /** As in `@aws-sdk/client-ecs`. */
  readonly client: string;
  readonly command: string;
  readonly input: object;
  /** What takes the call back, where AWS does not refuse it. */
  readonly undo?: { readonly command: string; readonly input: object };
  /** Whose permissions the call has, and what is left of them. */
  readonly as?: { readonly roleArn: string; readonly policy: object };
}

const CODE = `
async function credentialsOf({ roleArn, policy }) {
  const { STSClient, AssumeRoleCommand } = require('@aws-sdk/client-sts');
  const { Credentials: c } = await new STSClient().send(new AssumeRoleCommand({
    RoleArn: roleArn, RoleSessionName: 'attempt', Policy: JSON.stringify(policy),
  }));
  return { accessKeyId: c.AccessKeyId, secretAccessKey: c.SecretAccessKey, sessionToken: c.SessionToken };
}
exports.handler = async ({ client, command, input, undo, as }) => {
  const sdk = require('@aws-sdk/client-' + client);
  const Client = sdk[Object.keys(sdk).find((name) => /^[A-Z].*Client$/.test(name))];
  const caller = new Client(as ? { credentials: await credentialsOf(as) } : {});
  const send = (name, value) => caller.send(new sdk[name + 'Command'](value));
  try {
    await send(command, input);
  } catch (error) {
    return { error: error.name, message: error.message.slice(0, 400) };
  }
  if (undo) { await send(undo.command, undo.input); }
  return { error: 'none' };
};
`.trim();

/** Makes calls that AWS may refuse, and tells how: an assertion of the integ-runner fails where a call does. */
export class AwsAttempt extends Construct {
  public readonly functionName: string;
  public readonly role: IRole;

  constructor(scope: Construct, id: string, actions: string[]) {
    super(scope, id);
    const caller = new LambdaFunction(this, 'Caller', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline(CODE),
      timeout: Duration.seconds(110),
      memorySize: 256,
      logGroup: new LogGroup(this, 'Log', { removalPolicy: RemovalPolicy.DESTROY }),
    });
    caller.addToRolePolicy(new PolicyStatement({ actions, resources: ['*'] }));
    this.role = caller.role!;
    this.functionName = caller.functionName;
  }
}
