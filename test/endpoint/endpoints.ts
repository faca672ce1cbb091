import { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import type { RegisteredEndpointProps } from '../../src';
import { EndpointTarget, RegisteredEndpoint } from '../../src';
import { Shop } from '../testing/shop';

/** Endpoints for tests, and what CloudFormation gets of them. */

export const RDS_HOST = 'shop.abc123.eu-west-1.rds.amazonaws.com';

/** A load balancer in the VPC; its security group is `LbSecurityGroup`. */
export function loadBalancerIn({ stack, vpc }: Shop): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, 'Lb', { vpc });
}

/** An endpoint `Database`, by default with one address. */
export function endpointIn(shop: Shop, props: Partial<RegisteredEndpointProps> = {}, id = 'Database', stack = shop.stack): RegisteredEndpoint {
  return new RegisteredEndpoint(stack, id, { cluster: shop.cluster, target: EndpointTarget.addresses(['10.0.1.20']), ...props });
}

export interface Instance {
  readonly InstanceId: string;
  readonly ServiceId: unknown;
  readonly InstanceAttributes: { readonly [name: string]: unknown };
}

/** The Cloud Map services and instances of a template, without those of tasks. */
export function renderedIn(shop: Shop, stack = shop.stack) {
  const template = shop.template(stack);
  const propertiesOf = (type: string) => Object.values(template.findResources(`AWS::ServiceDiscovery::${type}`)).map(({ Properties }) => Properties as unknown);
  return { services: propertiesOf('Service') as Array<Record<string, unknown>>, instances: propertiesOf('Instance') as Instance[] };
}
