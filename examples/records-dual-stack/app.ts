/**
 * A VPC with IPv4 and IPv6: one name with A and AAAA records, and one for IPv6 alone.
 */
import { App, Stack } from 'aws-cdk-lib';
import { IpProtocol, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { DiscoverableService, DnsRecords, HealthProbe } from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2, ipProtocol: IpProtocol.DUAL_STACK });
const cluster = new Cluster(stack, 'Cluster', { vpc });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');
const healthProbe = HealthProbe.http();

const backend = new DiscoverableService(stack, 'Backend', { cluster, image, port: 80, healthProbe, dnsRecords: DnsRecords.dualStack() });
const modern = new DiscoverableService(stack, 'Modern', { cluster, image, port: 80, healthProbe, dnsRecords: DnsRecords.aaaa() });
const frontend = new DiscoverableService(stack, 'Frontend', { cluster, image, port: 80, healthProbe });
frontend.connectTo(backend);
frontend.connectTo(modern);

app.synth();
