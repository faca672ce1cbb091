/**
 * Names of your own, in a private hosted zone: a CNAME, an alias of a load balancer, and a failover by a Route 53 health check on the tasks.
 *
 * Only AWS can tell that Route 53 takes the records, that the health check follows the alarm, and that DNS answers with the standby when no task is left.
 *
 * Costs: a load balancer and 6 tasks of Fargate for about 25 minutes, and a health check, 0.09 USD.
 */
import { Duration } from 'aws-cdk-lib';
import { PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import { saying, Testbed } from './testbed';
import { Exposure, PublishedName, RecordRouting, Route53Check } from 'cdk-discoverable-service';

const bed = new Testbed('published-names');
const zone = new PrivateHostedZone(bed.stack, 'Zone', { zoneName: 'corp.integ.internal', vpc: bed.vpc });
const ttl = Duration.seconds(5);

const active = bed.service('Active', { command: saying('active') });
const standby = bed.service('Standby', { command: saying('standby') });
const web = bed.service('Web', { command: saying('web') });
active.allowFrom(bed.lookup);
standby.allowFrom(bed.lookup);

standby.publishTo(PublishedName.inHostedZone(zone, { recordName: 'plain', ttl }));
web.exposeVia(Exposure.internalAlb()).publishTo(PublishedName.inHostedZone(zone, { recordName: 'alias' }));

const healthCheck = active.addRoute53HealthCheck(Route53Check.reportingTasks());
active.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api', ttl, routing: RecordRouting.failoverPrimary({ healthCheck }) }));
standby.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api', ttl, routing: RecordRouting.failoverSecondary() }));

bed.expectInVpc({ ask: 'get', url: 'http://plain.corp.integ.internal/' }, { status: 200, body: 'standby' });
bed.expectInVpc({ ask: 'get', url: 'http://alias.corp.integ.internal/' }, { status: 200, body: 'web' });
bed.expectAt('Route53', 'GetHealthCheck', { HealthCheckId: healthCheck.healthCheckId }, 'HealthCheck.HealthCheckConfig.Type', 'CLOUDWATCH_METRIC');
bed.expectInVpc({ ask: 'get', url: 'http://api.corp.integ.internal/' }, { status: 200, body: 'active' });
bed.updateService(active.service, { desiredCount: 0 });
bed.expectInVpc({ ask: 'get', url: 'http://api.corp.integ.internal/' }, { status: 200, body: 'standby' });
bed.updateService(active.service, { desiredCount: 2 });
bed.expectInVpc({ ask: 'get', url: 'http://api.corp.integ.internal/' }, { status: 200, body: 'active' });

bed.synth();
