// How the time that something takes grows with the length of its text.

const MIB = 2 ** 20;

/** Less is one look at the text, and no matter of its length. */
const AT_ONCE_MS = 0.2;

/** Up to this ratio nobody would call it more than linear. */
export const LINEAR = 2.5;

/** What takes so long for a text of 32 KB, and four times what it takes for half of it, would take hours for 2 MB. */
const HOPELESS_MS = 100;

const timeOf = (run, text, now) => {
  const start = now();
  run(text);
  return now() - start;
};

const onTheClock = () => performance.now();

/** What takes this long in all has been slowed down by others for a small part of it. */
const ENOUGH_MS = 1000;

/** The quickest of some runs: whatever else the machine does only adds to it. */
const timed = (run, textOf, length, rounds, now) => {
  const text = flat(textOf(length));
  let [quickest, spent] = [Infinity, 0];
  for (let turn = 0; turn < rounds && spent < ENOUGH_MS; turn += 1) {
    const ms = timeOf(run, text, now);
    quickest = Math.min(quickest, ms);
    spent += ms;
  }
  return quickest;
};

/** A text that was put together is a tree of parts until it is read; reading must not count. */
const flat = (text) => Buffer.from(text, 'utf8').toString('utf8');

/** Of many attacks those that take longest at a length that even a bad expression survives. */
const worstOf = (run, attacks, keep) =>
  attacks
    .map((attack) => ({ attack, ms: timeOf(run, flat(attack.textOf(MIB / 64)), onTheClock) }))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, keep)
    .map(({ attack }) => attack);

/**
 * Times a text of 1 MB and one of 2 MB.
 *
 * @param {(text: string) => unknown} run
 * @param {(length: number) => string} textOf
 * @param {number} [rounds]
 * @param {() => number} [now]
 * @returns {{ oneMs: number, twoMs: number, ratio: number | undefined, bytes: number }} `ratio` is undefined where a text of
 * 2 MB takes no time worth a ratio
 */
export const growthOf = (run, textOf, rounds = 9, now = onTheClock) => {
  const timeAt = (length, times) => timed(run, textOf, length, times, now);
  const [short, long] = [timeAt(MIB / 64, 5), timeAt(MIB / 32, 5)];
  if (long > HOPELESS_MS && long / short > 3)
    return { oneMs: short, twoMs: long, ratio: long / short, bytes: MIB / 32 };
  let best;
  // A busy machine slows one of two lengths down at times; a bad expression is slow each time.
  for (let turn = 0; turn < 4 && !(best?.ratio <= LINEAR); turn += 1) {
    const [oneMs, twoMs] = [timeAt(MIB, rounds), timeAt(2 * MIB, rounds)];
    const grown = { oneMs, twoMs, ratio: twoMs / oneMs, bytes: 2 * MIB };
    if (twoMs < AT_ONCE_MS) return { ...grown, ratio: undefined };
    if (best === undefined || grown.ratio < best.ratio) best = grown;
  }
  return best;
};

/** The attack that takes longest, and how its time grows. */
export const worstGrowth = (run, attacks, rounds) => {
  const grown = worstOf(run, attacks, 3).map((attack) => ({
    attack,
    ...growthOf(run, attack.textOf, rounds),
  }));
  return grown.reduce((worst, each) =>
    each.twoMs * (each.ratio ?? 1) > worst.twoMs * (worst.ratio ?? 1) ? each : worst,
  );
};
