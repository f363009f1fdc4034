import { compilePattern } from '../../src/watches/textPattern';

const find = async (pattern: string, text: string): Promise<string | undefined> =>
  (await compilePattern(pattern))?.find(text);

test('finds the first group, or all that matches, whatever the case', async () => {
  await expect(find('from (\\d+)', 'Rooms FROM 199 a night')).resolves.toBe('199');
  await expect(find('from \\d+', 'Rooms FROM 199 a night')).resolves.toBe('FROM 199');
  await expect(find('(?:a)(b)?', 'a')).resolves.toBe('');
  await expect(find('x', 'abc')).resolves.toBeUndefined();
});

test.each([
  ['('],
  ['[z-a]'],
  ['a**'],
  ['(?=a)'],
  ['(a)\\1'],
  ['a{1001}'],
  ['(a{20}){20}'],
  ['x'.repeat(201)],
  [`(?:${'a*'.repeat(88)}){199}!`],
])('%s is no pattern', async (pattern) => {
  await expect(compilePattern(pattern)).resolves.toBeUndefined();
});

test.each([['(a+)+$'], ['(a|aa)+$'], ['(.*)(.*)(.*)(.*)(.*)x$'], ['(a|b|ab)*bc$'], ['(?:a?){100}a{2}$']])(
  '%s, which other engines explode on, takes its time once over the text',
  async (pattern) => {
    const compiled = await compilePattern(pattern);
    const time = (length: number): number => {
      const before = process.cpuUsage();
      compiled?.find(`${'a'.repeat(length)}!`);
      return process.cpuUsage(before).user / 1000;
    };
    time(1000);
    expect(time(200_000)).toBeLessThan(6000);
  },
);

test.each([
  ['.*'.repeat(99) + 'x'],
  ['(.*)'.repeat(49)],
  ['(?:a?){199}!'],
  ['((((a*)*)*)*)*$'],
  [`(?:${'a*'.repeat(5)}){90}!`],
])('%s is done within seconds on the largest text there is', async (pattern) => {
  const compiled = await compilePattern(pattern);
  const before = process.cpuUsage();
  compiled?.find('a'.repeat(1024 * 1024));
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(4000);
});

test('reads so much of a text and no more', async () => {
  await expect(find('end', `${'x'.repeat(300 * 1024)}end`)).resolves.toBeUndefined();
});
