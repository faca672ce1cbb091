import type { Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { HealthCheck, HealthCheckType, HostedZone } from 'aws-cdk-lib/aws-route53';
import type { IHostedZone } from 'aws-cdk-lib/aws-route53';
import type { ExposedService, RecordRouting } from '../../src';
import { EndpointTarget, Exposure, PublishedName, RegisteredEndpoint } from '../../src';
import { resourcesOf, templateOf } from '../connect/reading';
import type { Shop } from '../testing/shop';

/** Names for tests, and what CloudFormation gets of them. */

export const zoneIn = (shop: Shop, stack = shop.stack): IHostedZone => stack.node.tryFindChild('Zone') as IHostedZone | undefined
  ?? HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.org' });

/** `api.example.org`, in a zone that all stacks import. */
export const api = (shop: Shop, routing?: RecordRouting, stack = shop.stack) => PublishedName.inHostedZone(zoneIn(shop, stack), { recordName: 'api', routing });

export const exposedIn = (shop: Shop, id: string, stack = shop.stack): ExposedService => shop.service(id, {}, stack).exposeVia(Exposure.publicAlb());

export const endpointIn = (shop: Shop, addresses = ['52.94.236.1', '52.94.236.2'], id = 'Gateway') =>
  new RegisteredEndpoint(shop.stack, id, { cluster: shop.cluster, target: EndpointTarget.addresses(addresses) });

export const checkIn = (shop: Shop, id = 'Check', fqdn = 'gateway.example.com') =>
  new HealthCheck(shop.stack, id, { type: HealthCheckType.TCP, fqdn, port: 443 });

/** The properties of all records, in the order of their logical ids. */
export function recordsIn(shop: Shop, stack = shop.stack): Array<Record<string, unknown>> {
  return resourcesOf(templateOf({ app: shop.app, stack }), 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties as Record<string, unknown>);
}

/** The places that a warning of this library is told of. */
export function warned(stack: Stack, id: string): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.stringLikeRegexp(`cdk-discoverable-service:${id}\\]`)).map((found) => found.id);
}
