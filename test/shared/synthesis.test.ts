import { App, AspectPriority, Aspects, Stack, Stage } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Synthesis } from '../../src/shared/synthesis';

test('an app has one synthesis, whichever construct asks', () => {
  const app = new App();
  const a = new Stack(app, 'A');
  const b = new Construct(new Stack(app, 'B'), 'Thing');

  expect(Synthesis.of(a)).toBe(Synthesis.of(b));
  expect(Synthesis.of(a).stage).toBe(app);
});

test('each stage of an app has its own', () => {
  const app = new App();
  const [dev, prod] = ['Dev', 'Prod'].map((id) => new Stage(app, id));

  expect(Synthesis.of(new Stack(dev, 'A')).stage).toBe(dev);
  expect(Synthesis.of(new Stack(dev, 'B'))).not.toBe(Synthesis.of(new Stack(prod, 'B')));
});

test('actions run once, in their order, and not before synthesis', () => {
  const app = new App();
  const stack = new Stack(app, 'A');
  const done: string[] = [];
  Synthesis.of(stack).atBegin(() => done.push(`first, begun: ${Synthesis.of(stack).hasBegun}`));
  Synthesis.of(stack).atBegin(() => done.push('second'));

  expect(Synthesis.of(stack).hasBegun).toBe(false);
  expect(done).toEqual([]);
  app.synth();
  app.synth({ force: true });
  expect(done).toEqual(['first, begun: true', 'second']);
});

test('actions see what the aspects of others have added', () => {
  const app = new App();
  const stack = new Stack(app, 'A');
  let seen: string[] = [];
  Synthesis.of(stack).atBegin(() => { seen = stack.node.children.map(({ node }) => node.id); });
  Aspects.of(app).add({
    visit: (node) => {
      if (node === app) {
        new Construct(stack, 'Late');
      }
    },
  }, { priority: AspectPriority.READONLY - 1 });
  app.synth();

  expect(seen).toContain('Late');
});

test('what a stage has noted is done when that stage is synthesized, for it alone', () => {
  const app = new App();
  const [dev, prod] = ['Dev', 'Prod'].map((id) => new Stack(new Stage(app, id), 'A'));
  const done: string[] = [];
  Synthesis.of(dev).atBegin(() => done.push('dev'));
  Synthesis.of(prod).atBegin(() => done.push('prod'));

  Stage.of(dev)!.synth();
  expect(done).toEqual(['dev']);
});
