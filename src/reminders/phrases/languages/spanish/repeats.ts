/** How Spanish says that something repeats, from when and until when. */

/** Rules for recurrences and their bounds. */
export const REPEATS = `
cada:
  cada|kada|c / c //
todos:
  todos los|las / todas las|los / todo los
every:
  {-cada} hora en punto / {-cada} hora (a|en) punto => unit=hour n=1 minute=0
  {-cada} hora a y media / {-cada} hora y media en punto => unit=hour n=1 minute=30
  {-cada} {unit} => n=1
  ({-cada} (quince|15) dias / {-cada} quincena / {-cada} dos semanas) => unit=week n=2
  {-cada} {spans:span**}
  {-cada} ({n:ordinal}) ({unit:periodUnit})
  todos los dias / todo los dias / cada dia / una vez al dia / dia a dia => unit=day n=1
  a diario / diario|diariamente => unit=day n=1 isAdverb
  diaria => unit=day n=1 isAdverb isAdjective
  (todas las horas / una vez (a la|por) hora) => unit=hour n=1
  todas las semanas / una vez (a la|por) semana => unit=week n=1
  semanalmente => unit=week n=1 isAdverb
  semanal => unit=week n=1 isAdverb isAdjective
  todos los meses / una vez al mes => unit=month n=1
  mensualmente => unit=month n=1 isAdverb
  mensual => unit=month n=1 isAdverb isAdjective
  todos los trimestres / una vez al trimestre => unit=quarter n=1
  trimestralmente => unit=quarter n=1 isAdverb
  trimestral => unit=quarter n=1 isAdverb isAdjective
  todos los anos / una vez al ano / cada ano => unit=year n=1
  anualmente => unit=year n=1 isAdverb
  anual => unit=year n=1 isAdverb isAdjective
  (un dia si (y|,) (otro|uno) no / un dia si y un dia no / dia por medio / en dias alternos / dias alternos / cada dos dias / cada otro dia / dia si (,)? dia no / dejando un dia) => unit=day n=2
  una semana si (y|,) (otra) no / semana por medio / en semanas alternas / cada otra semana => unit=week n=2
  un mes si (y|,) otro no / mes por medio => unit=month n=2
  (quincenalmente|quincenal / todas las quincenas / bimensual|bimensualmente|bimestral / {-cada} (tercer|tercero) dia / (dos|2) veces (a la / al / por) (semana|mes|ano) / semestralmente) => isUnclear
  (dos) veces (al|por) dia => unit=day n=1 per=2
  {per:number} veces (al|por) dia => unit=day n=1
  ({-cada} / {-todos}) {part:dayPart} / (por) las {part:dayParts} / {-todos} {part:dayParts} => unit=day n=1
  ({-todos} dias (laborables|laborales|habiles / de trabajo / de entre semana / entre semana) / {-cada} dia (laborable|laboral|habil / de trabajo / de entre semana / entre semana) / (los / en)? dias (laborables|laborales|habiles / de entre semana) / entre semana / entresemana / (de)? l ~- ~v / (de)? l a v) => weekdays=1,2,3,4,5
  (({-todos} / los / en) (fines de semana / findes) / {-cada} (fin de semana / finde)) => weekdays=6,7
  {-cada} {weekdays:anyDay++} / {-todos} {weekdays:anyDay++} / (todos)? los {weekdays:losDay++} / semanalmente (el / los)? {weekdays:anyDay++}
  (de / desde el?) {range:weekdayRange} / {-cada} dia de {range:weekdayRange} / (todos los dias)? de {range:weekdayRange} / {range:dashRange}
  (un {weekdays:weekdayName++} si (y|,) (otro) no / {weekdays:weekdayName++} por medio / (los)? {weekdays:anyDay++} alternos / {-cada} otro {weekdays:weekdayName++}) => n=2
  {-cada} {n:number} {weekdays:weekdayPlural++}
  (el)? {weekdays:elDay++} => isPlainList
  ({-cada} / el / todos los)? {nth:nthDay} de ({-cada} mes / todos los meses) / ({-cada} / el / todos los) {nth:nthDay} de mes / ({-todos} / {-cada}) {nth:nthDay} (de|del) ({-cada})? mes / (mensualmente / cada mes / todos los meses) el {nth:nthDay}
  {-cada} {nth:nthDay} => isBareNth
  (a|el|al)? {days:monthEnd+} de ({-cada} mes / todos los meses)
  (el / el dia / los dias / los / dia / dias / todos los dias? / {-cada} dia?)? {days:monthDayNumber+} (de / del) ({-cada} mes / todos los meses) / (los dias / los) {days:monthDayNumber+} (del mes)? / {-cada} dia? {days:dayNumber+} (de|del) mes
  {-cada} {days:digitDay+} / {-cada} dia {days:dayNumber+} => isBare
  {-cada} {n:number} (fines de semana / findes) => weekdays=6,7
  ({-cada} / todos los) {date} / el? {date} de ({-cada} ano / todos los anos)
losDay:
  {dow:weekdayPlural}
  los {dow:weekdayPlural}
anyDay:
  (el|los)? {dow:weekdayName} / {dow:weekdayPlural} / {dow:weekdayShort}
elDay:
  (el)? {dow:weekdayName}
dayParts = morning mananas, afternoon tardes, night noches, madrugada madrugadas
weekdayRange:
  (el)? {from:weekdayName} (a|hasta|al) (el)? {to:weekdayName}
dashRange:
  {from:weekdayName} (a|-|–) {to:weekdayName}
nthDay:
  {nths:position+} {dow:weekdayName}
  {nths:position+} dia (laborable|habil|laboral) => isWorkday
digitDay:
  {day:int}
monthEnd:
  fin|final|finales / ultimo dia => day=-1
  (principio|principios|comienzo|inicio) / primer dia / primero => day=1
monthDayNumber:
  (el dia / el / dia)? {*dayNumber}
  (el)? (ultimo dia / ultimo) => day=-1
until:
  hasta (el / la)? {*moment} / hasta {*moment} / hasta (las|la) {clock:time} / hasta el? {clock:named}
  hasta {period:openMonth}
openMonth:
  {*month} => unit=month
starting:
  (a partir (de|del) / desde (el)? / empezando (el / desde / por / a partir de|del)? / comenzando (el|desde)? / a contar desde) (el)? {*moment}
  (a partir de / desde / empezando a / comenzando a) (las|la) {clock:time}
count:
  {count:number} veces / solo {count:number} veces / durante {count:number} veces
lasting:
  (durante|por) (los|las|el|la)? (proximos|proximas|siguientes)? {spans:span**} / (los|las) (proximos|proximas|siguientes) {spans:span**}
except:
  (excepto / salvo / menos / quitando / excluyendo / que no sea) (el / los / la)? {weekdays:exceptDay++}
exceptDay:
  (el|los)? {dow:weekdayName} / (los)? {dow:weekdayPlural}
  (el|los)? (fin de semana / fines de semana / findes / finde) => weekend
`;
