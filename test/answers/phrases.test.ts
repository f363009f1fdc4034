import {
  ANSWER,
  ASK,
  CANCEL,
  HERE,
  LIST,
  NOT_HERE,
  PASS,
  said,
  STATUS,
  TAKE,
} from '../../src/answers/phrases';

const saidAs = (pattern: typeof ASK, text: string) => said(pattern, { text });

it.each([
  ['ask how it works', 'en', 'how it works'],
  ['Ask: how?', 'en', 'how?'],
  ['ask\nover\nlines', 'en', 'over\nlines'],
  ['pregunta cómo va', 'es', 'cómo va'],
  ['Pregunta: ¿cómo va?', 'es', '¿cómo va?'],
  ['ask', 'en', undefined],
  ['pregunta…', undefined, undefined],
  ['asking for a friend', undefined, undefined],
  ['preguntas', undefined, undefined],
  ['please ask', undefined, undefined],
])('reads %j as a question in %s', (text, language, question) => {
  const found = saidAs(ASK, text);
  expect(found?.language).toBe(language);
  if (found) expect(found.parts['question']).toBe(question);
});

it.each([
  [LIST, 'questions'],
  [LIST, 'my questions'],
  [LIST, 'mis preguntas'],
  [LIST, 'Preguntas'],
  [STATUS, 'is my answer ready?'],
  [STATUS, 'Is the answer there yet'],
  [STATUS, 'any answer yet?'],
  [STATUS, '¿está mi respuesta?'],
  [STATUS, '¿Está lista mi respuesta?'],
  [STATUS, 'ya está la respuesta'],
  [STATUS, '¿hay respuesta?'],
  [HERE, 'answer questions here'],
  [HERE, 'responde preguntas aquí'],
  [HERE, 'responded a las preguntas aqui'],
  [NOT_HERE, 'stop answering questions here'],
  [NOT_HERE, 'no respondas más preguntas aquí'],
])('knows %# %j', (pattern, text) => {
  expect(saidAs(pattern, text)).toBeDefined();
});

it.each([
  [CANCEL, 'cancel K7M2P', 'K7M2P', undefined],
  [CANCEL, 'cancel my question #k7m2p.', 'k7m2p', undefined],
  [CANCEL, 'cancelar la pregunta K7M2P', 'K7M2P', undefined],
  [TAKE, 'take K7M2P', 'K7M2P', undefined],
  [TAKE, 'me ocupo de K7M2P', 'K7M2P', undefined],
  [PASS, 'pass on K7M2P', 'K7M2P', undefined],
  [PASS, 'paso K7M2P', 'K7M2P', undefined],
  [ANSWER, 'answer K7M2P: it is\n42', 'K7M2P', 'it is\n42'],
  [ANSWER, 'answer K7M2P', 'K7M2P', undefined],
  [ANSWER, 'responde a K7M2P son 42', 'K7M2P', 'son 42'],
])('finds the id in %# %j', (pattern, text, id, answer) => {
  const parts = saidAs(pattern, text)?.parts;
  expect([parts?.['id'], parts?.['answer']]).toEqual([id, answer]);
});
