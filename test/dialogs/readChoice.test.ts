import { readChoice } from '../../src/dialogs/readChoice';

const choices = [
  { id: 'keep', title: 'Keep watching' },
  { id: 'stop', title: 'Stop' },
  { id: 'later', title: 'Más tarde' },
];

describe('a typed answer to a question with choices', () => {
  it.each([
    ['Keep watching', 'keep'],
    ['keep watching!', 'keep'],
    ['keep', 'keep'],
    ['KEEP', 'keep'],
    ['stop.', 'stop'],
    ['mas tarde', 'later'],
    ['Más', 'later'],
    ['1', 'keep'],
    ['2.', 'stop'],
    ['the second one', 'stop'],
    ['option 3', 'later'],
    ['la primera', 'keep'],
    ['opción 2', 'stop'],
    ['la tercera, por favor', 'later'],
    ['dos', 'stop'],
  ])('“%s” is %s', (text, id) => expect(readChoice(text, choices)?.id).toBe(id));

  it.each([
    '',
    '4',
    '0',
    'yes',
    'ke',
    'keep on',
    'stop it',
    'tomorrow at 9',
    'I want the first of May',
    '!!',
  ])('“%s” is none', (text) => expect(readChoice(text, choices)).toBeUndefined());

  it('takes no choice where two could be meant', () => {
    const alike = [
      { id: 'a', title: 'Move to Monday' },
      { id: 'b', title: 'Move to Tuesday' },
    ];
    expect(readChoice('move', alike)).toBeUndefined();
    expect(readChoice('move to Monday', alike)?.id).toBe('a');
  });

  it('prefers a title that is a number to the number of a choice', () => {
    const days = [
      { id: 'a', title: '2' },
      { id: 'b', title: '1' },
    ];
    expect(readChoice('1', days)?.id).toBe('b');
  });
});
