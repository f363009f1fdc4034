/** Watches in English. */
import type { WatchTexts } from './watchTexts';

export const en: WatchTexts = {
  condition: {
    below: (limit) => `it is below ${limit}`,
    above: (limit) => `it is above ${limit}`,
    drops: (percent) => `it drops by ${percent}`,
    rises: (percent) => `it rises by ${percent}`,
    changes: 'it changes',
    matches: (pattern) => `it matches “${pattern}”`,
  },
  failure: {
    refused: {
      'not-a-url': 'that is not an address that I can open',
      scheme: 'I only open https:// addresses',
      port: 'I do not open addresses on that port',
      credentials: 'the address holds a name or a password, which I neither keep nor send',
      'host-not-allowed': 'whoever runs me does not allow that host',
      private: 'the address leads into a private network',
      redirects: 'the address leads from one place to another without an end',
    },
    unreachable: 'nobody answers there',
    timeout: 'it takes too long to answer',
    'too-large': 'what it answers is too large',
    'not-json': 'what it answers is not JSON, so there is nothing to point into',
    'no-such-value': 'there is nothing at that place of the JSON',
    'no-match': 'the pattern matches nothing there',
    status: (code) => `it answers with the error ${code}`,
    notANumber: (text) => (text === '' ? 'there is no number' : `“${text}” is not one number`),
  },

  created: ({ id, what, condition, value, isSo }) => [
    `I watch ${what} and tell you when ${condition}.`,
    isSo ? `It is so already: ${value}. I tell you the next time.` : `It is now: ${value}`,
    `Watch ${id}`,
  ],
  rhythm: ({ every, until }) => `I look every ${every} until ${until}.`,
  how: (id) => `To see it: show ${id}. To stop it: stop ${id}`,
  notCreated: (why) => `I do not watch that: ${why}.`,
  tooMany: (most) =>
    `You have ${most} watches already, which is the most. “watches” lists them; stop one and ask again.`,
  tooOften: (least) => `I do not look that often: every ${least} at most.`,
  tooLong: (most) =>
    `I do not watch for that long: ${most} at most. I ask you before I end, and you can go on then.`,
  tooSeldom: (every) =>
    `It would end before I look again, which is every ${every}. Say a shorter time after “every”, or a longer one after “for”.`,
  tooLongSilent: (most) => `I do not keep quiet for that long: ${most} at most. You can also stop it.`,
  badPattern:
    'I cannot use that pattern. It is a regular expression (RE2) of at most 200 characters, without look-around and large counts.',
  needsPositive: (value) =>
    `It is now ${value}: percentages need a value above zero. Say for example: below 100`,
  unclear: (part) => `I do not understand “${part}” about a watch, and have set nothing.`,
  usage:
    'Say for example: watch https://example.com/room.json at /price below 100 every 15 minutes for 7 days – or: changes, above 100, drops 20%, match "sold out".',

  alert: ({ id, what, condition, from, to, percent }) => [
    `${from} → ${to}${percent ? ` (${percent})` : ''}`,
    `You asked me to tell you when ${condition}: ${what} (${id})`,
  ],
  seen: (at) => `Seen on ${at}`,
  unreachable: ({ what, failures, why, last }) => [
    `I cannot read ${what}: ${why}.`,
    `I have tried ${failures} times and keep trying, more seldom. The last value was: ${last}`,
  ],
  reachable: ({ what, value }) => [`I can read ${what} again. It is now: ${value}`],
  expired: ({ what, condition, value }) => [
    'Keep watching?',
    `The time of this watch is up: ${what}, until ${condition}. The last value was: ${value}`,
  ],
  question: {
    text: (news) => `${news}. Shall I keep watching?`,
    about: ({ what }) => `the watch on ${what}`,
  },
  whileAway: ({ what, change }) => `${what}: ${change}`,

  none: 'You have no watches. Say for example: watch https://example.com/room.json at /price drops 20%',
  listTitle: (active) => (active === 1 ? 'You have 1 watch:' : `You have ${active} watches:`),
  line: ({ id, what, condition, value, checked, next }) =>
    `${id} – ${what}: ${value}. I tell you when ${condition}. Looked at ${checked}; next ${next}`,
  ended: { expired: 'its time is up', stopped: 'stopped' },
  details: {
    value: (value) => `It is now: ${value}`,
    checked: (at, count) => `Looked at ${count === 1 ? 'once' : `${count} times`}, last on ${at}`,
    next: (at) => `Next: ${at}`,
    snoozed: (until) => `I tell you nothing before ${until}`,
    trouble: (times) => `The last ${times} tries failed`,
  },
  stopped: ({ id, what }) => `I no longer watch ${what} (${id}).`,
  alreadyStopped: ({ id, what }) => `I do not watch ${what} any more (${id}).`,
  kept: ({ id, what, until }) => `I keep watching ${what} until ${until} (${id}).`,
  snoozed: ({ id, what, until }) => `I tell you nothing about ${what} before ${until} (${id}).`,
  notFound: (typed) => `You have no watch ${typed}. “watches” lists yours.`,

  buttons: { keep: 'Keep watching', stop: 'Stop', snooze: 'Snooze for a day', list: 'My watches' },
  say: {
    keep: (id) => `keep watching ${id}`,
    stop: (id) => `stop watch ${id}`,
    snooze: (id) => `snooze watch ${id}`,
    list: 'watches',
  },
  data: { title: 'Watches of yours:' },
};
