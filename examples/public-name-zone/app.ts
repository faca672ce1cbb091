/**
 * `api.public-service.com` in a hosted zone of your own: an alias for the load balancer, a second name of a private service, and fixed addresses.
 */
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnEIP, Vpc } from 'aws-cdk-lib/aws-ec2';
import { Cluster, ContainerImage } from 'aws-cdk-lib/aws-ecs';
import { HealthCheck, HealthCheckType, HostedZone, PrivateHostedZone } from 'aws-cdk-lib/aws-route53';
import {
  DiscoverableService, EndpointTarget, Exposure, HealthProbe, PublishedName, RecordRouting, RegisteredEndpoint,
} from 'cdk-discoverable-service';

const app = new App();
const stack = new Stack(app, 'Shop');
const vpc = new Vpc(stack, 'Vpc', { maxAzs: 2 });
const cluster = new Cluster(stack, 'Cluster', { vpc });
const image = ContainerImage.fromRegistry('public.ecr.aws/docker/library/httpd:2.4-alpine');

const zone = HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1234567890ABC', zoneName: 'public-service.com' });
const certificate = Certificate.fromCertificateArn(
  stack, 'Certificate', 'arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555');

// For the internet.
const api = new DiscoverableService(stack, 'Api', { cluster, image, port: 80, healthProbe: HealthProbe.http({ path: '/health' }) });
const exposed = api.exposeVia(Exposure.publicAlb({ certificate }));
new CfnOutput(stack, 'Url', { value: exposed.publishTo(PublishedName.inHostedZone(zone, { recordName: 'api' })) });

// For clients in the VPC that know it by a name of the company.
const stock = new DiscoverableService(stack, 'Stock', { cluster, image, port: 80, healthProbe: HealthProbe.http() });
const internalZone = new PrivateHostedZone(stack, 'InternalZone', { zoneName: 'corp.public-service.com', vpc });
stock.publishTo(PublishedName.inHostedZone(internalZone, { recordName: 'stock' }));

// Gateways with addresses that stay: answers hold those of them that are healthy.
const addresses = ['First', 'Second'].map((id) => new CfnEIP(stack, `${id}Gateway`).attrPublicIp);
const healthChecks = addresses.map((ipAddress, index) => new HealthCheck(stack, `Gateway${index + 1}Check`, {
  type: HealthCheckType.TCP, ipAddress, port: 443,
}));
new RegisteredEndpoint(stack, 'Gateways', { cluster, target: EndpointTarget.addresses(addresses), port: 443 })
  .publishTo(PublishedName.inHostedZone(zone, { recordName: 'gateways', routing: RecordRouting.multivalue({ healthChecks }) }));

app.synth();
