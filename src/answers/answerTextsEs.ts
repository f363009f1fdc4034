/** Questions and answers in Spanish. */
import type { AnswerTexts, ExpertTexts } from './answerTexts';

const experts: ExpertTexts = {
  title: (asker) => `${asker} pregunta`,
  waiting: 'Nadie ha respondido aún. La primera respuesta va a quien preguntó.',
  takenBy: (name) => `${name} se ocupa.`,
  passedBy: (names) => `Pasan: ${names}.`,
  answeredBy: (name) => `${name} ha respondido:`,
  answeredElsewhere: 'Ya tiene respuesta:',
  lateBy: (name) => `${name} ha respondido, fuera de plazo:`,
  expired: 'El plazo ha terminado sin respuesta. Si aún llega una, se entrega como tardía.',
  cancelled: 'Quien preguntó ha cancelado la pregunta.',
  gone: 'Esta pregunta se ha retirado, y su texto con ella.',
  buttons: { answer: 'Responder', send: 'Enviar respuesta', take: 'Me ocupo', pass: 'Paso' },
  commands: { answer: 'responde', take: 'me ocupo', pass: 'paso' },
  inputLabel: 'Tu respuesta',
  inputMissing: 'Escribe primero la respuesta.',
  asText: ({ id, quote, asker, status }) =>
    `${asker} pregunta: ${quote}\n${status}\nPara responder: responde ${id} y tu respuesta. Para ocuparte: me ocupo ${id}. Para pasar: paso ${id}`,
  nudge: ({ id, asker, takenBy }) =>
    takenBy
      ? `${asker} sigue esperando respuesta a ${id}. ${takenBy}, te ocupabas tú: ¿puedes responder?`
      : `${asker} sigue esperando respuesta a ${id}. ¿Quién puede responder?`,
  thanks: ({ id, quote }) => `¡Gracias! Tu respuesta a ${id} va en camino: «${quote}»`,
  alreadyAnswered: ({ id, by }) =>
    `${by ?? 'Alguien'} se adelantó: ${id} ya tiene respuesta. ¡Gracias de todos modos!`,
  alreadyCancelled: ({ id }) =>
    `Quien preguntó ha cancelado ${id}, así que no he entregado la respuesta. ¡Gracias de todos modos!`,
  emptyAnswer: ({ id }) => `Falta la respuesta. Di: responde ${id} y tu respuesta.`,
  tooLong: (most) => `La respuesta es demasiado larga: ${most} caracteres como mucho. No la he entregado.`,
  taken: ({ id }) => `${id} es tuya. Los demás lo ven.`,
  alreadyTaken: ({ id, by }) => `${by} ya se ocupa de ${id}; puedes responder igualmente.`,
  passed: ({ id }) => `Pasas de ${id}.`,
  over: ({ id }) => `${id} ya ha terminado.`,
  here: 'Aquí os llegarán las preguntas, cada una como una tarjeta en su propio hilo: la primera respuesta va a quien preguntó.\nPara terminar: no respondas más preguntas aquí',
  notHere: 'Aquí no os llegarán más preguntas.',
  onlyInChannels: 'Dilo en un canal o un chat de grupo: ahí están los expertos.',
};

export const es: AnswerTexts = {
  ack: '¡Gracias! Te respondo en cuanto lo sepa.',
  next: ({ id, deadline }) =>
    `Tu pregunta tiene el id ${id}. Busco la respuesta y te escribo aquí en cuanto la tenga, como muy tarde el ${deadline}.`,
  how: ({ id }) => `Para ver cómo va: ¿está mi respuesta? Para pararla: cancelar ${id}`,
  cancelButton: { title: 'Cancelar', command: (id) => `cancelar ${id}` },
  statusButton: { title: '¿Está mi respuesta?', command: '¿está mi respuesta?' },
  emptyQuestion: '¿Qué pregunto? Di por ejemplo: pregunta cuántos días de vacaciones me quedan',
  tooLong: (most, typed) =>
    `La pregunta es demasiado larga: ${most} caracteres como mucho, y tiene ${typed}. No la he hecho.`,

  answered: ({ id, quote, by, isCard }, answer) =>
    isCard
      ? `${by ? `${by} responde a` : 'Aquí está la respuesta a'} tu pregunta ${id}, «${quote}»:`
      : `Preguntaste: «${quote}» (${id})\n${by ? `${by} responde: ` : ''}${answer}`,
  late: ({ id, quote, by, isCard }, answer) =>
    isCard
      ? `Una respuesta tardía a tu pregunta ${id}, «${quote}»${by ? `, de ${by}` : ''}:`
      : `Ha llegado una respuesta tardía. Preguntaste: «${quote}» (${id})\n${by ? `${by} responde: ` : ''}${answer}`,
  question: {
    text: ({ id, quote }) => `Tu pregunta ${id}, «${quote}», tiene respuesta. ¿Te vale?`,
    about: ({ id }) => `la respuesta a ${id}`,
    fine: 'Entendido',
    again: 'Volver a preguntar',
    noted: () => 'Bien.',
  },
  expired: ({ id, quote }) =>
    `Lo siento: no hay respuesta a tiempo. Preguntaste: «${quote}» (${id})\nSi aún llega una, te la paso.`,
  failed: ({ id, quote }) =>
    `Lo siento: no he podido conseguir respuesta, no he dado con nadie que pudiera darla. Preguntaste: «${quote}» (${id})\nPuedes volver a preguntar más tarde.`,
  stillWorking: ({ id, quote, deadline }) =>
    `Sigo con tu pregunta «${quote}» (${id}). Te escribo aquí en cuanto haya respuesta, como muy tarde el ${deadline}.`,
  progress: ({ id, quote }, progress) => `${progress}\nSobre tu pregunta: «${quote}» (${id})`,

  whileAway: ({ id, quote }) => `Tu pregunta ${id}, «${quote}», ha terminado; ahora te cuento en qué quedó.`,

  cancelled: ({ id, quote }) => `Cancelada ${id}: «${quote}»`,
  alreadyOver: {
    answered: ({ id, quote }) => `${id} ya tiene respuesta: «${quote}»`,
    expired: ({ id, quote }) => `${id} ha terminado: se acabó el plazo. «${quote}»`,
    failed: ({ id, quote }) => `${id} ha terminado: no he podido conseguir respuesta. «${quote}»`,
    cancelled: ({ id, quote }) => `${id} ya está cancelada: «${quote}»`,
  },
  notFound: (typed) => `No conozco ninguna pregunta tuya con el id «${typed}». Di «preguntas» para verlas.`,
  noQuestions: 'No has preguntado nada. Prueba: pregunta cuántos días de vacaciones me quedan',
  list: (lines, isMore) =>
    [
      'Tus preguntas (para una con «cancelar» y su id):',
      ...lines,
      ...(isMore ? ['… y otras más antiguas'] : []),
    ].join('\n'),
  line: ({ id, quote, state, at, progress }) => {
    const states = {
      open: `en espera desde ${at}${progress ? `, ${progress}` : ''}`,
      answered: `respondida ${at}`,
      expired: `sin respuesta a tiempo (${at})`,
      failed: `sin respuesta (${at})`,
      cancelled: `cancelada ${at}`,
    };
    return `• ${id} – ${states[state]} – ${quote}`;
  },
  notYet: (lines) => ['Todavía no. Te escribo en cuanto haya respuesta:', ...lines].join('\n'),
  ready: ({ id, quote, at, by }, answer) =>
    `Sí, desde ${at}. Preguntaste: «${quote}» (${id})\n${by ? `${by} responde: ` : ''}${answer}`,
  cardAnswer: '(La respuesta es una tarjeta, que aquí no se puede mostrar.)',

  experts,
};
