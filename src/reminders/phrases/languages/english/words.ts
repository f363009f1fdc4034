/** The words of English that name numbers, days, months and units. */

/** Classes of words and the rules that join them. */
export const WORDS = `
ones = 1 one, 2 two, 3 three, 4 four, 5 five, 6 six, 7 seven, 8 eight, 9 nine, 10 ten, 11 eleven, 12 twelve,
  13 thirteen, 14 fourteen, 15 fifteen, 16 sixteen, 17 seventeen, 18 eighteen, 19 nineteen
tens = 20 twenty, 30 thirty, 40 forty fourty, 50 fifty, 60 sixty, 70 seventy, 80 eighty, 90 ninety
tensJoint:
  -
ordinal = 1 first, 2 second, 3 third, 4 fourth, 5 fifth, 6 sixth, 7 seventh, 8 eighth, 9 ninth, 10 tenth,
  11 eleventh, 12 twelfth, 13 thirteenth, 14 fourteenth, 15 fifteenth, 16 sixteenth, 17 seventeenth,
  18 eighteenth, 19 nineteenth, 20 twentieth, 30 thirtieth
afterHour = 10 ten, 15 fifteen, 20 twenty, 30 thirty, 40 forty, 50 fifty
fives = 5 5 five, 10 10 ten, 20 20 twenty, 25 25
weekdayName = 1 monday mon mondey, 2 tuesday tue tues teusday, 3 wednesday wed weds wednsday wensday,
  4 thursday thu thur thurs thrusday thursdy, 5 friday fri firday, 6 saturday saterday, 7 sunday
weekdayShort = 6 sat, 7 sun
weekdayPlural = 1 mondays, 2 tuesdays, 3 wednesdays, 4 thursdays, 5 fridays, 6 saturdays, 7 sundays
monthWord = 1 january jan, 2 february feb febuary, 3 march mar, 4 april apr, 5 may, 6 june jun, 7 july jul,
  8 august aug, 9 september sept sep, 10 october oct, 11 november nov, 12 december dec
unit = second second seconds sec secs ~s, minute minute minutes min mins minuts mintues ~m, hour hour hours hr hrs h hour's,
  day day days ~d day's, week week weeks wk wks ~w week's, month month months month's, year year years yr yrs year's, quarter quarter quarters
shortUnit = second sec secs ~s, minute min mins ~m, hour hr hrs h
clockDigit = 1 1, 2 2, 3 3, 4 4, 5 5, 6 6, 7 7, 8 8, 9 9, 10 10, 11 11, 12 12
exactUnit = second seconds, minute minute minutes minuts, hour hour hours
periodUnit = week week, month month, quarter quarter, year year
dayPart = morning morning mornin, afternoon afternoon aft arvo, evening evening, night night nite
meridiem = am am ~a, pm pm ~p
and:
  , and / and / &|plus|/
or:
  or
glue:
  ,|-|–|—
clockJoint:
  (, and / and / & / ,) at / , and / and / &
`;
