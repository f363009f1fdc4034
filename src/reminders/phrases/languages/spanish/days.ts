/** How Spanish names days and stretches of time. */

/** Rules for durations, days, dates and periods. */
export const DAYS = `
span:
  ({n:fraction} / {n:number}) {unit}
  {n:number} h|hr ~{minutes:int} ~m|min|mins? => unit=hour
  {n:number} hora|horas y {minutes:number} => unit=hour
  un? par de {unit} => n=2
  {n:number} {unit} y media|medio => plus=0.5
  {unit} y media|medio => n=1 plus=0.5
  media|medio|½|1/2 {unit} => n=0.5
  un? cuarto de hora / un? cuartito de hora => n=0.25 unit=hour
  tres|3 cuartos de hora => n=0.75 unit=hour
  una? quincena => n=15 unit=day
shortSpan:
  ({n:fraction} / {n:int}) {unit:shortUnit}
  {n:int} h|hr ~{minutes:int} ~m|min? => unit=hour
dayNumber:
  {day:int} ~º|°|ro|er|do|to|o|a / {day:int} / {day:number}
  primero => day=1
dayWord:
  primero => day=1
  {day:int} ~º|°|ro|er

day:
  hoy => offset=0
  (para|pa)? manana|mnn|mnna|mnana|maniana => offset=1
  (para|pa)? (pasado manana / pasado maniana / pasadomanana) => offset=2
  pasado => offset=2 isWeak
  (antes de ayer / anteayer / antier / antes de anoche) => offset=-2
  ayer|anoche / ayer (por|en) la (noche|tarde|manana) => offset=-1
weekday:
  (el / este / para el / al / en)? ({dow:weekdayName}) / el {dow:weekdayShort}
  {dow:weekdayShort} => isWeak
  (este|el) (mismo)? {dow:weekdayName} => said
  este {dow:weekdayName} => which=nearest
  (este proximo / el (proximo|prox) / proximo|prox) {dow:weekdayName} => which=coming
  (el|este)? {dow:weekdayName} (que viene / q viene / que entra / proximo / prox / siguiente) => which=coming
  el siguiente {dow:weekdayName} => which=coming
  (el)? {dow:weekdayName} pasado / (el) pasado {dow:weekdayName} => which=last
  (el)? {dow:weekdayName} (de la / de|en la) ({-nextWeek}) => which=week weeks=1
  (el)? {dow:weekdayName} de esta semana => which=week weeks=0
  (el)? {dow:weekdayName} de la otra semana / (el)? {dow:weekdayName} de dentro de (dos|2) semanas => which=after-next
  (el)? {dow:weekdayName} en ocho => which=week-after weeks=1
  (el)? {dow:weekdayName} en quince => which=week-after weeks=2
nextWeek:
  (semana) (que viene / q viene / que entra / proxima / siguiente / prox) / (proxima|siguiente|prox) semana
month:
  {month:monthWord} ~.?
date:
  (el / al / el dia)? {day:int} ~-|– ~{month:monthWord} (~-|– ~{year})?
  (el / al / el dia / dia) {day:int} del {month:monthNumber}
  (el / al / para el / el dia / dia)? {*dayNumber} de {*month} ((de / del / ,)? {year})? / (el / al / para el) {*dayNumber} {*month} ((de / del / ,)? {year})?
  {day:int} {*month} ((de / del)? {year})? / {*month} {day:int} ((de / del / ,)? {year})? / {*fullDmy}
  (el / al / para el / el dia / dia)? {*ymd} / (el / al / para el / el dia / dia) {*dmy}
  (en|el|para|por) {*holiday} / el dia de {*holiday}
  {*dmy} / {*holiday} => isWeak
holiday:
  (el)? (dia de)? navidad => day=25 month=12
  nochebuena => day=24 month=12
  nochevieja / fin de ano => day=31 month=12
  (el)? (dia de)? ano nuevo => day=1 month=1
  (el)? (dia de)? (los)? reyes => day=6 month=1
  (el)? (dia de)? san valentin => day=14 month=2
  halloween => day=31 month=10
monthday:
  del dia {*dayNumber} / del {day:int}
  (el dia / dia / al dia / para el dia / el proximo dia / el proximo) {*dayNumber} (de este mes / del mes / del presente / del corriente)?
  (el / para el) {day:int} (de este mes / del mes / del presente / del corriente)? / (el|al) ({*dayWord}) (de este mes / del mes)?
  (el dia / el / dia / al dia)? {*dayNumber} (del mes (que viene / q viene / que entra / proximo / siguiente) / del (proximo|siguiente) mes) => month=1
  {day:int} => isWeak afterWeekday
edge:
  (a|al|para|en)? (fin|finales|final) de|del (este)? mes / (el|al)? fin de mes / (el / al)? ultimo dia (del / de este) mes => edge=end unit=month offset=0
  (a|para)? (fin|finales|final) (del|de) (mes (que viene / proximo / siguiente) / (proximo|siguiente) mes) / (el)? ultimo dia (del mes (que viene / proximo / siguiente) / del (proximo|siguiente) mes) => edge=end unit=month offset=1
  (el)? ultimo dia de {*month} (de|del)? {year}? / (a)? (fin|finales|final) de {*month} => edge=end unit=month
  (a|al|para)? (fin|finales|final) (de|del) (este)? ano / (el)? ultimo dia del ano => edge=end unit=year offset=0
  (el)? primer dia (del mes (que viene / proximo / siguiente) / del (proximo|siguiente) mes) => edge=start unit=month offset=1
  (el)? primer dia de {*month} => edge=start unit=month
  (a|para)? (finales|final) de (la|esta)? semana => edge=end unit=week offset=0
position:
  {nth:ordinal} / {nth:int} ~º|°|er|ro|do|to
  ultimo|ultima|ultimos => nth=-1
  penultimo|penultima => nth=-2
nth:
  el? {nths:position+} {dow:weekdayName} (del / de este) mes / (el|este) {nths:position+} {dow:weekdayName} (del mes)? => offset=0
  el? {nths:position+} {dow:weekdayName} (del mes (que viene / proximo / siguiente) / del (proximo|siguiente) mes) => offset=1
  el? {nths:position+} {dow:weekdayName} de {*month} (de|del)? {year}?
  el? {nths:position+} dia (laborable|habil|laboral) (del / de este) mes => isWorkday offset=0
  el? {nths:position+} dia (laborable|habil|laboral) (del mes (que viene / proximo / siguiente) / del (proximo|siguiente) mes) => isWorkday offset=1
moment:
  {day} / {weekday} / {date} / {monthday} / {edge} / {period} / {nth}
period:
  (en|para)? (el|la)? {unit:periodUnit} (que viene / q viene / que entra / entrante / proximo / proxima / siguiente) / (en|para)? (el|la)? (proximo|proxima|siguiente|prox) {unit:periodUnit} => offset=1
  (en|durante)? (este|esta) {unit:periodUnit} => offset=0
  (en|durante|para)? (el|este) (finde / fin de semana) => unit=weekend offset=0
  (en)? (el)? (proximo / siguiente) (finde / fin de semana) / (el)? (finde / fin de semana) (que viene / proximo / siguiente) => unit=weekend offset=1
`;
