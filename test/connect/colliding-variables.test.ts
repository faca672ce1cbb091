import type { ContainerDefinition } from 'aws-cdk-lib/aws-ecs';
import { Secret } from 'aws-cdk-lib/aws-ecs';
import { Secret as Vault } from 'aws-cdk-lib/aws-secretsmanager';
import { templateOf, variablesOf } from './reading';
import { messageOf, Shop } from '../testing/shop';

const TEXT = `
  why: One of the two values would be lost, and the container would start with the other: addEnvironment() overwrites in silence.
  fix: Take the variable out of the container's environment, or give connectTo() another prefix.
  see: https://github.com/cdk-discoverable-service/cdk-discoverable-service/blob/main/docs/connect.md
`;

test('a variable of the user is not overwritten', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend', { environment: { BACKEND_HOST: 'mine' } }), shop.service('Backend')];
  expect(messageOf(() => frontend.connectTo(backend))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-variable] BACKEND_HOST of Shop/Frontend is "mine", and the connection to Shop/Backend would make it "backend.ecs-internal".${TEXT}`);
});

test('a secret is not overwritten', () => {
  const shop = new Shop();
  const secrets = { BACKEND_URL: Secret.fromSecretsManager(new Vault(shop.stack, 'Vault')) };
  const [frontend, backend] = [shop.service('Frontend', { secrets }), shop.service('Backend')];
  expect(messageOf(() => frontend.connectTo(backend))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-variable] BACKEND_URL of Shop/Frontend is a secret, and the connection to Shop/Backend would make it "http://backend.ecs-internal:80".${TEXT}`);
});

test.each<[string, (container: ContainerDefinition) => unknown]>([
  ['is rendered in a way of its own', (container) => {
    const { environment: _none, ...rendered } = container.renderContainerDefinition();
    container.renderContainerDefinition = () => ({ ...rendered, environment: [{ name: 'BACKEND_HOST', value: 'mine' }] });
  }],
  ['keeps its variables in another way', (container) => Object.assign(container, { environment: Object.assign(Object.create(null), { BACKEND_HOST: 'mine' }) })],
])('a variable of a container that %s is not overwritten', (_what, change) => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  change(frontend.container);
  expect(messageOf(() => frontend.connectTo(backend))).toContain('[connect-variable] BACKEND_HOST of Shop/Frontend is "mine"');
});

test('what another connection writes is not overwritten', () => {
  const shop = new Shop();
  const [frontend, first, second] = [shop.service('Frontend'), shop.service('First'), shop.service('Second')];
  frontend.connectTo(first, { prefix: 'API' });
  const message = (name: string, is: string, made: string) => `[connect-variable] API_${name} of Shop/Frontend is "${is}" by the connection to Shop/First, `
    + `and the connection to Shop/Second would make it "${made}".${TEXT}`;
  expect(messageOf(() => frontend.connectTo(second, { prefix: 'API' }))).toBe(`Shop/Frontend.connectTo(Shop/Second): 2 problems

${message('HOST', 'first.ecs-internal', 'second.ecs-internal')}
${message('URL', 'http://first.ecs-internal:80', 'http://second.ecs-internal:80')}`);
});

test('the same target with another scheme needs another prefix', () => {
  const shop = new Shop();
  const [frontend, backend] = [shop.service('Frontend'), shop.service('Backend')];
  frontend.connectTo(backend);
  expect(messageOf(() => frontend.connectTo(backend, { scheme: 'https' }))).toBe(`Shop/Frontend.connectTo(Shop/Backend): 1 problem

[connect-variable] BACKEND_URL of Shop/Frontend is "http://backend.ecs-internal:80" by the connection to Shop/Backend, `
    + `and the connection to Shop/Backend would make it "https://backend.ecs-internal:80".${TEXT}`);
});

test('two callers may have the same variables', () => {
  const shop = new Shop();
  const [a, b, first, second] = ['A', 'B', 'First', 'Second'].map((id) => shop.service(id));
  a.connectTo(first, { prefix: 'API' });
  b.connectTo(second, { prefix: 'API' });
  const template = templateOf(shop);
  expect(['A', 'B'].map((id) => variablesOf(template, id).API_HOST)).toEqual(['first.ecs-internal', 'second.ecs-internal']);
});

test('a variable that is added after the connection is not lost in silence: synth refuses it', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  frontend.connectTo(shop.service('Backend'));
  frontend.container.addEnvironment('BACKEND_HOST', 'mine');
  frontend.container.addEnvironment('BACKEND_PORT', '80');
  expect(shop.synthesisError()).toBe(`Connections: 1 problem

[connect-variable] BACKEND_HOST of Shop/Frontend is "mine", and the connection to Shop/Backend would make it "backend.ecs-internal".${TEXT}`);
});

test('a secret that is added after the connection is refused at synth', () => {
  const shop = new Shop();
  const frontend = shop.service('Frontend');
  frontend.connectTo(shop.service('Backend'));
  frontend.container.addSecret('BACKEND_HOST', Secret.fromSecretsManager(new Vault(shop.stack, 'Vault')));
  expect(shop.synthesisError()).toBe(`Connections: 1 problem

[connect-variable] BACKEND_HOST of Shop/Frontend is a secret, and the connection to Shop/Backend would make it "backend.ecs-internal".${TEXT}`);
});
