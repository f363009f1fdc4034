import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { bundleScript } from '../../support/bundleScript';

const SCRIPT = bundleScript(join(__dirname, 'phrasesTool.ts'));

describe('the phrases tool', () => {
  test('writes one line for each line, in order, and nothing else', async () => {
    const lines = Array.from({ length: 3000 }, (_, id) =>
      id % 10 === 0
        ? `broken ${id}`
        : JSON.stringify({
            id,
            text: `in ${id} minutes line ${id}`,
            now: '2026-03-11T09:30:00Z',
            zone: 'Europe/Madrid',
          }),
    );
    const { answers, code } = await run(`${lines.join('\n')}\n`);
    expect(code).toBe(0);
    expect(answers).toHaveLength(3000);
    expect(answers.map(({ id }) => id ?? null)).toEqual(lines.map((_, id) => (id % 10 === 0 ? null : id)));
    expect(answers[7]).toEqual({
      id: 7,
      kind: 'once',
      at: '2026-03-11T09:37:00Z',
      tzid: 'Europe/Madrid',
      message: 'line 7',
    });
  });

  test('answers each line before the next is written', async () => {
    const child = spawn(process.execPath, [SCRIPT]);
    for (const id of [1, 2, 3]) {
      child.stdin.write(`${JSON.stringify({ id, text: 'in 5 minutes x', now: '2026-03-11T09:30:00Z' })}\n`);
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      expect(JSON.parse(chunk.toString())).toMatchObject({ id, kind: 'once' });
    }
    child.stdin.end();
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });

  test('answers a last line without an end, and lines of any length', async () => {
    const long = JSON.stringify({ id: 'long', text: 'x'.repeat(100_000), now: '2026-03-11T09:30:00Z' });
    const { answers } = await run(`${long}\n{"id":"last"}`);
    expect(answers).toMatchObject([
      { id: 'long', kind: 'reject', reason: 'too-long' },
      { id: 'last', kind: 'reject' },
    ]);
  });
});

async function run(input: string): Promise<{ answers: Record<string, unknown>[]; code: number }> {
  const child = spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit') as Promise<[number]>]);
  const answers = output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { answers, code };
}
