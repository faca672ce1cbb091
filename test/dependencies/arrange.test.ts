import { graph, hasCircle, leads, randomCase, randomFrom, shuffled, textOf, wish } from './random-graphs';
import { arrange } from '../../src/dependencies/arrange';

function arranged(existing: string[], wishes: string[]) {
  const { granted, impossible } = arrange(wishes.map(wish), graph(...existing));
  return { granted: [...granted].map(textOf).sort(), impossible: impossible.map(textOf).sort() };
}

test.each<[string, string[], string[], string[]]>([
  ['nothing', [], [], []],
  ['one wish', [], ['A > B'], ['A > B']],
  ['a wish that is there already', ['A > B'], ['A > B'], ['A > B']],
  ['the same wish twice', [], ['A > B', 'A > B'], ['A > B', 'A > B']],
  ['a wish against what is there', ['B > A'], ['A > B'], []],
  ['a wish against what is there through others', ['B > X', 'X > A'], ['A > B'], []],
  ['two that wish each other: the second by name waits', [], ['A > B', 'B > A'], ['B > A']],
  ['two that wish each other, and what is there decides', ['A > B'], ['A > B', 'B > A'], ['A > B']],
  ['three in a circle, against the order of names', [], ['A > B', 'B > C', 'C > A'], ['C > A']],
  ['three in a circle the other way round', [], ['B > A', 'C > B', 'A > C'], ['B > A', 'C > B']],
  ['a wish outside of a circle', [], ['A > B', 'B > A', 'X > A', 'B > Y'], ['B > A', 'B > Y', 'X > A']],
])('%s', (_what, existing, wishes, granted) => {
  expect(arranged(existing, wishes)).toEqual({ granted, impossible: [] });
});

test.each<[string, string[], string[], { granted: string[]; impossible: string[] }]>([
  ['a pin decides a circle', [], ['A > B!', 'B > A'], { granted: ['A > B!'], impossible: [] }],
  ['pins decide through others', [], ['A > B!', 'B > C!', 'C > A'], { granted: ['A > B!', 'B > C!'], impossible: [] }],
  ['a pin and what is there decide together', ['B > C'], ['A > B!', 'C > A', 'A > C'], { granted: ['A > B!', 'A > C'], impossible: [] }],
  ['a pin against what is there', ['B > A'], ['A > B!'], { granted: ['A > B!'], impossible: ['A > B!'] }],
  ['two pins against each other', [], ['A > B!', 'B > A!'], { granted: ['A > B!', 'B > A!'], impossible: ['A > B!', 'B > A!'] }],
  ['a pin outside of them can be had', [], ['A > B!', 'B > A!', 'X > A!'],
    { granted: ['A > B!', 'B > A!', 'X > A!'], impossible: ['A > B!', 'B > A!'] }],
  ['a wish does not make a pin impossible', [], ['A > B!', 'B > C', 'C > A'], { granted: ['A > B!', 'C > A'], impossible: [] }],
])('%s', (_what, existing, wishes, expected) => {
  expect(arranged(existing, wishes)).toEqual(expected);
});

test.each([false, true])('random graphs (with pins: %s): no circle is closed, and pins that can be had are had', (pins) => {
  const random = randomFrom(pins ? 2 : 3);
  for (let round = 0; round < 400; round += 1) {
    const { existing, wishes } = randomCase(random, pins);
    const { granted, impossible } = arrange(wishes, graph(...existing));
    const pinned = wishes.filter((one) => one.pinned);
    expect({
      round, circle: hasCircle([...existing, ...[...granted].map((one) => textOf(one).replace('!', ''))]), lost: pinned.filter((one) => !granted.has(one)), impossible,
    }).toEqual({ round, circle: false, lost: [], impossible: [] });
  }
});

test('random graphs: what is not granted can be turned round, all of it at once', () => {
  const random = randomFrom(4);
  for (let round = 0; round < 400; round += 1) {
    const { existing, wishes } = randomCase(random, true);
    const { granted } = arrange(wishes, graph(...existing));
    const edges = wishes.map((one) => granted.has(one) ? `${one.from} > ${one.to}` : `${one.to} > ${one.from}`);
    expect({ round, circle: hasCircle([...existing, ...edges]) }).toEqual({ round, circle: false });
  }
});

test('random graphs: a wish outside of every circle is granted', () => {
  const random = randomFrom(5);
  for (let round = 0; round < 400; round += 1) {
    const { existing, wishes } = randomCase(random, true);
    const { granted } = arrange(wishes, graph(...existing));
    const all = [...existing, ...wishes.map(({ from, to }) => `${from} > ${to}`)];
    const lost = wishes.filter((one) => !leads(all, one.to, one.from) && !granted.has(one)).map(textOf);
    expect({ round, lost }).toEqual({ round, lost: [] });
  }
});

test('random graphs: in whatever order wishes and edges are told, the result is the same', () => {
  const random = randomFrom(6);
  for (let round = 0; round < 200; round += 1) {
    const { existing, wishes } = randomCase(random, true);
    const result = arrange(wishes, graph(...existing)).granted;
    const again = arrange(shuffled(wishes, random), graph(...shuffled(existing, random))).granted;
    expect({ round, granted: [...again].map(textOf).sort() }).toEqual({ round, granted: [...result].map(textOf).sort() });
  }
});

test('random graphs: a circle elsewhere moves no wish that is outside of it', () => {
  const random = randomFrom(7);
  for (let round = 0; round < 100; round += 1) {
    const { existing, wishes } = randomCase(random, false);
    const alone = [...arrange(wishes, graph(...existing)).granted].map(textOf);
    const elsewhere = [wish('Y > Z'), wish('Z > Y'), wish('A > Y')];
    const together = [...arrange([...wishes, ...elsewhere], graph(...existing)).granted].map(textOf);
    expect({ round, granted: together.filter((text) => !/[YZ]/.test(text)).sort() }).toEqual({ round, granted: alone.sort() });
  }
});

test('where a wish starts is read only where another wish leads to it, or what is there', () => {
  const read = (existing: string[], wishes: string[]) => {
    const asked = new Set<string>();
    const dependencies = graph(...existing);
    arrange(wishes.map(wish), {
      ...dependencies,
      of: (node) => {
        asked.add(node);
        return dependencies.of(node);
      },
    });
    return [...asked].sort().join('');
  };
  expect([read([], ['A > B', 'X > B']), read([], ['A > B', 'B > C']), read(['B > Y', 'Y > A'], ['A > B', 'X > B'])]).toEqual(['B', 'BC', 'ABY']);
});
