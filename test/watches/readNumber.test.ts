import fc from 'fast-check';
import { readNumber } from '../../src/watches/readNumber';

test.each([
  ['€1.299,00', 'es-ES', 1299],
  ['€1.299,00', 'en-US', 1299],
  ['1.299,00 €', 'es-ES', 1299],
  ['€1,299.00', 'en-GB', 1299],
  ['1,299.00', 'es-ES', 1299],
  ['1 299,00 €', 'fr-FR', 1299],
  ['1\u202f299,00\u00a0€', 'fr-FR', 1299],
  ["CHF 1'299.50", 'de-CH', 1299.5],
  ['1.299', 'es-ES', 1299],
  ['1.299', 'en-US', 1.299],
  ['1,299', 'en-US', 1299],
  ['1,299', 'es-ES', 1.299],
  ['0,299', 'en-US', 0.299],
  ['1.299.000', 'en-US', 1_299_000],
  ['1,299,000', 'es-ES', 1_299_000],
  ['12,5', 'en-US', 12.5],
  ['12.5', 'es-ES', 12.5],
  ['from $199 per night', 'en-US', 199],
  ['-5 °C', 'en-US', -5],
  ['−5,5', 'es-ES', -5.5],
  ['1,299.00', undefined, 1299],
  ['1,299.00', 'no locale at all', 1299],
  ['US$ 250', 'en-US', 250],
  ['250EUR', 'en-US', 250],
  ['42', 'en', 42],
])('%j is read in %s as %d', (text, locale, number) => {
  expect(readNumber(text, locale)).toBe(number);
});

test.each([
  ['NaN'],
  ['Infinity'],
  [''],
  ['sold out'],
  ['on request'],
  ['2 nights for 1299'],
  ['100–200 €'],
  ['1.29.9,00'],
  ['1,2,3'],
  ['1.299,00.5'],
  ['12:30'],
  ['2026-03-11'],
  ['R2D2'],
])('%j is not one number', (text) => {
  expect(readNumber(text, 'es-ES')).toBeUndefined();
});

test('reads back what each language writes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('en-US', 'es-ES', 'de-DE', 'fr-FR', 'de-CH', 'pt-BR'),
      fc.constantFrom('EUR', 'USD'),
      fc.integer({ min: 0, max: 99_999_999 }),
      (locale, currency, cents) => {
        const written = new Intl.NumberFormat(locale, { style: 'currency', currency }).format(cents / 100);
        expect(readNumber(written, locale)).toBe(cents / 100);
      },
    ),
  );
});

test('is quick on what is made to be slow', () => {
  const before = process.cpuUsage();
  readNumber('1 '.repeat(1000), 'en');
  readNumber("1'".repeat(100_000), 'en');
  readNumber('€'.repeat(100_000), 'en');
  const { user } = process.cpuUsage(before);
  expect(user).toBeLessThan(500_000);
});
