import { firstOpenPort, openPort } from '../../src/simulator/tasks/open-ports';

test.each([
  [80, 1024, 8080], [443, 1024, 8443], [1023, 1024, 9023], [1024, 1024, 1024], [8080, 1024, 8080], [80, 80, 80], [80, 0, 80],
])('in place of port %d, where the first that is open is %d, tasks listen at %d', (port, firstOpen, expected) => {
  expect(openPort(port, firstOpen)).toBe(expected);
});

describe('the first port that is open', () => {
  afterEach(() => jest.restoreAllMocks());

  test('is any for root', () => {
    jest.spyOn(process, 'getuid').mockReturnValue(0);
    expect(firstOpenPort()).toBe(0);
  });

  test('is what the system says for others', () => {
    jest.spyOn(process, 'getuid').mockReturnValue(1000);
    expect(firstOpenPort()).toBeLessThanOrEqual(1024);
  });
});
