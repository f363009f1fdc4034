/** How Spanish says a time from now, or one that cannot be known. */

/** Rules for times from now, relative to events, vague and gone. */
export const OPEN_TIMES = `
roughly:
  aproximadamente|aprox|como|unos|unas|solo|exactamente|otros|otras|~ / cosa de / mas o menos / tan solo
soMuch:
  {spans:span**}
after:
  (en / dentro de / de aqui a / de aqui en / al cabo de / tras / despues de / d) {-roughly}? {spans:span**} (mas o menos)? / de hoy en {spans:eightDays**}
  {spans:span**} (a partir de ahora / desde ahora / a contar desde ahora)
  en {-roughly}? {minutes:int}
  {spans:shortSpan**} => isBare
  {spans:exactSpan**} => isBare isLoose
eightDays:
  ocho => n=7 unit=day
  quince => n=14 unit=day
exactSpan:
  {n:number} {unit:exactUnit}
shift:
  {spans:span**} (despues (de|del) / a partir (de|del) / desde / tras) {anchor:moment}
event:
  {-spans:span**} (antes|despues) / (despues|antes|durante) (de|del) (la|el|mi)? (comer|comida|cenar|cena|almorzar|almuerzo|desayunar|desayuno|trabajo|trabajar|clase|reunion|junta|cole|siesta|dormir|acostarme|gimnasio|salir|partido)
  (cuando|cdo|al) (llegue|llegar|salga|salir|termine|terminar|acabe|acabar|despierte|pueda|vuelva|volver|este|vea)
deadline:
  (antes (de|del) / a mas tardar / como muy tarde / despues (de|del)) (el|la|las)? ({-moment} / {-clock} / {-hourWord})
  para (el|este) ({-weekday} / {-monthday} / {-date}) / para ({-weekday} / {-monthday} / {-date} / {-day}) / para la {-nextWeek}
hourWord:
  {-time}
vague:
  en? {-month} (de|del)? {-year}
  ya mismo / de aqui a un (rato|ratito|momento)
  (en / dentro de) {-number} (-|–|a|o) {-number} {-unit} / (en / dentro de) {-number} (dias|dia|horas) (laborables|laboral|habiles|habil|laborales|naturales)
  luego|despues|lueguito|despuesito / mas (tarde|tardecito|adelante) / al rato / ahorita|ahora|ahorititita|ahoritita|orita / ahora (mismo|luego|despues) / pronto|prontito / ya
  (en / dentro de) (un)? (rato|ratito|momento|momentito|segundito|segundin|tantito|poco|nada|breve|cuanto|seguida) / en breve / enseguida / en cuanto (pueda|puedas) / tantito / en tantito
  (en / dentro de) (unos|unas|algunos|algunas|varios|varias / unos cuantos / unas cuantas / pocos / pocas) {-unit} / (un poco) mas tarde / en otro momento / otro (dia|rato)
  (en algun momento / un dia de estos / algun dia / un dia / cuando (pueda|puedas) / cuanto antes / lo antes posible / a la brevedad) ({-period} / {-moment} / {-part})? / en el futuro / proximamente
  a (principio|principios|comienzo|comienzos|inicio|inicios|mediados|mitad|finales) (de|del) ({-month} / mes / este mes / ano / semana / la semana / mes que viene / proximo mes / la semana que viene / la proxima semana)
  (a)? ultima hora (de la (manana|tarde|noche))? / a media (manana|tarde) / tempranito|temprano / a media tarde
  (en|este|el) (proximo)? (verano|invierno|primavera|otono) / en {-month}
  cada (tanto / cierto tiempo / rato) / de vez en cuando
gone:
  hace {-spans:span**} / {-spans:span**} atras / (la|el)? (semana|mes|ano|finde|trimestre) (pasado|pasada / anterior) / (el fin de semana pasado)
`;
