import type { CfnCertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { CfnRecordSetGroup } from 'aws-cdk-lib/aws-route53';
import type { IConstruct } from 'constructs';
import { identityOf } from './identity';
import { ofType } from './of-type';
import { isNamespace } from './service-connect-names';

/** Something that writes into the hosted zone of a Cloud Map namespace, beside plain records. */
export interface ZoneWriter {
  readonly path: string;
  readonly zoneOfNamespace: string;
}

export function zoneWriters(constructs: readonly IConstruct[]): ZoneWriter[] {
  const certificates = ofType<CfnCertificate>(constructs, 'AWS::CertificateManager::Certificate', 'domainValidationOptions')
    .map((certificate) => ({ writer: certificate, zones: idsIn(certificate.domainValidationOptions) }));
  const groups = ofType<CfnRecordSetGroup>(constructs, 'AWS::Route53::RecordSetGroup', 'recordSets')
    .map((group) => ({ writer: group, zones: [...idsIn([group]), ...idsIn(group.recordSets)] }));
  return [...certificates, ...groups].flatMap(({ writer, zones }) => zones.map(identityOf).filter(isNamespace)
    .map((namespace) => ({ path: writer.node.path, zoneOfNamespace: namespace.node.path })));
}

interface HasZone {
  readonly hostedZoneId?: string;
}

/** As tokens: a reference must still be one. */
function idsIn(parts: unknown): string[] {
  return Array.isArray(parts) ? (parts as HasZone[]).flatMap(({ hostedZoneId }) => hostedZoneId ?? []) : [];
}
