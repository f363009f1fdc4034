import {
  AMBIGUOUS_CODES,
  AMBIGUOUS_PLACES,
  PLACES,
  ZONE_CODES,
} from '../../../src/reminders/phrases/zones/places';
import { normalise } from '../../../src/reminders/phrases/grammar/tokens';

describe('the places by which zones are called', () => {
  test('are zones that the runtime knows', () => {
    const zones = [
      ...Object.keys(PLACES),
      ...Object.values(AMBIGUOUS_PLACES).flat(),
      ...Object.values(ZONE_CODES),
      ...Object.values(AMBIGUOUS_CODES).flat(),
    ];
    const unknown = zones.filter((timeZone) => !isKnown(timeZone));
    expect(unknown).toEqual([]);
  });

  test('are each named for one zone, in the spelling in which they are looked up', () => {
    const names = [
      ...Object.values(PLACES).flatMap((list) => list.split(',')),
      ...Object.keys(AMBIGUOUS_PLACES),
    ];
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
    expect(names.filter((name) => normalise(name) !== name)).toEqual([]);
  });
});

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
