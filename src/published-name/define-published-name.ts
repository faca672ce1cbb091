import { Token } from 'aws-cdk-lib';
import type { ILoadBalancerV2 } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AaaaRecord, ARecord, CfnRecordSet, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import type { IConstruct } from 'constructs';
import { Construct } from 'constructs';
import type { PublishedNameChoice } from './published-name';
import { identityOf } from '../plan/identity';
import { orUndo } from '../shared/or-undo';

const withoutDot = (name: string) => name.replace(/\.$/, '');

/** The whole name, where the CDK sees it: a name that ends with a dot, or with the name of the zone, is whole already. */
export function domainNameOf({ hostedZone, recordName }: PublishedNameChoice): string {
  const zoneName = withoutDot(hostedZone.zoneName);
  const isWhole = recordName?.endsWith('.') || recordName?.endsWith(`.${zoneName}`) || recordName === zoneName;
  return !recordName ? zoneName : isWhole ? withoutDot(recordName) : `${recordName}.${zoneName}`;
}

/** Whether a zone has an address of a name, whoever put it there. */
export function isTaken(root: IConstruct, domainName: string, zone: unknown): boolean {
  return root.node.findAll().some((construct) => construct instanceof CfnRecordSet && (construct.type === 'A' || construct.type === 'AAAA')
    && construct.hostedZoneId !== undefined && identityOf(construct.hostedZoneId) === zone && withoutDot(construct.name) === domainName);
}

/** The alias records of a name, one for each address family that the load balancer has. */
export function definePublishedName(
  scope: Construct, domainName: string, { hostedZone: zone, recordName }: PublishedNameChoice, loadBalancer: ILoadBalancerV2, hasIpv6: boolean,
): void {
  const records = new Construct(scope, freeId(scope, Token.isUnresolved(domainName) ? 'PublishedName' : domainName));
  orUndo(records, () => {
    const target = RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer, { evaluateTargetHealth: true }));
    new ARecord(records, 'A', { zone, recordName, target });
    if (hasIpv6) {
      new AaaaRecord(records, 'AAAA', { zone, recordName, target });
    }
  });
}

/** One name can be in two zones: in one for the internet, and in one for the VPC. */
function freeId(scope: Construct, id: string): string {
  return scope.node.tryFindChild(id) ? freeId(scope, `${id} again`) : id;
}
