import { expect, test } from "vitest";
import { FRIDAY_MORNING } from "../../../../test/world/city.ts";
import { createTries } from "./tries.ts";

const guesser = "192.0.2.7";
const later = new Date(FRIDAY_MORNING.getTime() + 10 * 60_000);

test("of fifty look-ups sent at once twenty are judged; after ten minutes the address may try again", () => {
  const tries = createTries();
  const judged = Array.from({ length: 50 }, () => tries.take(guesser, FRIDAY_MORNING));

  expect(judged.filter(Boolean)).toHaveLength(20);
  expect(tries.take("192.0.2.8", FRIDAY_MORNING)).toBe(true);
  expect(tries.take(guesser, later)).toBe(true);
});

test("someone who looks up a hundred dossiers with their right codes never waits", () => {
  const tries = createTries();
  for (let dossier = 0; dossier < 100; dossier += 1) {
    expect(tries.take(guesser, FRIDAY_MORNING)).toBe(true);
    tries.giveBack(guesser, FRIDAY_MORNING);
  }
});
