import { Names } from 'aws-cdk-lib';
import { CfnInstance } from 'aws-cdk-lib/aws-servicediscovery';
import type { Construct } from 'constructs';
import type { EndpointTargetChoice } from './endpoint-target';
import { numberText } from '../shared/number-text';

/** What is registered under a name, decided. */
export interface InstanceSettings {
  readonly target: EndpointTargetChoice;
  /** Of the Cloud Map service. */
  readonly serviceId: string;
  readonly port?: number;
  readonly attributes: { readonly [name: string]: string };
}

/**
 * The instances of a name, one for each address.
 *
 * CloudFormation tells instances apart by their ID alone, so it is unique in the account and not only in the service.
 */
export function defineInstances(scope: Construct, settings: InstanceSettings): CfnInstance[] {
  const { serviceId, attributes } = settings;
  const name = Names.uniqueResourceName(scope, { maxLength: 58, separator: '-' });
  return instanceAttributes(settings).map((own, index) => new CfnInstance(scope, `Instance${index + 1}`, {
    serviceId,
    instanceId: `${name}-${index + 1}`,
    instanceAttributes: { ...attributes, ...own },
  }));
}

function instanceAttributes({ target, port }: InstanceSettings): Array<Record<string, string>> {
  switch (target.kind) {
    case 'cname': return [{ AWS_INSTANCE_CNAME: target.host }];
    case 'loadBalancer': return [{ AWS_ALIAS_DNS_NAME: target.dnsName }];
    case 'attributes': return [{ ...target.attributes }];
    case 'addresses': {
      const key = target.recordTypes[0] === 'A' ? 'AWS_INSTANCE_IPV4' : 'AWS_INSTANCE_IPV6';
      return target.addresses.map((address) => ({ [key]: address, ...port === undefined ? {} : { AWS_INSTANCE_PORT: numberText(port) } }));
    }
  }
}
