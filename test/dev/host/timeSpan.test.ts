// .NET time spans, as host.json and timers write them.
import { parseTimeSpan } from '../../../dev/host/timeSpan';

it.each([
  ['00:00:02', 2000],
  ['00:00:00.100', 100],
  ['00:00:00.0000004', 0],
  ['01:30', 5_400_000],
  ['1.00:00:00', 86_400_000],
  ['7.23:59:59.999', 8 * 86_400_000 - 1],
  ['-00:00:01', -1000],
  ['2', 2 * 86_400_000],
])('reads %s', (text, ms) => {
  expect(parseTimeSpan(text)).toBe(ms);
});

it.each(['', 'soon', '24:00:00', '00:60:00', '00:00:60', '1:2:3:4', '2s', '00:00:01.'])(
  'does not take "%s" for one',
  (text) => {
    expect(parseTimeSpan(text)).toBeUndefined();
  },
);
