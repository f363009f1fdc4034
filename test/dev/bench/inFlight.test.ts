import { inFlightOf } from '../../../dev/bench/delivery/inFlight';

const send = (calledAt: number, answeredAt: number, recordedAt: number) => ({
  calledAt,
  answeredAt,
  recordedAt,
});

describe('sends in flight', () => {
  it('are those that the channel has and storage does not know yet', () => {
    expect(inFlightOf([send(0, 30, 40), send(20, 50, 65), send(39, 69, 70), send(40, 70, 72)])).toMatchObject(
      {
        most: 3,
        answeredAfter: [30, 30, 30, 30],
        recordedAfter: [10, 15, 1, 2],
      },
    );
  });

  it('one after the other are one at a time', () => {
    expect(inFlightOf([send(0, 5, 10), send(10, 15, 20), send(30, 35, 40)]).most).toBe(1);
  });

  it('are on average as many as come in the time of one', () => {
    // One each 10 ms, each in flight for 45 ms.
    const { perSecond, mean } = inFlightOf(
      Array.from({ length: 200 }, (_, index) => send(index * 10, index * 10 + 30, index * 10 + 45)),
    );
    expect(perSecond).toBeCloseTo(100);
    expect(mean).toBeCloseTo(4.5);
  });
});
