import { brokenBy } from './broken-by';
import { ecsRules } from './ecs-rules';
import type { Connected } from './service-connect';
import { connectTemplate, otherServer } from './service-connect';

const broken = (variation: Connected) => brokenBy(ecsRules, connectTemplate(variation));

describe('service-connect-order', () => {
  const client = (environment: string, { attributes = '', services = '', namespace = '!GetAtt Namespace.Arn' } = {}) => `ClientTask:
    Type: AWS::ECS::TaskDefinition
    Properties:
      NetworkMode: awsvpc
      Memory: 512
      ContainerDefinitions: [{ Name: app, Image: app, Environment: [{ Name: URL, Value: "${environment}" }], PortMappings: [{ ContainerPort: 80, Name: client }] }]
  Client:
    Type: AWS::ECS::Service
    ${attributes}
    Properties:
      TaskDefinition: !Ref ClientTask
      NetworkConfiguration: { AwsvpcConfiguration: { Subnets: [subnet-1] } }
      ServiceConnectConfiguration: { Enabled: true, Namespace: ${namespace}, ${services} }`;
  const SERVER = 'Services: [{ PortName: client }]';
  const EARLY = 'service-connect-order at Client, with Backend: Client calls Backend by Service Connect, and does not depend on it.';

  test.each(['http://backend:80/', 'backend', 'a,backend:80'])('warns of a client that calls "%s" and does not wait', (url) => {
    expect(broken({ more: client(url, { services: SERVER }) })).toEqual([EARLY]);
    expect(broken({ more: client(url) })).toEqual([EARLY]);
  });

  test('knows a service by its default name', () => {
    expect(broken({ services: '[{ PortName: web }]', more: client('http://web.shop:8080', { services: SERVER }) })).toEqual([EARLY]);
    expect(broken({ services: '[{ PortName: web, ClientAliases: [{ Port: 80 }] }]', more: client('http://web.shop', { services: SERVER }) })).toEqual([EARLY]);
  });

  test('warns of a client that waits for nobody', () => {
    expect(broken({ more: client('none') })).toEqual([
      'service-connect-order at Client, with Backend: '
      + 'Client is a client in Service Connect, and depends on none of the services that it may call, such as Backend.',
    ]);
  });

  const between = 'Custom: { Type: Custom::Wait, DependsOn: [Backend, Client] }';

  test.each([
    ['one that waits', client('backend', { attributes: 'DependsOn: Backend' })],
    ['one that waits for what waits', `${client('backend', { attributes: 'DependsOn: [Custom]' })}\n  ${between}`],
    ['a server that calls nobody', client('my-backend.shop', { services: SERVER })],
    ['a client of another namespace', client('backend', { namespace: 'other' })],
    ['a client that may not be there', client('backend', { attributes: 'Condition: IsAny' })],
  ])('lets %s pass', (_, more) => {
    expect(broken({ more })).toEqual([]);
  });

  test('lets two that call each other wait for one another in one direction', () => {
    const more = client('backend', { services: SERVER });
    expect(brokenBy(ecsRules, connectTemplate({ more, service: '' }).replace('Backend:\n    Type', 'Backend:\n    DependsOn: Client\n    Type'))).toEqual([]);
  });

  test('lets a server pass whatever others do', () => {
    expect(broken({ more: otherServer('PortName: other') })).toEqual([]);
  });
});
