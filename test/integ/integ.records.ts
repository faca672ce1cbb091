/**
 * Record sets: A, SRV, A with SRV, and WEIGHTED, as the resolver of a VPC answers them.
 *
 * Only AWS can tell that it registers tasks for each combination (its two guides disagree on A with SRV), how many addresses an answer holds, and that
 * the routing policy is really the one of the template.
 *
 * Costs: 8 tasks of Fargate for about 15 minutes, 0.05 USD.
 */
import { Duration } from 'aws-cdk-lib';
import { RoutingPolicy } from 'aws-cdk-lib/aws-servicediscovery';
import { saying, Testbed } from './testbed';
import { DnsRecords } from 'cdk-discoverable-service';

const bed = new Testbed('records');
const plain = bed.service('Plain', { dnsRecords: DnsRecords.a({ ttl: Duration.seconds(7) }) });
const srv = bed.service('Srv', { dnsRecords: DnsRecords.srv(), command: saying('srv') });
const both = bed.service('Both', { dnsRecords: DnsRecords.aAndSrv() });
const weighted = bed.service('Weighted', { dnsRecords: DnsRecords.a({ routingPolicy: RoutingPolicy.WEIGHTED }) });
srv.allowFrom(bed.lookup);

bed.expectInVpc({ ask: 'count', name: plain.endpoint.host }, { addresses: 2 });
bed.expectAt('servicediscovery', 'GetService', { Id: plain.cloudMapService!.serviceId }, 'Service.DnsConfig.DnsRecords.0.TTL', 7);

bed.expectInVpc({ ask: 'srv', name: srv.endpoint.srvName }, { records: 2, ports: [80] });
bed.expectInVpc({ ask: 'count', name: srv.endpoint.srvName }, { addresses: 0 });
bed.expectInVpc({ ask: 'getSrv', name: srv.endpoint.srvName }, { status: 200, body: 'srv' });

bed.expectInVpc({ ask: 'count', name: both.endpoint.host }, { addresses: 2 });
bed.expectInVpc({ ask: 'srv', name: both.endpoint.srvName }, { records: 2, ports: [80] });

bed.expectInVpc({ ask: 'count', name: weighted.endpoint.host }, { addresses: 1 });
bed.expectHealthy('weighted', 2);

bed.synth();
