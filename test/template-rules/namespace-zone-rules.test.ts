import { brokenBy } from './broken-by';
import { HTTP, PRIVATE, template } from './cloud-map-template';
import { namespaceZoneRules } from '../../src/template-rules/namespace-zone-rules';

const broken = (resources: Readonly<Record<string, string>>) => brokenBy(namespaceZoneRules, template(resources));
const record = (zone: string, more: Readonly<Record<string, string>> = {}, condition = '') => ({
  Names: PRIVATE,
  ...more,
  Record: `${condition}Route53::RecordSet { Name: db.ecs-internal, Type: A, TTL: "10", ResourceRecords: [10.0.0.1], ${zone} }`,
});

describe('publish-into-namespace', () => {
  const found = (path: string) => [
    `publish-into-namespace at Record, Properties/${path}, with Names: Record is written into the hosted zone of the namespace Names.`,
  ];

  test.each([
    ['HostedZoneId: !GetAtt Names.HostedZoneId', 'HostedZoneId'],
    ['HostedZoneId: !Sub "${Names.HostedZoneId}"', 'HostedZoneId'],
    ['HostedZoneName: ecs-internal.', 'HostedZoneName'],
    ['HostedZoneName: ECS-internal', 'HostedZoneName'],
  ])('refuses %s', (zone, path) => {
    expect(broken(record(zone))).toEqual(found(path));
  });

  test('finds the zone in another stack', () => {
    const exporting = `${template({ Names: PRIVATE })}\nOutputs: { Zone: { Value: !GetAtt Names.HostedZoneId, Export: { Name: zone } } }`;
    const importing = template({ Record: 'Route53::RecordSet { Name: db.ecs-internal, Type: A, HostedZoneId: !ImportValue zone }' });
    expect(brokenBy(namespaceZoneRules, [exporting, importing])).toEqual(found('HostedZoneId'));
  });

  const own = { Zone: 'Route53::HostedZone { Name: ecs-internal }' };

  test.each([
    ['a zone of its own', record('HostedZoneId: !Ref Zone', own)],
    ['a zone of its own by name', record('HostedZoneName: ecs-internal.', own)],
    ['another zone by name', record('HostedZoneName: internal.')],
    ['a zone that is not known', record('HostedZoneId: !Ref Given')],
    ['the name of a namespace without a zone', record('HostedZoneName: shop', { Http: HTTP })],
    ['the name of a namespace that is there at other times', record('HostedZoneName: ecs-internal', {}, '@IsProd ')],
    ['another attribute of a namespace', record('HostedZoneId: !Ref Names')],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('zone-of-namespace', () => {
  const group = (body: string) => ({ Names: PRIVATE, Group: `Route53::RecordSetGroup ${body}` });
  const certificate = (zone: string) => ({
    Names: 'PublicDnsNamespace { Name: svc.public-service.com }',
    Certificate: 'CertificateManager::Certificate { DomainName: svc.public-service.com, ValidationMethod: DNS, '
      + `DomainValidationOptions: [{ DomainName: svc.public-service.com, HostedZoneId: ${zone} }] }`,
  });

  test.each([
    ['a group', group('{ HostedZoneId: !GetAtt Names.HostedZoneId, RecordSets: [] }'), 'Group', 'HostedZoneId'],
    ['a record of a group', group('{ RecordSets: [{ Name: a }, { Name: b, HostedZoneName: ecs-internal. }] }'), 'Group', 'RecordSets/1/HostedZoneName'],
    ['a group, once', group('{ HostedZoneId: !GetAtt Names.HostedZoneId, RecordSets: [{ HostedZoneId: !GetAtt Names.HostedZoneId }] }'), 'Group', 'HostedZoneId'],
    ['the record of a certificate', certificate('!GetAtt Names.HostedZoneId'), 'Certificate', 'DomainValidationOptions/0/HostedZoneId'],
  ])('refuses %s', (_, resources, id, path) => {
    expect(broken(resources)).toEqual([`zone-of-namespace at ${id}, Properties/${path}, with Names: ${id} is written into the hosted zone of the namespace Names.`]);
  });

  test.each([
    ['a group of another zone', group('{ HostedZoneId: Z1, RecordSets: [{ Name: a }] }')],
  ])('lets %s pass', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});

describe('alias-into-namespace', () => {
  const target = (zone: string) => `{ Name: www.public-service.com, Type: A, HostedZoneId: Z1, AliasTarget: { DNSName: backend.ecs-internal, HostedZoneId: ${zone} } }`;

  test.each([
    ['a record', `Route53::RecordSet ${target('!GetAtt Names.HostedZoneId')}`, 'AliasTarget'],
    ['a record of a group', `Route53::RecordSetGroup { HostedZoneId: Z1, RecordSets: [${target('!GetAtt Names.HostedZoneId')}] }`, 'RecordSets/0/AliasTarget'],
  ])('refuses %s', (_, into, path) => {
    expect(broken({ Names: PRIVATE, Record: into })).toEqual([
      `alias-into-namespace at Record, Properties/${path}/HostedZoneId, with Names: Record is an alias into the hosted zone of the namespace Names.`,
    ]);
  });

  test.each(['!GetAtt Balancer.CanonicalHostedZoneID', '!Ref Given', 'Z2'])('lets an alias to %s pass', (zone) => {
    expect(broken({ Names: PRIVATE, Balancer: 'ElasticLoadBalancingV2::LoadBalancer', Record: `Route53::RecordSet ${target(zone)}` })).toEqual([]);
  });
});

describe('a certificate for names of a public namespace', () => {
  const certified = (body: string, names = 'PublicDnsNamespace { Name: svc.public-service.com }') => ({ Names: names, Certificate: `CertificateManager::Certificate { ${body} }` });

  test.each([
    ['DomainName: svc.public-service.com, ValidationMethod: DNS', 'DomainName', 'svc.public-service.com'],
    ['DomainName: "*.svc.public-service.com", ValidationMethod: DNS, DomainValidationOptions: [{ HostedZoneId: Z1 }]', 'DomainName', '*.svc.public-service.com'],
    ['DomainName: public-service.com, SubjectAlternativeNames: [shop.svc.public-service.com], ValidationMethod: DNS', 'SubjectAlternativeNames/0', 'shop.svc.public-service.com'],
  ])('is not validated by DNS: %s', (body, path, name) => {
    expect(broken(certified(body))).toEqual([
      `zone-of-namespace at Certificate, Properties/${path}, with Names: Certificate is validated by DNS for ${name}, a name of the namespace Names.`,
    ]);
  });

  test.each([
    ['by e-mail', certified('DomainName: svc.public-service.com, ValidationMethod: EMAIL')],
    ['by the default', certified('DomainName: svc.public-service.com')],
    ['by a private authority', certified('DomainName: svc.public-service.com, ValidationMethod: DNS, CertificateAuthorityArn: !Ref Given')],
    ['for a name above', certified('DomainName: "*.public-service.com", ValidationMethod: DNS')],
    ['for a name that is not known', certified('DomainName: !Ref Given, ValidationMethod: DNS')],
    ['beside a private namespace of the name', certified('DomainName: svc.public-service.com, ValidationMethod: DNS', 'PrivateDnsNamespace { Name: svc.public-service.com, Vpc: vpc-1 }')],
    ['where the namespace is there at times', certified('DomainName: svc.public-service.com, ValidationMethod: DNS', '@IsProd PublicDnsNamespace { Name: svc.public-service.com }')],
  ])('may be validated %s', (_, resources) => {
    expect(broken(resources)).toEqual([]);
  });
});
