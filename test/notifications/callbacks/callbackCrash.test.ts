/** No crash loses a callback: whatever was recorded is told, and what is told again is the same message. */
import { MINUTE_MS } from '../../../src/clock';
import { Crash } from '../../support/tables';
import { aCallbackWorld, type CallbackWorld } from '../../support/buildersCallbacks';

let world: CallbackWorld;
beforeEach(async () => {
  world = await aCallbackWorld();
});
afterEach(() => world.stop());

describe('a process that ends in the middle of a press', () => {
  it.each(Array.from({ length: 8 }, (_, at) => at + 1).flatMap((at) => [`before ${at}`, `after ${at}`]))(
    'loses no callback and makes up none (%s)',
    async (moment) => {
      const [side, count] = moment.split(' ') as ['before' | 'after', string];
      const recipient = await world.sent();
      const { operations } = world.control.delivery;
      operations.crash(Number(count), side);
      const first = await world.press(recipient).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
        return undefined;
      });
      operations.restart();
      const { pressed } = (await world.control.found(recipient)) ?? {};
      // Long enough for the overdue scan, which points to whatever has lost its pointer.
      await world.control.pass(10 * MINUTE_MS);
      expect(world.receiver.got).toHaveLength(pressed ? 1 : 0);
      if (first) expect(pressed).toBeDefined();
      world.control.time.advance(MINUTE_MS);
      await world.press(recipient);
      await world.control.pass(10 * MINUTE_MS);
      expect(world.receiver.got).toHaveLength(1);
      await expect(world.control.delivery.rows()).resolves.toEqual([]);
    },
  );

  it.each(Array.from({ length: 10 }, (_, at) => at + 1).flatMap((at) => [`before ${at}`, `after ${at}`]))(
    'or of its callback tells it all the same, as the same message (%s)',
    async (moment) => {
      const [side, count] = moment.split(' ') as ['before' | 'after', string];
      await world.press(await world.sent());
      const { operations } = world.control.delivery;
      operations.crash(Number(count), side);
      await world.control.deliverAll().catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      operations.restart();
      await world.control.pass(10 * MINUTE_MS);
      expect(world.receiver.got.length).toBeGreaterThan(0);
      expect(world.receiver.got.length).toBeLessThanOrEqual(2);
      expect(new Set(world.receiver.got.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
      await expect(world.control.delivery.rows()).resolves.toEqual([]);
      await expect(world.buried()).resolves.toEqual([]);
    },
  );
});
