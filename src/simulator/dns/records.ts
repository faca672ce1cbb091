/** A record as it stands in an answer. */
export type DnsRecord =
  | { readonly type: 'A' | 'AAAA' | 'CNAME'; readonly name: string; readonly ttl: number; readonly data: string }
  | { readonly type: 'NS'; readonly name: string; readonly ttl: number; readonly data: string }
  | { readonly type: 'SRV'; readonly name: string; readonly ttl: number; readonly data: SrvData }
  | { readonly type: 'SOA'; readonly name: string; readonly ttl: number; readonly data: SoaData };

export interface SrvData {
  readonly priority: number;
  readonly weight: number;
  readonly port: number;
  readonly target: string;
}

export interface SoaData {
  readonly mname: string;
  readonly rname: string;
  readonly serial: number;
  readonly refresh: number;
  readonly retry: number;
  readonly expire: number;
  readonly minimum: number;
}

export type DnsType = DnsRecord['type'];

/** What a server knows of a name that exists: the records of a type, chosen anew at each question. */
export interface NameRecords {
  readonly types: ReadonlySet<string>;
  readonly choose: (type: DnsType, random: () => number) => readonly DnsRecord[];
}
