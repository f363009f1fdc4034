/** What is said about topics, mutes and quiet hours in Spanish. */
import type { TopicTexts } from './topicTexts';

const of = (topic: string | undefined): string => (topic === undefined ? '' : ` ${topic}`);

export const topicTextsEs: TopicTexts = {
  followed: (topic, place) =>
    place === 'you'
      ? `Sigues ${topic}. Para dejarlo: dejar de seguir ${topic}`
      : `Lo que se envíe a ${topic} llega ahora aquí. Para dejarlo: dejar de seguir ${topic}`,
  notAnnounced: (topic) => `Nadie ha anunciado aún un tema «${topic}»; lo que se le envíe llegará.`,
  unfollowed: (topic) => `Ya no llega nada de ${topic}, tampoco lo que te esperaba.`,
  unknown: (typed, known) =>
    `No conozco ningún tema «${typed}».${known.length > 0 ? ` Hay: ${known.join(', ')}.` : ''} Para seguirlo igualmente: seguir «${typed}»`,
  badName: (typed) => `«${typed}» no puede ser un tema: solo letras, cifras y . _ / & + -, 60 como mucho.`,
  tooMany: 'Has elegido algo sobre 100 temas; deja de seguir uno primero.',
  muted: (until, topic) =>
    topic === undefined
      ? `Guardo los avisos hasta ${until}; lo urgente llega. Luego llegan juntos.`
      : `Guardo ${topic} hasta ${until}; lo urgente llega. Luego llegan juntos.`,
  muteHow: '¿Cuánto tiempo? Por ejemplo: silenciar 2 horas – o: silenciar despliegues hasta mañana',
  whenUnclear: (typed) =>
    `No he entendido hasta cuándo: «${typed}». Por ejemplo: silenciar 2 horas – o: silenciar hasta mañana a las 9`,
  unmuted: (topic) => (topic === undefined ? 'Los avisos vuelven a llegar.' : `${topic} vuelve a llegar.`),
  quietSet: (hours, zone) =>
    `Horas de silencio ${hours} (${zone}): lo que no es urgente espera y llega junto cuando acaban.`,
  quietShown: (hours, zone) =>
    `Tus horas de silencio son ${hours} (${zone}). Para quitarlas: quitar horas de silencio`,
  quietNone: 'No hay horas de silencio. Por ejemplo: horas de silencio 22:00 a 08:00',
  quietOff: 'Ya no hay horas de silencio.',
  quietWrong: 'No he entendido esas horas. Por ejemplo: horas de silencio 22:00 a 08:00',
  zoneFirst: 'No conozco tu zona horaria y no he apuntado nada. Dímela antes: zona horaria Europe/Madrid',
  stopped: (place) =>
    place === 'you'
      ? 'Ya no te llega ningún aviso, ni los urgentes. Para recibirlos otra vez: volver a recibir avisos'
      : 'Aquí ya no llega ningún aviso, ni los urgentes. Para recibirlos otra vez: volver a recibir avisos',
  started: 'Los avisos vuelven a llegar.',
  heldComes: 'Lo que esperaba llega enseguida.',
  isStopped: 'Has parado todos los avisos; para recibirlos otra vez: volver a recibir avisos',
  list: {
    title: (place) => (place === 'you' ? 'Temas que puedes seguir' : 'Temas que pueden llegar aquí'),
    empty:
      'Aún no hay temas. Los anuncian los sistemas; también puedes seguir uno por su nombre: seguir despliegues',
    follows: '✓ lo sigues',
    left: 'no lo quieres',
    mutedUntil: (time) => `en espera hasta ${time}`,
    quiet: (hours, zone) => `Horas de silencio ${hours} (${zone})`,
    mutedAll: (until) => `Todo espera hasta ${until}`,
    stopped: 'Todos los avisos están parados',
    more: (page) => `Más: temas ${page}`,
  },
  buttons: {
    follow: 'Seguir',
    unfollow: 'Dejar',
    mute: 'Silenciar 2 h',
    unmute: 'Quitar silencio',
    stop: 'Parar todo',
    start: 'Volver a recibir',
    more: 'Más',
    hour: '1 hora',
    hours: '2 horas',
    tomorrow: 'Hasta mañana',
  },
  say: {
    follow: (topic) => `seguir «${topic}»`,
    unfollow: (topic) => `dejar de seguir «${topic}»`,
    topics: (page) => (page === undefined ? 'temas' : `temas ${page}`),
    mute: (when, topic) =>
      `silenciar${of(topic)} ${{ hour: '1 hora', hours: '2 horas', tomorrow: 'hasta mañana' }[when]}`,
    unmute: (topic) => `quitar silencio${of(topic)}`,
    stop: 'no más avisos',
    start: 'volver a recibir avisos',
  },
};
