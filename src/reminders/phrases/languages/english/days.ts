/** How English names days and stretches of time. */

/** Rules for durations, days, dates and periods. */
export const DAYS = `
span:
  ({n:fraction} / {n:number}) {unit}
  {n:number} h|hr|hour ~{minutes:int} ~m|min|mins? => unit=hour
  (a / an / the next) {unit} => n=1
  a? couple of? {unit} => n=2
  {n:number} and a half {unit} / {n:number} {unit} and a half => plus=0.5
  (a / an) {unit} and a half => n=1 plus=0.5
  (half / half a / half an / a half / ½|1/2 / ½|1/2 an|a) {unit} => n=0.5
  (¾|3/4) of an hour / (¾|3/4) hour => n=0.75 unit=hour
  (¼|1/4) of an hour / (¼|1/4) hour => n=0.25 unit=hour
  (a quarter of an / a quarter / quarter of an / quarter) hour => n=0.25 unit=hour
  three|3 quarters of an hour => n=0.75 unit=hour
  a? fortnight => n=2 unit=week
shortSpan:
  ({n:fraction} / {n:int}) {unit:shortUnit}
  {n:int} h|hr ~{minutes:int} ~m|min? => unit=hour
digitOrdinal:
  {day:int} ~st|nd|rd|th
dayNumber:
  {*digitOrdinal} / {day:ordinal}
  twenty -? {plus:ordinal} => day=20
  thirty -? first => day=31

day:
  today|2day => offset=0
  tomorrow|tommorow|tommorrow|tomorow|tomorro|tomorrw|tmrw|tmr|tmw|tmrrw|tmoro|tomoz => offset=1
  (the|on)? day after tomorrow / overmorrow => offset=2
  yesterday|yday => offset=-1
  the? day before yesterday => offset=-2
weekday:
  on? {dow:weekdayName} / on {dow:weekdayShort}
  {dow:weekdayShort} => isWeak
  on? (this|the coming / this coming / coming / this) ({dow:weekdayName} / {dow:weekdayShort}) => which=nearest
  on? (next / the following) ({dow:weekdayName} / {dow:weekdayShort}) => which=next
  on? last|past ({dow:weekdayName} / {dow:weekdayShort}) => which=last
  on? {dow:weekdayName} week / a week on {dow:weekdayName} => which=week-after weeks=1
  (two|2) weeks on {dow:weekdayName} => which=week-after weeks=2
  on? {dow:weekdayName} ,? (of|in)? (next / the following) week => which=week weeks=1
  on? {dow:weekdayName} (of|in)? this week => which=week weeks=0
  on? the? {dow:weekdayName} after next => which=after-next
month:
  {month:monthWord} ~.?
date:
  on? the? {day:int} ~-|– ~{month:monthWord} (~-|– ~{year})?
  on? the? ({*dayNumber} / {day:int}) of? {*month} (,? of? {year})? / on? {*month} the? ({*dayNumber} / {day:int}) (,? {year})?
  on? the? {*ymd} / on the? {*dmy}
  on {*holiday}
  {*fullDmy}
  {*dmy} / {*holiday} => isWeak
holiday:
  christmas (day)? / xmas (day)? => day=25 month=12
  (christmas / xmas) eve => day=24 month=12
  boxing day => day=26 month=12
  (new year's / new years / new year) eve / nye => day=31 month=12
  (new year's / new years / new year) (day)? => day=1 month=1
  (valentine's / valentines / valentine) (day)? => day=14 month=2
  halloween => day=31 month=10
monthday:
  on the ({*dayNumber} / {day:int}) (of (the / this) month)? / on? the? {*dayNumber} of (the / this) month
  the {*digitOrdinal} => isLoose
  on? the? {*dayNumber} of next month => month=1
  on {*digitOrdinal} / on? the? {day:int} of (the / this) month
  on? the? ({*dayNumber} / {day:int}) of (the)? next month => month=1
  {*digitOrdinal} / {day:int} => isWeak
edge:
  (at|on|by)? the? end of (the|this)? month / eom / on? the? last day of (the|this) month => edge=end unit=month offset=0
  (at|on|by)? the? end of next month / on? the? last day of next month => edge=end unit=month offset=1
  (at|on|by)? the? end of {*month} ,? {year}? / on? the? last day of {*month} ,? {year}? => edge=end unit=month
  (at|on|by)? the? end of (the|this) year / on? the? last day of (the|this) year => edge=end unit=year offset=0
  (at|on)? the? start|beginning of next month / on? the? first day of next month => edge=start unit=month offset=1
  (at|on)? the? start|beginning of {*month} / on? the? first day of {*month} => edge=start unit=month
  (at|on|by)? the? end of (the|this)? week / eow => edge=end unit=week offset=0
  (at|on|by)? the? end of next week => edge=end unit=week offset=1
position:
  {nth:ordinal} / {nth:int} ~st|nd|rd|th
  last => nth=-1
  second to last / penultimate => nth=-2
nth:
  on? the? {nths:position+} {dow:weekdayName} (of|in) (the|this) month / (on|at)? the? {nths:position+} {dow:weekdayName} => offset=0
  on? the? {nths:position+} {dow:weekdayName} (of|in) next month => offset=1
  on? the? {nths:position+} {dow:weekdayName} (of|in) {*month} ,? {year}?
  on? the? {nths:position+} (working|business|week) day of (the|this) month / on? the? {nths:position+} (weekday|workday) of (the|this) month => isWorkday offset=0
  on? the? {nths:position+} (working|business|week) day of next month / on? the? {nths:position+} (weekday|workday) of next month => isWorkday offset=1
moment:
  {day} / {weekday} / {date} / {monthday} / {edge} / {period} / {nth}
period:
  (in|during)? (next / the following / the coming) {unit:periodUnit} => offset=1
  (in|during|later|sometime)? this {unit:periodUnit} => offset=0
  (on|at|over|during)? (the / this / this coming / the coming) weekend => unit=weekend offset=0
  (on|at|over)? next weekend => unit=weekend offset=1
`;
