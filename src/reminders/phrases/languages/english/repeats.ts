/** How English says that something repeats, from when and until when. */

/** Rules for recurrences and their bounds. */
export const REPEATS = `
every:
  (every|each) {unit} => n=1
  (every|each) {spans:span**} / once (every|each) {spans:span**}
  every other {unit} / every second ({unit:periodUnit} / {unit:dayUnit}) => n=2
  (every|each) {*ordinalN} ({unit:periodUnit} / {unit:dayUnit})
  nightly => unit=day n=1 part=night isAdverb
  (every|each) hour on the hour / hourly on the hour => unit=hour n=1 minute=0
  (every|each) hour at half past / (every|each) hour at (:) 30 => unit=hour n=1 minute=30
  (every|each) hour at quarter past => unit=hour n=1 minute=15
  daily|everyday => unit=day n=1 isAdverb
  once a day / once daily / once per day => unit=day n=1
  hourly => unit=hour n=1 isAdverb
  once an hour => unit=hour n=1
  weekly => unit=week n=1 isAdverb
  once a week => unit=week n=1
  monthly => unit=month n=1 isAdverb
  once a month => unit=month n=1
  quarterly => unit=quarter n=1 isAdverb
  once a quarter => unit=quarter n=1
  yearly|annually => unit=year n=1 isAdverb
  once a year => unit=year n=1
  fortnightly => unit=week n=2 isAdverb
  every fortnight => unit=week n=2
  (twice / two times) (a|per|each|every) day / twice daily => unit=day n=1 per=2
  biweekly|bimonthly|biannually|biannual / bi ~- ~weekly|monthly / semi ~- ~monthly / twice (a|per|every) {unit} => isUnclear
  {per:number} times (a|per|each|every) day => unit=day n=1
  (every|each) (single / of the)? {part:dayPart} / {part:mornings} / (on|in the)? {part:mornings} => unit=day n=1
  (every|each) single? (weekday|workday) {part:dayPart}? / (on|only)? on? (weekdays|workdays) {part:mornings}? => weekdays=1,2,3,4,5
  (every|each) (working|business|work|week) day / on? (working|business|work|week) days / during the week / m ~- ~f => weekdays=1,2,3,4,5
  (every|each) weekend / (on|at)? (the)? weekends => weekdays=6,7
  (every|each) {weekdays:anyDay++} {part:dayPart}? / on? {weekdays:weekdayPlural++} {part:mornings}? / (weekly / once a week) on {weekdays:anyDay++}
  (every|from|on|each)? {range:weekdayRange}
  (every other / on? alternate) {weekdays:anyDay++} => n=2
  every {n:number} weekends => weekdays=6,7
  every other weekend => weekdays=6,7 n=2
  every {n:number} {weekdays:weekdayPlural++}
  every second {weekdays:weekdayName++} => isUnclear
  on? {weekdays:weekdayName++} => isPlainList
  (on? the? / every|each) {nth:nthDay} of (every|each) month / (every|each) {nth:nthDay} of the month / (monthly / every month / each month) on the? {nth:nthDay}
  (every|each) {nth:nthDay} => isBareNth
  (at|on|by)? the? {days:monthEnd+} of (every|each) month
  (every|each) {days:dayNumber+} (of (the|every|each) month)? / on? the? {days:dayOrLast+} (of|on|in) (every|each) month / monthly on the? {days:dayOrLast+}
  (on? the? / every|each) {nth:nthDay} of {*month}? (every|each) year / (every|each) {date}
ordinalN:
  {n:ordinal} / {n:int} ~st|nd|rd|th
dayUnit = day day, month month
mornings = morning mornings, afternoon afternoons, evening evenings, night nights
anyDay:
  {dow:weekdayName} / {dow:weekdayPlural} / {dow:weekdayShort}
weekdayRange:
  {from:weekdayName} (to|through|thru|-|–|until|till) {to:weekdayName}
nthDay:
  {nths:position+} ({dow:weekdayName} / {dow:weekdayShort})
  {nths:position+} (working|business|week) day / {nths:position+} (weekday|workday) => isWorkday
monthEnd:
  end / last day => day=-1
  beginning / start / first day => day=1
dayOrLast:
  {*dayNumber}
  last day / last => day=-1
until:
  (until|untill|till|til|through|thru / up to / ending / ending on) {*moment} / (until|till|til) (at)? {clock:time}
  (until|untill|till|til|through) {period:openMonth}
openMonth:
  {*month} => unit=month
starting:
  (starting / beginning / commencing / from / as of / effective / start) (on|from)? {*moment} (on|onwards|onward)?
  (starting / beginning / from / start) (at|from)? {clock:certainTime} (on|onwards|onward)? / (starting / beginning / start) at {clock:time}
count:
  for? {count:number} times / for? {count:number} (occurrences|repetitions)
lasting:
  for (the next)? {spans:span**} / (over|during) the next {spans:span**}
except:
  (except / except for / but not / excluding / apart from / not / but) (on|for)? {weekdays:exceptDay++}
exceptDay:
  {dow:weekdayName} / {dow:weekdayPlural}
  (the)? (weekends|weekend) => weekend
  (the)? weekdays => weekday
`;
