import type { RecordChoice } from './dns-records';
import { DnsRecords } from './dns-records';

/** The records of a service that names none: what its namespace and its network can have. */
export function defaultRecords(namespaceType: string, networkMode: string): RecordChoice {
  if (namespaceType === 'HTTP') {
    return DnsRecords.none()._choice;
  }
  return (networkMode === 'awsvpc' ? DnsRecords.a() : DnsRecords.srv())._choice;
}
