import type { Connections, IConnectable } from 'aws-cdk-lib/aws-ec2';

/** The connections of something, or why it has none: a Lambda function outside of a VPC has a getter that throws. */
export function connectionsOf(connectable: IConnectable): { readonly connections?: Connections; readonly problem?: string } {
  try {
    return { connections: connectable.connections };
  } catch (error) {
    return { problem: `The CDK says: ${(error as Error).message}` };
  }
}
