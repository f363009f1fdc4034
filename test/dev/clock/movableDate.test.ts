// The movable clock keeps all that Date promises, and moves only what reads the time.
import vm from 'node:vm';
import { installMovableDate, type MovableDate } from '../../../dev/clock/movableDate';

const NativeDate = Date;
const DAY_MS = 86_400_000;
let clock: MovableDate;

beforeAll(() => {
  clock = installMovableDate();
});
afterEach(() => clock.setOffset(0));

it('moves Date.now(), new Date() and Date(), forwards and backwards', () => {
  for (const days of [400, -400]) {
    clock.setOffset(days * DAY_MS);
    const realMs = performance.timeOrigin + performance.now();
    expect(Math.abs(Date.now() - realMs - days * DAY_MS)).toBeLessThan(2000);
    expect(Math.abs(new Date().getTime() - Date.now())).toBeLessThan(50);
    expect(Date()).toBe(new Date().toString());
  }
});

it('leaves dates that are given alone', () => {
  clock.setOffset(DAY_MS);
  expect(new Date(0).getTime()).toBe(0);
  expect(new Date('2030-01-04T08:00:00Z').toISOString()).toBe('2030-01-04T08:00:00.000Z');
  expect(new Date(2030, 0, 4).getTime()).toBe(new NativeDate(2030, 0, 4).getTime());
  expect(new Date(undefined as unknown as number).getTime()).toBeNaN();
  expect(Date.UTC(2030, 0, 4)).toBe(NativeDate.UTC(2030, 0, 4));
  expect(Date.parse('2030-01-04')).toBe(NativeDate.parse('2030-01-04'));
});

it('is Date in every other respect', () => {
  expect([Date.name, Date.length, typeof Date]).toEqual(['Date', 7, 'function']);
  expect(new Date()).toBeInstanceOf(Date);
  expect(new Date().constructor).toBe(Date);
  expect(structuredClone(new Date(5))).toEqual(new Date(5));
  expect(Object.prototype.toString.call(new Date())).toBe('[object Date]');
  expect(Object.keys(Date)).toEqual([]);
  expect(JSON.stringify(new Date(0))).toBe('"1970-01-01T00:00:00.000Z"');
});

it('holds dates of before for its own', () => {
  expect(new NativeDate(5)).toBeInstanceOf(Date);
  expect(vm.runInThisContext('1') && new Date(5)).toBeInstanceOf(NativeDate);
});

it('can be extended', () => {
  class Stamp extends Date {
    label(): string {
      return `at ${this.getTime()}`;
    }
  }
  clock.setOffset(DAY_MS);
  expect(new Stamp(7).label()).toBe('at 7');
  expect(new Stamp()).toBeInstanceOf(Stamp);
  expect(new Stamp().getTime()).toBeGreaterThan(performance.timeOrigin + performance.now() + DAY_MS - 2000);
});

it('is installed once in a process, whoever asks', () => {
  const Installed = Date;
  expect(installMovableDate()).toBe(clock);
  expect(Date).toBe(Installed);
});

it('tells its listeners of each change, once, until they leave', () => {
  const heard: number[] = [];
  const leave = clock.onChange(() => heard.push(clock.offsetMs));
  clock.setOffset(1000);
  clock.setOffset(1000);
  clock.setOffset(-5);
  leave();
  clock.setOffset(9);
  expect(heard).toEqual([1000, -5]);
});

it('refuses an offset that is no number of milliseconds', () => {
  expect(() => clock.setOffset(Number.NaN)).toThrow(RangeError);
  expect(() => clock.setOffset(Infinity)).toThrow(RangeError);
  expect(clock.offsetMs).toBe(0);
});
