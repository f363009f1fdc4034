import { faultFields, logLine } from '../src/log';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
};

describe('a line of the log', () => {
  it('is its event, then the fields that there are, in their order', () => {
    expect(logLine('delivery.sent', { row: 'a "b"', late: 12, code: undefined, isBulk: false })).toBe(
      'delivery.sent row="a \\"b\\"" late=12 isBulk=false',
    );
    expect(logLine('delivery.sent')).toBe('delivery.sent');
  });
});

describe('what is said of a fault', () => {
  it('is its kind, its codes, and the first line of its message, not too long of it', () => {
    const fault = Object.assign(new TypeError(`${'x'.repeat(300)}\nsecond`), { code: 'E', statusCode: 503 });
    expect(faultFields(fault)).toEqual({
      ...{ fault: 'TypeError', code: 'E', statusCode: 503 },
      detail: 'x'.repeat(200),
    });
  });

  it('is not what JSON.parse says, which quotes what it read', () => {
    const fault = parse('My salary is 5000');
    expect(fault).toHaveProperty('message', expect.stringContaining('salary'));
    expect(faultFields(fault)).toMatchObject({ fault: 'SyntaxError', detail: undefined });
  });

  it('is no more than its type where something else was thrown', () => {
    expect(faultFields('My salary is 5000')).toEqual({ fault: 'string' });
  });
});
