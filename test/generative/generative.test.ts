import { describeReport } from './describe-report';
import { examine } from './examine';
import { sample } from './sample';

const SEED = 20261125;

test('some combinations of the public API: the library, the model and the templates agree', () => {
  const report = examine(sample(SEED, 100));
  expect(describeReport(report, SEED)).toBe('');
  expect(report.accepted).toBeGreaterThan(50);
}, 60_000);
