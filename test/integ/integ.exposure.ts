/**
 * Exposure: a public Application Load Balancer, an internal Network Load Balancer, and an HTTP API that finds the tasks in Cloud Map.
 *
 * Only AWS can tell that the targets become healthy behind the rules of the security groups, that calls arrive, and that the name in Cloud Map goes on leading
 * to the tasks.
 *
 * Costs: two load balancers, 6 tasks of Fargate and a VPC link for about 20 minutes, 0.07 USD.
 */
import { Annotations } from 'aws-cdk-lib';
import { saying, Testbed } from './testbed';
import type { ExposedService } from 'cdk-discoverable-service';
import { DnsRecords, Draining, Exposure } from 'cdk-discoverable-service';

const bed = new Testbed('exposure');

const web = bed.service('Web', { command: saying('web') });
const publicAlb = web.exposeVia(Exposure.publicAlb());
Annotations.of(bed.stack).acknowledgeWarning('cdk-discoverable-service:public-http', 'A test of some minutes has no certificate.');

const tasks = bed.service('Tasks', { command: saying('tasks') });
const internalNlb = tasks.exposeVia(Exposure.internalNlb());

const api = bed.service('Api', { command: saying('api'), dnsRecords: DnsRecords.aAndSrv(), draining: Draining.afterTtl() });
const httpApi = api.exposeVia(Exposure.httpApi());

function expectHealthyTargets({ targetGroup }: ExposedService): void {
  bed.expectCall('elastic-load-balancing-v2', 'DescribeTargetHealth', { TargetGroupArn: targetGroup.targetGroupArn }, {
    TargetHealthDescriptions: [{ TargetHealth: { State: 'healthy' } }, { TargetHealth: { State: 'healthy' } }],
  });
}

expectHealthyTargets(publicAlb);
bed.expectOnInternet(publicAlb.url, 'web');
expectHealthyTargets(internalNlb);
// A load balancer of TCP does not know what is spoken: its own url begins with tcp://.
bed.expectInVpc({ ask: 'get', url: `http://${internalNlb.loadBalancer.loadBalancerDnsName}/` }, { status: 200, body: 'tasks' });
bed.expectOnInternet(httpApi.url, 'api');
for (const { endpoint } of [web, tasks, api]) {
  bed.expectInVpc({ ask: 'count', name: endpoint.host }, { addresses: 2 });
}

bed.synth();
