import { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CfnRecordSetGroup } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { isNamespace } from './service-connect-names';

/** Something that writes into the hosted zone of a Cloud Map namespace, beside plain records. */
export interface ZoneWriter {
  readonly path: string;
  readonly zoneOfNamespace: string;
}

export function zoneWriters(root: IConstruct): ZoneWriter[] {
  return root.node.findAll().flatMap((construct) => zonesOf(construct).map(identityOf).filter(isNamespace)
    .map((namespace) => ({ path: construct.node.path, zoneOfNamespace: namespace.node.path })));
}

interface HasZone {
  readonly hostedZoneId?: string;
}

/** As tokens: a reference must still be one. */
function zonesOf(construct: IConstruct): string[] {
  if (construct instanceof CfnCertificate) {
    return idsIn(construct.domainValidationOptions);
  }
  return construct instanceof CfnRecordSetGroup ? [...idsIn([construct]), ...idsIn(construct.recordSets)] : [];
}

function idsIn(parts: unknown): string[] {
  return Array.isArray(parts) ? (parts as HasZone[]).flatMap(({ hostedZoneId }) => hostedZoneId ?? []) : [];
}
