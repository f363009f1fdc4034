import {
  givenUp,
  type LiveMessage,
  NO_MESSAGE,
  outstanding,
  revised,
  shownAs,
} from '../../src/answers/liveMessage';

const show = (message: LiveMessage): LiveMessage => {
  const version = message.version;
  return shownAs(message, version, { activityId: 'a1' }, 99);
};

describe('a message that is kept up to date', () => {
  it('plans a delivery with its first change', () => {
    expect(outstanding(NO_MESSAGE)).toBeUndefined();
    expect(outstanding(revised(NO_MESSAGE, 5))).toEqual({ version: 1, at: 5 });
  });

  it('plans no second one while the first is out, which shows the latest', () => {
    const twice = revised(revised(revised(NO_MESSAGE, 5), 6), 7);
    expect(outstanding(twice)).toEqual({ version: 1, at: 5 });
    expect(outstanding(show(twice))).toBeUndefined();
    expect(show(twice)).toMatchObject({ shown: 3, activityId: 'a1' });
  });

  it('plans the next one when it changed while it was being shown', () => {
    const changed = revised(revised(NO_MESSAGE, 5), 6);
    expect(outstanding(shownAs(changed, 1, { activityId: 'a1' }, 9))).toEqual({ version: 2, at: 9 });
  });

  it('keeps the message and the thread that it began', () => {
    const begun = shownAs(revised(NO_MESSAGE, 5), 1, { activityId: 'a1', thread: 't1' }, 9);
    expect(show(revised(begun, 10))).toMatchObject({ activityId: 'a1', thread: 't1' });
  });

  it('plans no more once the channel does not let it be updated', () => {
    const fixed = givenUp(revised(revised(NO_MESSAGE, 5), 6));
    expect(outstanding(fixed)).toBeUndefined();
    expect(outstanding(revised(fixed, 7))).toBeUndefined();
  });

  it('is not set back by a delivery that was overtaken', () => {
    const latest = show(revised(revised(NO_MESSAGE, 5), 6));
    expect(shownAs(latest, 1, { activityId: 'a1' }, 9)).toMatchObject({ shown: 2 });
  });
});
