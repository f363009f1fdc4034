/** Watches in Spanish. */
import type { WatchTexts } from './watchTexts';

export const es: WatchTexts = {
  condition: {
    below: (limit) => `esté por debajo de ${limit}`,
    above: (limit) => `esté por encima de ${limit}`,
    drops: (percent) => `baje un ${percent}`,
    rises: (percent) => `suba un ${percent}`,
    changes: 'cambie',
    matches: (pattern) => `coincida con «${pattern}»`,
  },
  failure: {
    refused: {
      'not-a-url': 'eso no es una dirección que pueda abrir',
      scheme: 'solo abro direcciones https://',
      port: 'no abro direcciones en ese puerto',
      credentials: 'la dirección lleva un nombre o una contraseña, que ni guardo ni envío',
      'host-not-allowed': 'quien me administra no permite ese servidor',
      private: 'la dirección lleva a una red privada',
      redirects: 'la dirección lleva de un sitio a otro sin fin',
    },
    unreachable: 'allí no responde nadie',
    timeout: 'tarda demasiado en responder',
    'too-large': 'lo que responde es demasiado grande',
    'not-json': 'lo que responde no es JSON, así que no hay dónde señalar',
    'no-such-value': 'no hay nada en ese lugar del JSON',
    'no-match': 'el patrón no coincide con nada',
    status: (code) => `responde con el error ${code}`,
    notANumber: (text) => (text === '' ? 'no hay ningún número' : `«${text}» no es un número`),
  },

  created: ({ id, what, condition, value, isSo }) => [
    `Vigilo ${what} y te aviso cuando ${condition}.`,
    isSo ? `Ya es así: ${value}. Te aviso la próxima vez.` : `Ahora está en: ${value}`,
    `Vigilancia ${id}`,
  ],
  rhythm: ({ every, until }) => `Lo miro cada ${every} hasta el ${until}.`,
  how: (id) => `Para verla: ver ${id}. Para terminarla: parar ${id}`,
  notCreated: (why) => `Eso no lo vigilo: ${why}.`,
  tooMany: (most) =>
    `Ya tienes ${most} vigilancias, que es el máximo. «vigilancias» las enseña; para una y vuelve a pedirlo.`,
  tooOften: (least) => `No lo miro tan a menudo: como mucho cada ${least}.`,
  tooLong: (most) =>
    `No vigilo durante tanto tiempo: como mucho ${most}. Antes de terminar te pregunto, y puedes seguir.`,
  tooSeldom: (every) =>
    `Terminaría antes de que vuelva a mirarlo, que es cada ${every}. Di un tiempo más corto tras «cada» o más largo tras «durante».`,
  tooLongSilent: (most) => `No me callo durante tanto tiempo: como mucho ${most}. También puedes pararla.`,
  badPattern:
    'No puedo usar ese patrón. Es una expresión regular (RE2) de 200 caracteres como mucho, sin mirar alrededor y sin repeticiones grandes.',
  needsPositive: (value) =>
    `Ahora está en ${value}: los porcentajes necesitan un valor mayor que cero. Di por ejemplo: por debajo de 100`,
  unclear: (part) => `No entiendo «${part}» en una vigilancia y no he apuntado nada.`,
  usage:
    'Di por ejemplo: vigila https://example.com/habitacion.json en /precio por debajo de 100 cada 15 minutos durante 7 días – o bien: cambia, por encima de 100, baja 20%, coincide "agotado".',

  alert: ({ id, what, condition, from, to, percent }) => [
    `${from} → ${to}${percent ? ` (${percent})` : ''}`,
    `Me pediste que te avisara cuando ${condition}: ${what} (${id})`,
  ],
  seen: (at) => `Visto el ${at}`,
  unreachable: ({ what, failures, why, last }) => [
    `No puedo leer ${what}: ${why}.`,
    `Lo he intentado ${failures} veces y sigo intentándolo, más espaciado. El último valor era: ${last}`,
  ],
  reachable: ({ what, value }) => [`Ya puedo leer ${what} otra vez. Ahora está en: ${value}`],
  expired: ({ what, condition, value }) => [
    '¿Sigo vigilando?',
    `Se ha acabado el tiempo de esta vigilancia: ${what}, hasta que ${condition}. El último valor era: ${value}`,
  ],
  question: {
    text: (news) => `${news}. ¿Sigo vigilando?`,
    about: ({ what }) => `la vigilancia de ${what}`,
  },
  whileAway: ({ what, change }) => `${what}: ${change}`,

  none: 'No tienes vigilancias. Di por ejemplo: vigila https://example.com/habitacion.json en /precio baja 20%',
  listTitle: (active) => (active === 1 ? 'Tienes 1 vigilancia:' : `Tienes ${active} vigilancias:`),
  line: ({ id, what, condition, value, checked, next }) =>
    `${id} – ${what}: ${value}. Te aviso cuando ${condition}. Mirado el ${checked}; la próxima vez, el ${next}`,
  ended: { expired: 'se acabó su tiempo', stopped: 'terminada' },
  details: {
    value: (value) => `Ahora está en: ${value}`,
    checked: (at, count) => `Mirado ${count === 1 ? 'una vez' : `${count} veces`}, la última el ${at}`,
    next: (at) => `La próxima vez: ${at}`,
    snoozed: (until) => `No te digo nada antes del ${until}`,
    trouble: (times) => `Los últimos ${times} intentos fallaron`,
  },
  stopped: ({ id, what }) => `Ya no vigilo ${what} (${id}).`,
  alreadyStopped: ({ id, what }) => `No vigilo ${what} desde hace tiempo (${id}).`,
  kept: ({ id, what, until }) => `Sigo vigilando ${what} hasta el ${until} (${id}).`,
  snoozed: ({ id, what, until }) => `No te digo nada de ${what} antes del ${until} (${id}).`,
  notFound: (typed) => `No tienes ninguna vigilancia ${typed}. «vigilancias» enseña las tuyas.`,

  buttons: { keep: 'Seguir vigilando', stop: 'Terminar', snooze: 'Callar un día', list: 'Mis vigilancias' },
  say: {
    keep: (id) => `sigue vigilando ${id}`,
    stop: (id) => `parar vigilancia ${id}`,
    snooze: (id) => `silencia la vigilancia ${id}`,
    list: 'vigilancias',
  },
  data: { title: 'Vigilancias tuyas:' },
};
