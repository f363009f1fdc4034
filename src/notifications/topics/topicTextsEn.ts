/** What is said about topics, mutes and quiet hours in English. */
import type { TopicTexts } from './topicTexts';

const of = (topic: string | undefined): string => (topic === undefined ? '' : ` ${topic}`);

export const topicTextsEn: TopicTexts = {
  followed: (topic, place) =>
    place === 'you'
      ? `You follow ${topic}. To stop: unfollow ${topic}`
      : `What is sent to ${topic} now comes here. To stop: unfollow ${topic}`,
  notAnnounced: (topic) => `Nobody has announced a topic “${topic}” yet; what is sent to it will come.`,
  unfollowed: (topic) => `Nothing of ${topic} comes any more, what waited for you included.`,
  unknown: (typed, known) =>
    `I know no topic “${typed}”.${known.length > 0 ? ` There are: ${known.join(', ')}.` : ''} To follow it all the same: follow “${typed}”`,
  badName: (typed) => `“${typed}” can be no topic’s name: letters, digits and . _ / & + - only, at most 60.`,
  tooMany: 'You have chosen something about 100 topics; unfollow one first.',
  muted: (until, topic) =>
    topic === undefined
      ? `I hold notifications back until ${until}; what is urgent still comes. Then they come together.`
      : `I hold back ${topic} until ${until}; what is urgent still comes. Then they come together.`,
  muteHow: 'For how long? For example: mute for 2 hours – or: mute deployments until tomorrow',
  whenUnclear: (typed) =>
    `I did not understand until when: “${typed}”. For example: mute for 2 hours – or: mute until tomorrow at 9`,
  unmuted: (topic) => (topic === undefined ? 'Notifications come again.' : `${topic} comes again.`),
  quietSet: (hours, zone) =>
    `Quiet hours ${hours} (${zone}): what is not urgent waits and comes together when they end.`,
  quietShown: (hours, zone) => `Your quiet hours are ${hours} (${zone}). To end them: quiet hours off`,
  quietNone: 'There are no quiet hours. For example: quiet hours 22:00–08:00',
  quietOff: 'There are no quiet hours any more.',
  quietWrong: 'I did not understand these hours. For example: quiet hours 22:00–08:00',
  zoneFirst: 'I do not know your time zone, so I have set nothing. Tell me first: time zone Europe/Madrid',
  stopped: (place) =>
    place === 'you'
      ? 'No notification comes to you any more, not even an urgent one. To have them again: start notifications'
      : 'No notification comes here any more, not even an urgent one. To have them again: start notifications',
  started: 'Notifications come again.',
  heldComes: 'What waited comes in a moment.',
  isStopped: 'You have stopped all notifications; to have them again: start notifications',
  list: {
    title: (place) => (place === 'you' ? 'Topics that you can follow' : 'Topics that can come here'),
    empty:
      'There is no topic yet. Systems announce them; you can also follow one by its name: follow deployments',
    follows: '✓ followed',
    left: 'not wanted',
    mutedUntil: (time) => `held back until ${time}`,
    quiet: (hours, zone) => `Quiet hours ${hours} (${zone})`,
    mutedAll: (until) => `All is held back until ${until}`,
    stopped: 'All notifications are stopped',
    more: (page) => `More: topics ${page}`,
  },
  buttons: {
    follow: 'Follow',
    unfollow: 'Unfollow',
    mute: 'Mute 2 h',
    unmute: 'Unmute',
    stop: 'Stop all',
    start: 'Start again',
    more: 'More',
    hour: '1 hour',
    hours: '2 hours',
    tomorrow: 'Until tomorrow',
  },
  say: {
    follow: (topic) => `follow "${topic}"`,
    unfollow: (topic) => `unfollow "${topic}"`,
    topics: (page) => (page === undefined ? 'topics' : `topics ${page}`),
    mute: (when, topic) =>
      `mute${of(topic)} ${{ hour: 'for 1 hour', hours: 'for 2 hours', tomorrow: 'until tomorrow' }[when]}`,
    unmute: (topic) => `unmute${of(topic)}`,
    stop: 'stop notifications',
    start: 'start notifications',
  },
};
