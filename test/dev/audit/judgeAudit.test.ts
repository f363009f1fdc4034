/** Known faults of packages fail the check, but those that are explained, for a time. */
import { type Allowed, type AuditReport, judgeAudit } from '../../../dev/audit/judgeAudit';

const report: AuditReport = {
  vulnerabilities: {
    axios: {
      via: [{ url: 'https://github.com/advisories/GHSA-aaaa', title: 'Reads too much', severity: 'high' }],
    },
    botbuilder: { via: ['axios'] },
  },
};
const explained: Allowed = {
  id: 'GHSA-aaaa',
  because: 'only answers of our own services',
  until: '2026-12-31',
};

test('a known fault fails, once, with its package', () => {
  expect(judgeAudit(report, [], '2026-11-21')).toEqual(['GHSA-aaaa: axios, high: Reads too much']);
});

test('one that is explained does not, up to its day', () => {
  expect(judgeAudit(report, [explained], '2026-12-31')).toEqual([]);
  expect(judgeAudit(report, [explained], '2027-01-01')).toEqual([
    'GHSA-aaaa: axios, high: Reads too much',
    'GHSA-aaaa: was allowed until 2026-12-31',
  ]);
});

test('an explanation that explains nothing any more is to be removed', () => {
  expect(judgeAudit({ vulnerabilities: {} }, [explained], '2026-11-21')).toEqual([
    'GHSA-aaaa: is allowed, and found no more: take it off the list',
  ]);
});

test('an audit that was not made is no good news', () => {
  expect(() => judgeAudit({ message: '405 Method Not Allowed' }, [], '2026-11-21')).toThrow('405');
});
