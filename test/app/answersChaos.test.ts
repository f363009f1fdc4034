import { answersChaos, isKept } from '../../dev/bench/answersChaos';

/** A few per cent of the run that `dev/bench/answersChaos.ts` makes on its own. */
const [QUESTIONS, KILLS] = [40, 3];
const seed = Number(process.env['ANSWERS_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

it(`answers every question once although the host is killed again and again (ANSWERS_SEED=${seed})`, async () => {
  const result = await answersChaos(QUESTIONS, KILLS, seed);
  expect(result).toMatchObject({
    ...{ openAtOnce: QUESTIONS, lost: 0, doubled: 0, withoutOneFinal: 0 },
    kills: KILLS,
  });
  expect(isKept(result)).toBe(true);
}, 120_000);
