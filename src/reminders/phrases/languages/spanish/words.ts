/** The words of Spanish that name numbers, days, months and units; accents are not looked at. */

/** Classes of words and the rules that join them. */
export const WORDS = `
ones = 1 un uno una, 2 dos, 3 tres, 4 cuatro, 5 cinco, 6 seis, 7 siete, 8 ocho, 9 nueve, 10 diez, 11 once, 12 doce,
  13 trece, 14 catorce, 15 quince, 16 dieciseis, 17 diecisiete, 18 dieciocho, 19 diecinueve, 20 veinte,
  21 veintiun veintiuno veintiuna, 22 veintidos, 23 veintitres, 24 veinticuatro, 25 veinticinco, 26 veintiseis,
  27 veintisiete, 28 veintiocho, 29 veintinueve
tens = 30 treinta, 40 cuarenta, 50 cincuenta, 60 sesenta, 70 setenta, 80 ochenta, 90 noventa
tensJoint:
  y
ordinal = 1 primero primer primera primeros primeras, 2 segundo segunda segundos, 3 tercero tercer tercera terceros,
  4 cuarto cuarta cuartos, 5 quinto quinta quintos
minuteWord = 5 5 cinco, 10 10 diez, 20 20 veinte, 25 25 veinticinco, 15 15 quince, 30 30 treinta, 40 40 cuarenta,
  50 50 cincuenta, 35 35, 45 45, 55 55
weekdayName = 1 lunes lun, 2 martes, 3 miercoles mierc miercoles, 4 jueves juevez jue, 5 viernes vier vie, 6 sabado sab, 7 domingo
weekdayShort = 2 mar, 3 mie, 7 dom
weekdayPlural = 1 lunes, 2 martes, 3 miercoles, 4 jueves, 5 viernes, 6 sabados, 7 domingos
monthWord = 1 enero ene, 2 febrero feb, 3 marzo mar, 4 abril abr, 5 mayo, 6 junio jun, 7 julio jul, 8 agosto ago,
  9 septiembre setiembre sept sep set, 10 octubre oct, 11 noviembre nov, 12 diciembre dic
unit = second segundo segundos seg segs ~s, minute minuto minutos min mins minutitos minutito ~m, hour hora horas h hr hrs hs horita horitas,
  day dia dias ~d, week semana semanas sem, month mes meses, year ano anos, quarter trimestre trimestres
shortUnit = second seg segs ~s, minute min mins ~m, hour h hr hrs hs
monthNumber = 1 1 01, 2 2 02, 3 3 03, 4 4 04, 5 5 05, 6 6 06, 7 7 07, 8 8 08, 9 9 09, 10 10, 11 11, 12 12
exactUnit = second segundos, minute minuto minutos, hour hora horas
periodUnit = week semana, month mes, year ano, quarter trimestre
dayPart = morning manana mananita, afternoon tarde tardecita, night noche nochecita, madrugada madrugada
barePart = afternoon tarde tardecita, night noche nochecita, madrugada madrugada
meridiem = am am ~a, pm pm ~p
and:
  , y / y|e|&|/
or:
  o
glue:
  ,|-|–|—|de|del
clockJoint:
  (, y / y / e / ,) a las|la / , y / y / e
el:
  el|la / al / para el / pa el / en el / este / del / el dia
`;
