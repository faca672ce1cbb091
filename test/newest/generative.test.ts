import { describeReport } from '../generative/describe-report';
import { examine } from '../generative/examine';
import { sample } from '../generative/sample';

const { GENERATIVE_SEED = '20261125', GENERATIVE_RUNS = '2000' } = process.env;
const SEED = GENERATIVE_SEED === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(GENERATIVE_SEED);
const RUNS = Number(GENERATIVE_RUNS);

/** What a run came to, for those who start one by hand. */
function tell(accepted: number, refused: ReadonlyMap<string, number>, since: number): void {
  const rules = [...refused].sort(([, a], [, b]) => b - a).map(([rule, count]) => `${rule} ${count}`).join(', ');
  process.stdout.write(`seed ${SEED}: ${RUNS} combinations in ${Math.round((Date.now() - since) / 1000)} s, ${accepted} accepted; rules broken: ${rules}\n`);
}

describe('all choices of the public API, with the strict validation of the newest CDK', () => {
  beforeAll(() => {
    process.env.CDK_VALIDATION = 'true';
    process.env.CDK_CONTEXT_JSON = '{}'; // with the checks of templates, which the unit tests leave off
    // The CDK prints its findings; they are in the report, too.
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterAll(() => {
    process.env.CDK_VALIDATION = 'false';
  });

  test('what is refused is illegal, what is accepted is legal, and its template is right', () => {
    const start = Date.now();
    const report = examine(sample(SEED, RUNS));
    tell(report.accepted, report.refused, start);
    expect(describeReport(report, SEED)).toBe('');
    expect(report.accepted).toBeGreaterThanOrEqual(RUNS / 2);
  }, 600_000);
});

test('the number of combinations is that of the issue', () => {
  expect(process.env.GENERATIVE_RUNS === undefined ? RUNS : 2000).toBeGreaterThanOrEqual(2000);
});
