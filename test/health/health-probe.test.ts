import { HealthProbe } from '../../src/health/health-probe';
import { renderHealthProbe } from '../../src/health/render-health-probe';

test('a probe cannot be changed, not even by the array it was made from', () => {
  const given = ['CMD', '/bin/check'];
  const probe = HealthProbe.command(given);
  given.push('--late');
  renderHealthProbe(probe).command.push('--later');

  expect(renderHealthProbe(probe).command).toEqual(['CMD', '/bin/check']);
  expect(Object.isFrozen(probe._probe)).toBe(true);
});

// Decision 010: the runtime of jsii writes an id into the object.
test('a probe can be handed to other languages', () => {
  expect([HealthProbe.http(), HealthProbe.tcp(), HealthProbe.command(['CMD', '/bin/check'])].map(Object.isExtensible)).toEqual([true, true, true]);
});
