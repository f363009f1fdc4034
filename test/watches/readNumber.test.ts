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
  ['1.5e3', 'en', 1500],
  ['1E+3', 'en', 1000],
  ['5e-1', 'en', 0.5],
  ['€1.299,-', 'en', 1299],
  ['1,299.–', 'es', 1299],
  ['₹12,34,567.50', 'en-IN', 1_234_567.5],
  ['CHF-5.00', 'de-CH', -5],
  ['-$5', 'en', -5],
  ['$-5', 'en', -5],
  ['€ -5,00', 'nl', -5],
  ['–5 °C', 'en', -5],
  ['Terminal-5', 'en', 5],
  ['45 m²', 'en', 45],
  ['5-star', 'en', 5],
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
  ['5k'],
  ['1.2M'],
  ['5 mil'],
  ['1,5 millones de euros'],
  ['1,2 Mio. €'],
  ['10⁶'],
  ['5½'],
  ['0x1F'],
  ['5-'],
  ['room - 120 €'],
  ['room –120 €'],
  ['1e999'],
  ['9'.repeat(400)],
  ['1.299,99.-'],
  [`1.299 ${'x '.repeat(1500)}and 5`],
])('%j is not one number', (text) => {
  expect(readNumber(text, 'es-ES')).toBeUndefined();
});

test('reads back what each language writes', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('en-US', 'es-ES', 'de-DE', 'fr-FR', 'de-CH', 'pt-BR'),
      fc.constantFrom('EUR', 'USD'),
      fc.integer({ min: -99_999_999, max: 99_999_999 }),
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
