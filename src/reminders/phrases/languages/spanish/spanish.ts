/** Spanish of both sides of the Atlantic, as people write it to a bot. */
import type { LanguageFile } from '../languageFile';
import { COURTESY } from './courtesy';
import { DAYS } from './days';
import { OPEN_TIMES } from './openTimes';
import { REPEATS } from './repeats';
import { TIMES } from './times';
import { WORDS } from './words';

/** The Spanish language. */
export const spanish: LanguageFile = {
  code: 'es',
  grammar: [WORDS, DAYS, TIMES, REPEATS, OPEN_TIMES, COURTESY].join('\n'),
  hints:
    'hora horas minutos dia dias semana durante hasta el la los las un una de del que en para por con al mi y es recuerdame avisame recordame cada todos manana hoy llamar comprar pagar enviar mandar ir hacer revisar tomar sacar',
  attaching:
    'a y o cada todos todas proximo ultimo hacia como de del para antes desde hasta sobre entre la las un una mi mis tu tus su sus nuestro con sin el que los',
  predicates: 'es son sera seran era fue esta estan empieza empiezan inicia comienza termina abre cierra hay',
  timeWords:
    'mil del_mes de_mes de_cada del_ano de_la_semana de_este de_la_manana de_la_tarde de_la_noche hasta desde entre cada antes despues empezando comenzando excepto salvo durante o horas hs am pm menos',
  connectors: [
    'de que',
    'que',
    'q',
    'de',
    'del',
    'para',
    'para que',
    'sobre',
    'acerca de',
    'lo de que',
    'a que',
  ],
  plainConnectors: [],
  contractions: { del: 'el' },
  eveningWords: 'cena cenar copas fiesta concierto cine pelicula teatro cañas birras tardeo bailar',
  wording: {
    locale: 'es-ES',
    isHourPadded: false,
    at: 'a las {time}',
    atOne: 'a la {time}',
    and: 'y',
    on: 'el {days}',
    every: {
      MINUTELY: ['cada minuto', 'cada {n} minutos'],
      HOURLY: ['cada hora', 'cada {n} horas'],
      DAILY: ['cada día', 'cada {n} días'],
      WEEKLY: ['cada semana', 'cada {n} semanas'],
      MONTHLY: ['cada mes', 'cada {n} meses'],
      YEARLY: ['cada año', 'cada {n} años'],
    },
    weekday: 'día laborable',
    weekend: 'fin de semana',
    everyWeekday: 'cada {days}',
    monthDay: 'el día {day}',
    ordinalSuffix: {},
    lastDay: 'el último día',
    nth: {
      '1': 'primer',
      '2': 'segundo',
      '3': 'tercer',
      '4': 'cuarto',
      '5': 'quinto',
      '-1': 'último',
      '-2': 'penúltimo',
    },
    nthWeekday: 'el {nth} {day}',
    nthWorkday: 'el {nth} día laborable',
    inMonths: 'en {months}',
    yearDay: 'el {day} de {month}',
    window: 'de {from} a {to}',
    until: 'hasta el {date}',
    times: ', {n} veces',
    suggestions: { date: 'el {day} de {month}', tomorrow: 'mañana a las {time}' },
  },
};
