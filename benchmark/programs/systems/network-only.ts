import { Stack } from 'aws-cdk-lib';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster } from 'aws-cdk-lib/aws-ecs';
import { ENVIRONMENT as env } from '../system';
import type { System } from '../system';

/** What every program has beside its services. */
export function build({ app }: System): void {
  const base = new Stack(app, 'Base', { env });
  new Cluster(base, 'Cluster', { vpc: new Vpc(base, 'Vpc', { maxAzs: 2 }) });
}
