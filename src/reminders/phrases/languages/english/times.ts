/** How English names the time of day and its zone. */

/** Rules for clock times, parts of the day and zones. */
export const TIMES = `
time:
  {*certainTime} / {*plainTime}
bareTime:
  {*military} {meridiem} / {*shortMilitary} {meridiem}
  {*hm} {meridiem}? / {hour:number} {meridiem} / {*dotted} {meridiem}
  {hour:ones} -? {minute:afterHour} {meridiem}?
  {hour:ones} oh|o|zero {minute:ones} {meridiem}? / {hour:ones} {minute:number} {meridiem}
  {hour:ones} forty -? five {meridiem}? => minute=45
  half -? past {hour:number} {meridiem}? => minute=30
  a? quarter -? (past|after) {hour:number} {meridiem}? => minute=15
  a? quarter -? (to|of|til|till|before) {hour:number} {meridiem}? => minus=15
  {minute:number} (minutes|mins) (past|after) {hour:number} {meridiem}? / {minute:pastMinute} past {hour:number} {meridiem}?
  twenty -? five past {hour:number} {meridiem}? => minute=25
  {minus:fives} (minutes|mins)? (to|til|till) {hour:number} {meridiem}?
  twenty -? five to {hour:number} {meridiem}? => minus=25
  {hour:number} (o'clock|oclock) {meridiem}?
  half past {hour:number} (o'clock|oclock) => minute=30
  a? quarter past {hour:number} (o'clock|oclock) => minute=15
  a? quarter to {hour:number} (o'clock|oclock) => minus=15
  {minus:number} (minutes|mins|min) before {hour:number} {meridiem}? / {minus:number} (minutes|mins|min) before {*hm} {meridiem}?
  half an hour before {hour:number} {meridiem}? / half an hour before {*hm} {meridiem}? => minus=30
  an hour before {hour:number} {meridiem}? / an hour before {*hm} {meridiem}? => minus=60
  12? noon|midday|noontime => hour=12 named=noon
  12? midnight => hour=0 named=midnight
certainTime:
  {*bareTime} {*suffix}? / {hour:number} {*daySuffix}
plainTime:
  {*military} (h|hrs|hours)? / {*dotted}
  {hour:number} {*suffix}?
  half {hour:number} {meridiem}? => minute=30
  {*hourMarked}
hourMarked:
  {hour:int} (h|hrs|hours) / {hour:int} ~h ~{minute:int} => isExact
daySuffix:
  in the {part:dayPart}
  at night => part=night
suffix:
  {*daySuffix}
  (~ish / ~- ~ish / sharp / exactly / or so) => said
clock:
  ((at|@|around|about|approximately|approx|circa) (about|around)? / when it's / once it's) {times:time+clockJoint} => isAt
  {times:certainTime+clockJoint}
  (at|@|around|about)? {first:time} or (at|around)? {second:time}
  {times:hourMarked+clockJoint} => isWeak
  {times:plainTime+clockJoint} => isWeak isBare
window:
  (from|between) {from:time} (to|until|till|til|and|through|-|–) {to:time} / {from:bareTime} (to|until|till|-|–) {to:time}
  {from:hourOnly} (-|–) {to:hourOfHalf} => isWeak
  {from:smallHour} to ({to:hourOnly} / {to:hourOfHalf})
smallHour:
  {hour:clockDigit}
pastMinute = 5 5 five, 10 10 ten, 15 15, 20 20 twenty, 25 25, 30 30
hourOnly:
  {hour:int}
hourOfHalf:
  {hour:int} {meridiem}
part:
  in the {part:dayPart} / on the {part:dayPart}
  this {part:dayPart} => day=0
  tonight|tonite|tonigh|2nite => part=night day=0
  {part:dayPart} => isWeak
  at night => part=night
  (at|by)? the? end of the? day / eod / cob / (by|at)? close of (business|play) / end of (business|play) => part=eod
  (at|over)? lunchtime / (at|over) lunch time? => part=lunch
  first thing (in the morning)? => part=first
zone:
  ({*zoneCode} / {*place}) (standard|daylight|summer)? time / {*zoneCode} / LPAREN {*zoneCode} RPAREN / LPAREN {*place} time RPAREN
  (local / my / my local) time => isLocal
  eastern => zone=America/New_York
  pacific => zone=America/Los_Angeles
`;
