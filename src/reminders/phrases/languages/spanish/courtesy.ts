/** How people address the bot in Spanish around what they want. */

/** Rules for greetings, requests and thanks. */
export const COURTESY = `
greeting:
  (hola|oye|hey|ey|buenas|oiga|ok|vale|che|y|bueno|entonces) (bot|recado|equipo|amigo)? (,|!|.)? / buenos dias (bot|recado)? (,|!|.)? / buenas (tardes|noches) (bot|recado)? (,|!|.)? / recado|bot (,|:)?
courtesy:
  {-polite}? {-modal}? (recuerdame|recuerdamelo|recordame|recordarme|recuerda|recuerdeme|acuerdame|acordame|recordarmelo|recuerdarme|recordadme|recuerdenme) ({-polite})? => form=remind
  {-polite}? {-modal}? (recuerdanos|recordanos|recordarnos|recuerdales|recordarles / recuerdanos a todos / recuerda (a|al) (todos|equipo|grupo|canal) / recuerdale (a|al) (todos|equipo|grupo|canal)) => form=remind audience=here
  {-polite}? {-modal}? me (recuerdas|recuerdes|recuerde|recordas|recordarias|recuerda|recordaras / puedes recordar / podrias recordar / puede recordar / podes recordar / vas a recordar) => form=remind isQuestion
  {-polite}? {-modal}? (hazme|haceme|hacerme|hagame) (acordar|recordar|acuerdo) / {-polite}? me (haces|harias) acordar => form=remind isQuestion
  {-polite}? (no (me)? dejes (que)? (se)? (me)? (olvide|olvidar|olvidarme) / no me dejes olvidar / que no se me (olvide|pase / vaya a olvidar) / que no me olvide / no quiero olvidar|olvidarme) => form=remind
  ayudame a (recordar / acordarme) => form=remind
  {-polite}? (no te olvides de / acordate de / acuerdate de) (recordarme|avisarme) => form=remind
  {-polite}? no (olvidar|olvides|olvidarme|olvidarse / te olvides / me olvide) => form=remind
  (acordarme|acuerdate|acordarse|acordate|recordar / que me acuerde / tengo que acordarme / debo recordar / necesito recordar / necesito acordarme / tengo que recordar / necesito no olvidar|olvidarme) => form=duty
  {-polite}? (quiero / necesito / me gustaria / quisiera / querria) que me (recuerdes|avises|recuerde|avise|acuerdes|recordaras|recordases|recordara|avisaras|avisara) => form=remind
  {-polite}? {-modal}? (ponme|pon|poneme|pone|crea|creame|programa|programame|anade|anademe|agrega|agregame|agenda|agendame|anota|anotame|configura|activa|mandame|enviame|haz|hazme|dame|quiero|necesito|poner|crear|programar|ponerme|crearme / me pones|creas|agendas) (un|una|otro|el|la)? (nuevo|nueva)? (recordatorio|aviso|alarma|alerta|alarmita|notificacion|temporizador) => form=noun
  (apuntame|anotame|apunta|anota|agendame|agenda|apuntarme|anotarme) (que)? => form=duty
  (un|nuevo)? (recordatorio / nota mental? / aviso :) :? => form=noun
  {-polite}? {-modal}? (avisame|avisarme|avisenme|aviseme|dime|decime|notificame|alertame|escribeme / mandame un mensaje / pegame un toque / dame un toque / hazme una perdida / me avisas / me dices / me puedes avisar / puedes avisarme / me podrias avisar / me podes avisar / me escribes / avisa) => form=echo
  {-polite}? {-modal}? (despiertame|despertame|despertarme|levantame / me despiertas) => form=wake
refusal:
  no me (recuerdes|avises) / (deja) de (recordarme|avisarme) / (cancela|borra|elimina|quita|lista|muestra|pospon|pausa) (el|los|mis|todos|mi) (recordatorio|recordatorios|los)
closing:
  ,? (porfa|porfavor|porfis|plis|please|gracias|pls|xfa|xfavor) / ,? (por favor / muchas gracias / mil gracias / si puedes) / ,? (recuerdame|recuerdamelo|avisame|recordame|vale|ok|eh)
polite:
  (porfa|porfavor|porfis|plis|please|pls|xfa|xfavor / por favor / x favor) ,? ¿?
modal:
  (me)? (puedes|podes|podrias|puede|podria|quieres|podeis|podriais|necesito|quiero / tienes que) porfa? / necesito que / quiero que / seria posible / te importaria / serias tan amable de
`;
