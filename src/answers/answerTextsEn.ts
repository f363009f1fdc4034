/** Questions and answers in English. */
import type { AnswerTexts, ExpertTexts } from './answerTexts';

const experts: ExpertTexts = {
  title: (asker) => `${asker} asks`,
  waiting: 'Nobody has answered yet. The first answer goes to whoever asked.',
  takenBy: (name) => `${name} is on it.`,
  passedBy: (names) => `Passed: ${names}.`,
  answeredBy: (name) => `${name} has answered:`,
  answeredElsewhere: 'This has been answered:',
  lateBy: (name) => `${name} has answered, after the time was up:`,
  expired: 'The time is up without an answer. An answer is still passed on, as a late one.',
  cancelled: 'Whoever asked has cancelled the question.',
  gone: 'This question was withdrawn, and its words with it.',
  buttons: { answer: 'Answer', send: 'Send answer', take: 'Take it', pass: 'Pass' },
  commands: { answer: 'answer', take: 'take', pass: 'pass' },
  inputLabel: 'Your answer',
  inputMissing: 'Write the answer first.',
  asText: ({ id, quote, asker, status }) =>
    `${asker} asks: ${quote}\n${status}\nTo answer: answer ${id} and your answer. To take it: take ${id}. To pass: pass ${id}`,
  nudge: ({ id, asker, takenBy }) =>
    takenBy
      ? `${asker} still waits for an answer to ${id}. ${takenBy}, you took it: can you answer?`
      : `${asker} still waits for an answer to ${id}. Who can answer?`,
  thanks: ({ id, quote }) => `Thank you! Your answer to ${id} is on its way: “${quote}”`,
  alreadyAnswered: ({ id, by }) =>
    `${by ?? 'Somebody'} was faster: ${id} has been answered already. Thank you all the same!`,
  alreadyCancelled: ({ id }) =>
    `Whoever asked has cancelled ${id}, so the answer was not passed on. Thank you all the same!`,
  emptyAnswer: ({ id }) => `I miss the answer. Say: answer ${id} and your answer.`,
  tooLong: (most) => `That answer is too long: ${most} characters at most. I have not passed it on.`,
  taken: ({ id }) => `${id} is yours. The others see it.`,
  alreadyTaken: ({ id, by }) => `${by} has taken ${id} already; you can answer all the same.`,
  passed: ({ id }) => `You pass on ${id}.`,
  over: ({ id }) => `${id} is over already.`,
  here: 'Questions will be put to you here, each as a card in a thread of its own: the first answer goes to whoever asked.\nTo end it: stop answering questions here',
  notHere: 'No more questions will be put to you here.',
  onlyInChannels: 'Say this in a channel or a group chat: there the experts are.',
};

export const en: AnswerTexts = {
  ack: "Thank you! I'll get back to you.",
  next: ({ id, deadline }) =>
    `Your question has the id ${id}. I look for an answer and write to you here as soon as I have it, on ${deadline} at the latest.`,
  how: ({ id }) => `To see how it stands: is my answer ready? To stop it: cancel ${id}`,
  cancelButton: { title: 'Cancel', command: (id) => `cancel ${id}` },
  statusButton: { title: 'Is my answer ready?', command: 'is my answer ready?' },
  emptyQuestion: 'What shall I ask? Say for example: ask how many vacation days I have left',
  tooLong: (most, typed) =>
    `That question is too long: ${most} characters at most, and it has ${typed}. I have not asked it.`,

  answered: ({ id, quote, by, isCard }, answer) =>
    isCard
      ? `${by ? `${by} answers` : 'Here is the answer to'} your question ${id}, “${quote}”:`
      : `You asked: “${quote}” (${id})\n${by ? `${by} answers: ` : ''}${answer}`,
  late: ({ id, quote, by, isCard }, answer) =>
    isCard
      ? `A late answer to your question ${id}, “${quote}”${by ? `, from ${by}` : ''}:`
      : `A late answer has come. You asked: “${quote}” (${id})\n${by ? `${by} answers: ` : ''}${answer}`,
  question: {
    text: ({ id, quote }) => `Your question ${id}, “${quote}”, has been answered. Will that do?`,
    about: ({ id }) => `the answer to ${id}`,
    fine: 'Got it',
    again: 'Ask again',
    noted: () => 'Good.',
  },
  expired: ({ id, quote }) =>
    `I am sorry: there is no answer in time. You asked: “${quote}” (${id})\nIf one still comes, I pass it on to you.`,
  failed: ({ id, quote }) =>
    `I am sorry: I could get no answer, as nobody who could give one was reached. You asked: “${quote}” (${id})\nYou can ask again later.`,
  stillWorking: ({ id, quote, deadline }) =>
    `I am still working on your question “${quote}” (${id}). I write to you here as soon as there is an answer, on ${deadline} at the latest.`,
  progress: ({ id, quote }, progress) => `${progress}\nAbout your question: “${quote}” (${id})`,

  whileAway: ({ id, quote }) =>
    `Your question ${id}, “${quote}”, has come to its end; what came of it follows.`,

  cancelled: ({ id, quote }) => `Cancelled ${id}: “${quote}”`,
  alreadyOver: {
    answered: ({ id, quote }) => `${id} has been answered already: “${quote}”`,
    expired: ({ id, quote }) => `${id} is over: its time was up. “${quote}”`,
    failed: ({ id, quote }) => `${id} is over: I could get no answer. “${quote}”`,
    cancelled: ({ id, quote }) => `${id} is cancelled already: “${quote}”`,
  },
  notFound: (typed) => `I know no question of yours with the id “${typed}”. Say “questions” to see them.`,
  noQuestions: 'You have asked no questions. Try: ask how many vacation days I have left',
  list: (lines, isMore) =>
    [
      'Your questions (stop one with “cancel” and its id):',
      ...lines,
      ...(isMore ? ['… and older ones'] : []),
    ].join('\n'),
  line: ({ id, quote, state, at, progress }) => {
    const states = {
      open: `waiting since ${at}${progress ? `, ${progress}` : ''}`,
      answered: `answered ${at}`,
      expired: `no answer in time (${at})`,
      failed: `no answer (${at})`,
      cancelled: `cancelled ${at}`,
    };
    return `• ${id} – ${states[state]} – ${quote}`;
  },
  notYet: (lines) => ['Not yet. I write to you as soon as there is an answer:', ...lines].join('\n'),
  ready: ({ id, quote, at, by }, answer) =>
    `Yes, since ${at}. You asked: “${quote}” (${id})\n${by ? `${by} answers: ` : ''}${answer}`,
  cardAnswer: '(The answer is a card, which cannot be shown here.)',

  experts,
};
