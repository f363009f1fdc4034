/** English, as people write it to a bot: its grammar by subject, and the words around a time phrase. */
import type { LanguageFile } from '../languageFile';
import { COURTESY } from './courtesy';
import { DAYS } from './days';
import { OPEN_TIMES } from './openTimes';
import { REPEATS } from './repeats';
import { TIMES } from './times';
import { WORDS } from './words';

/** The English language. */
export const english: LanguageFile = {
  code: 'en',
  grammar: [WORDS, DAYS, TIMES, REPEATS, OPEN_TIMES, COURTESY].join('\n'),
  hints:
    'the for until hour hours minutes day days week to my at and in on of for is are with remind reminder call buy send please every tomorrow today an it that take pay check water get from this',
  attaching:
    "for by before until till of from to and or through around between commencing beginning starting as next previous last every each since about than 's per between after the a an my our your his her their",
  predicates: "is are was were will has isn't starts begins ends opens closes",
  timeWords:
    "from month_of qtr in_the_early in_the_late week_of day_of year_of of at past until till til starting beginning between every each half quarter o'clock before after except through ish sharp or am pm",
  connectors: ['to', 'that', 'about', 'of', 'regarding', 'for', 're'],
  plainConnectors: ['to'],
  contractions: {},
  eveningWords: 'dinner drinks party beers beer supper concert movie cinema pub theatre theater gig date',
  wording: {
    locale: 'en-GB',
    isHourPadded: true,
    at: 'at {time}',
    atOne: 'at {time}',
    and: 'and',
    on: 'on {days}',
    every: {
      MINUTELY: ['every minute', 'every {n} minutes'],
      HOURLY: ['every hour', 'every {n} hours'],
      DAILY: ['every day', 'every {n} days'],
      WEEKLY: ['every week', 'every {n} weeks'],
      MONTHLY: ['every month', 'every {n} months'],
      YEARLY: ['every year', 'every {n} years'],
    },
    weekday: 'weekday',
    weekend: 'weekend',
    everyWeekday: 'every {days}',
    monthDay: 'on the {day}',
    ordinalSuffix: { one: 'st', two: 'nd', few: 'rd', other: 'th' },
    lastDay: 'on the last day',
    nth: {
      '1': 'first',
      '2': 'second',
      '3': 'third',
      '4': 'fourth',
      '5': 'fifth',
      '-1': 'last',
      '-2': 'second to last',
    },
    nthWeekday: 'on the {nth} {day}',
    nthWorkday: 'on the {nth} working day',
    inMonths: 'in {months}',
    yearDay: 'on {day} {month}',
    window: 'from {from} to {to}',
    until: 'until {date}',
    times: ', {n} times',
    suggestions: { date: 'on {day} {month}', tomorrow: 'tomorrow at {time}' },
  },
};
