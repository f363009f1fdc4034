/** How Spanish names the time of day and its zone. */

/** Rules for clock times, parts of the day and zones. */
export const TIMES = `
las:
  cuando sean las / cuando sea la
  a las / a la / a eso de las|la / sobre las|la / hacia las|la / alrededor de las|la / cerca de las|la / como a las|la / tipo (las|la)? / para las|la / aprox a las / @ / a partir de las / desde las / tipo a las / alas / ala / x las / aproximadamente a las / a as / las
time:
  {*certainTime} / {*plainTime}
bareTime:
  {*hm} (h|hs|hrs|horas)? {meridiem}? / {hour:number} {meridiem} / {*dotted} (h|hs|hrs|horas) / {*dotted} {meridiem}
  {hour:number} y {minute:number} (minutos)? {meridiem}? / {hour:number} con {minute:number} (minutos)? {meridiem}?
  {hour:number} y media {meridiem}? => minute=30
  {hour:number} y cuarto {meridiem}? => minute=15
  {hour:number} y pico => minute=5
  {hour:number} menos cuarto {meridiem}? => minus=15
  {hour:number} menos {minus:number} (minutos)? {meridiem}?
  {hour:ones} {minute:minuteWord} {meridiem}?
  {hour:number} cero|zero {minute:ones} {meridiem}?
  {hour:number} en punto {meridiem}?
wayTo:
  (un / al)? cuarto para las|la {hour:number} {meridiem}? => minus=15
  {minus:minuteWord} (minutos)? para las|la {hour:number} {meridiem}?
before:
  {minus:number} (minutos|min) antes de las|la {*bareTime}
  media hora antes de las|la {*bareTime} / media hora antes de las|la {hour:number} => minus=30
  una hora antes de las|la {*bareTime} / una hora antes de las|la {hour:number} => minus=60
  {minus:number} (minutos|min) antes de las|la {hour:number}
named:
  (al / a / el / sobre el / hacia el / para el)? (mediodia / medio dia / medio_dia) => hour=12 named=noon
  (a la / a / la)? (medianoche / media noche) => hour=0 named=midnight
certainTime:
  ({*bareTime} / {*wayTo} / {*before}) {*suffix}? / {hour:number} {*suffix} / {*named}
plainTime:
  {*military} (h|hs|hrs|horas)? / {*dotted}
  {hour:number} (horitas)?
  {*hourMarked}
hourMarked:
  {hour:int} (h|hs|hrs|horas) / {hour:int} ~h ~{minute:int} => isExact
suffix:
  (de|por|en|d|x) la manana / a la manana => part=morning
  (de|por|en|d|x) la tarde / a la tarde => part=afternoon
  (de|por|en|d|x) la noche / a la noche => part=night
  de la madrugada / de madrugada => part=madrugada
  (del|de) (mediodia / medio dia) => part=noon
  del dia => part=daytime
  (aprox / aproximadamente / mas o menos / en punto) => said
clock:
  {-las} {times:time+clockJoint} => isAt
  {times:certainTime+clockJoint}
  {-las} {first:time} o (a)? (las|la)? {second:time}
  {times:hourMarked+clockJoint} => isWeak
  {times:plainTime+clockJoint} => isWeak isBare
window:
  (de|desde / desde las / de las / entre las / entre) (la|las)? {from:time} (a|hasta|y|-|–) (la|las)? {to:time} / {from:bareTime} (-|–) {to:time}
  {from:hourOnly} (-|–) {to:hourOnly} (h|hs) => isWeak
hourOnly:
  {hour:int}
part:
  (por / en / a / x) la {part:dayPart} / (a|por|en) la (mananita) => said
  esta {part:dayPart} / hoy (por|en|a) la {part:dayPart} => day=0
  (esta|hoy) (al|a) (mediodia) => part=noon day=0
  (a|al|para)? (el)? (final|fin) del dia / (al) (final) de la jornada / eod => part=eod
  (a)? primera hora (de la manana / por la manana / del dia)? / a primerisima hora => part=first
  (a la / la) hora (de comer / del almuerzo / de la comida / de almorzar) => part=lunch
  {part:barePart} => isWeak
  de madrugada => part=madrugada
zone:
  {*zoneCode} / hora (de|del|en)? (la|el|los)? {*place} / (hora) {*zoneCode} / LPAREN {*zoneCode} RPAREN / LPAREN hora (de|del|en)? (la|el|los)? {*place} RPAREN
  (hora local / hora mia / mi hora) => isLocal
`;
