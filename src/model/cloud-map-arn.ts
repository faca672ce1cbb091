const ARN = /^arn:[^:]*:servicediscovery:([^:]*):([^:]*):(namespace|service)\/(.+)$/;

/** The ARN of a namespace or a service. */
export interface CloudMapArn {
  readonly region: string;
  readonly account: string;
  readonly kind: 'namespace' | 'service';
  readonly id: string;
}

export function parseCloudMapArn(text: string | undefined): CloudMapArn | undefined {
  const [matched, region, account, kind, id] = ARN.exec(text ?? '') ?? [];
  return matched === undefined ? undefined : { region, account, kind: kind as CloudMapArn['kind'], id };
}
