/** How English says a time from now, or one that cannot be known. */

/** Rules for times from now, relative to events, vague and gone. */
export const OPEN_TIMES = `
roughly:
  about|around|exactly|roughly|approximately|approx|like|just|maybe|another|circa|~ / more or less
soMuch:
  {spans:span**}
after:
  (in|within) {-roughly}? {spans:span**} (time / ' time / or so)? / (in|within)? {-roughly}? {spans:span**} (from now / from today / hence) / after {-roughly}? {spans:span**}
  in {-roughly}? {minutes:int}
  {spans:shortSpan**} => isBare
  {spans:exactSpan**} => isBare isLoose
exactSpan:
  {n:number} {unit:exactUnit}
shift:
  in? {spans:span**} (from|after) {anchor:moment} / {spans:weekAway**} {anchor:todayOrNot}
weekAway:
  (a|one|1) week => n=1 unit=week
  (a|one|1) fortnight => n=2 unit=week
todayOrNot:
  {day}
event:
  {-spans:span**} (before|after|prior) / (after|before|during) (the / my / our)? (meeting|lunch|dinner|breakfast|lunchtime|dinnertime|supper|work|school|class|bed|bedtime|call|standup|gym|sunset|sunrise|dark)
  when {-someone} (get|gets|arrive|arrives|leave|am|is|are|come|comes|finish|finishes|wake)
someone:
  i|we|he|she|they|you|it
deadline:
  (by|before|after / no later than / not later than) the? ({-bareMoment} / {-hourWord})
bareMoment:
  {day} / {edge}
  (next|this|coming)? {dow:weekdayName}
  (next|this) (week|month|year|weekend) / {*month}
  ({*dayNumber} / {day:int}) of? {*month} / {*month} ({*dayNumber} / {day:int}) / {*digitOrdinal} / {*ymd} / {*dmy}
hourWord:
  {-time}
vague:
  in? {-month} {-year} / next {-month} / (early|mid|late) {-month}
  (within|in|during) the (hour|day|week|month) / just? (before|after) (noon|midday|midnight)
  (in|within|after) {-number} (-|–|to|or) {-number} {-unit} / (in|within|after) {-number} (business|working|work) (days|day|hours) / the (week|month) after next
  later (on / today / this week / tonight)? / (a bit / a little / much) later / soon / shortly / eventually / someday / asap / whenever
  in a (little / short)? (bit|while|moment|sec|jiffy|second|mo) / in (a few / some / several / a couple more) {-unit} / in the (near / next)? (future|days|weeks)
  (sometime / some time / at some point) ({-period} / {-moment} / {-part})? / some (day|time) / one (day / of these days) / as soon as possible
  (right)? now|immediately / some other time / another (day|time) / in due course / when i can / when possible
  (in|on|during|at|this|late|early|mid|next) -? (early|late|mid) -? (morning|afternoon|evening|{-month}|month|week|year) / (early|late|mid) -? ({-dayPart} / {-day} / {-part} / {-period} / {-month} / next week)
  (in|during|this|next|over) (the)? (spring|summer|autumn|fall|winter) / in {-month}
  (every|each) (now and then / so often / once in a while)
gone:
  {-spans:span**} ago / last (week|month|year|night|weekend) / earlier today / this past week
`;
