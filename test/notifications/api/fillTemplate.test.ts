import fc from 'fast-check';
import { Problems } from '../../../src/notifications/api/fields';
import { Filling } from '../../../src/notifications/api/fillTemplate';

const PLACES = { template: '/message/template', data: '/message/data' };

function fill<T>(template: T, data: unknown, most = 10_000) {
  const problems = new Problems();
  return { filled: new Filling(data, PLACES, problems, most).fill(template), problems };
}
const pointersOf = (template: unknown, data: unknown) =>
  fill(template, data).problems.list.map(({ pointer }) => pointer);

describe('a template', () => {
  it('takes texts, numbers and truth values from data, by paths', () => {
    const data = { build: { number: 42, isGreen: true }, items: [{ name: 'a' }, { name: 'b' }] };
    const template =
      '${build.number} (${ build.isGreen }): ${items[1].name}, ${items.0.name} of ${items.length}';
    expect(fill(template, data).filled).toBe('42 (true): b, a of 2');
  });

  it('is filled in wherever a card has texts, and keeps all else', () => {
    const card = { type: 'AdaptiveCard', body: [{ text: 'Hi ${who}', size: 3, wrap: true, nothing: null }] };
    expect(fill(card, { who: 'Ana' }).filled).toEqual({
      type: 'AdaptiveCard',
      body: [{ text: 'Hi Ana', size: 3, wrap: true, nothing: null }],
    });
  });

  it('shows `${` where that is meant', () => {
    expect(fill('costs $${price} and $5', {}).filled).toBe('costs ${price} and $5');
  });

  it('takes what data hold as it is, even where it looks like a placeholder', () => {
    expect(fill('${a}', { a: '${b} $& $1', b: 'x' }).filled).toBe('${b} $& $1');
  });

  it('names each value that is missing, once', () => {
    expect(pointersOf('${a.b} ${a.b} ${c} ${list[3]}', { a: {}, list: [] })).toEqual([
      '/message/data/a/b',
      '/message/data/c',
      '/message/data/list/3',
    ]);
  });

  it('shows no objects and no null', () => {
    expect(pointersOf('${a} ${b} ${c}', { a: {}, b: null, c: [] })).toHaveLength(3);
  });

  it.each(['constructor', 'toString', '__proto__', 'a.constructor.name', 'a.length', '__proto__.x'])(
    'finds nothing under %s, which data do not hold',
    (path) => {
      expect(pointersOf(`\${${path}}`, { a: 'x', list: [] }).length).toBeGreaterThan(0);
    },
  );

  it.each(['1+1', 'a()', 'a[b]', '', ' ', 'process.exit(1)', 'a..b', '`x`', 'if(a,b,c)'])(
    'does not understand %j, and says where it stands',
    (expression) => {
      expect(pointersOf({ body: [`\${${expression}}`] }, { a: {} })).toEqual(['/message/template/body/0']);
    },
  );

  it('does not grow beyond what is allowed', () => {
    const { filled, problems } = fill('${x}'.repeat(1000), { x: 'y'.repeat(100) }, 5000);
    expect(filled.length).toBeLessThanOrEqual(5000);
    expect(problems.list).toEqual([
      { pointer: '/message/template', detail: expect.stringMatching(/large/) as string },
    ]);
    expect(problems.isOnlyTooLarge).toBe(true);
  });

  it('changes no object that it is not', () => {
    const template = JSON.parse('{"__proto__": {"polluted": "${x}"}}') as object;
    const { filled } = fill(template, { x: 'y' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(JSON.stringify(filled)).toBe('{"__proto__":{"polluted":"y"}}');
  });

  it('leaves texts without placeholders alone', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!text.includes('${'));
        expect(fill(text, {}).filled).toBe(text);
      }),
    );
  });
});
