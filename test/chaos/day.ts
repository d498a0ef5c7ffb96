import { startSandbox } from '../../src/sandbox/index.js';
import { heldBytes } from '../support/held.js';
import { sandboxSources } from '../support/sandbox-sources.js';
import { sizesOf, soak, wrongSums, type Sizes } from '../providers/support/soak.js';

const MINUTE_MS = 60_000;
/** From then on every window of minutes is full. */
const WARM_HOURS = 3;
/** By how much more the heap may have grown than the number of series: keys, people and models come and go all day. */
const MOST_HEAP = 1.1;
const MOST_POINTS = 1.1;

/** What came of a day of a monitor in a sandbox. */
interface Day {
  readonly hours: number;
  readonly wrong: readonly string[];
  /** Bytes in use at the end, those of the sandbox included, as parts of what they were when all windows were full. */
  readonly heap: number;
  readonly warm: Sizes;
  readonly last: Sizes;
  readonly seconds: number;
}

/** Lets a sandbox and a monitor of all four providers live for some hours, in virtual time; requests are real. */
export const playDay = async (hours: number): Promise<Day> => {
  const began = process.uptime();
  const box = await startSandbox({ scale: 0.02, rateLimits: false });
  const sizes: Sizes[] = [];
  const bytes: number[] = [];
  const set = await soak(
    box,
    sandboxSources(box, () => ({ client: { limiter: false } })),
    {
      hours,
      tickMs: MINUTE_MS,
      // Costs are read every fifteen minutes, keys every five.
      restMs: 20 * MINUTE_MS,
      hour: (each) => {
        sizes.push(sizesOf(each));
        bytes.push(heldBytes());
      },
    },
  );
  const wrong = [
    ...(await wrongSums(set, 'openai', [['today', 0]])),
    ...(await wrongSums(set, 'keywordsai', [['today', 0]])),
  ];
  await set.close();
  const warm = Math.min(WARM_HOURS, hours) - 1;
  return {
    hours,
    wrong: wrong.map(({ what, own, expected }) => `${what}: ${String(own)} instead of ${String(expected)}`),
    heap: bytes.at(-1)! / bytes[warm]!,
    warm: sizes[warm]!,
    last: sizes.at(-1)!,
    seconds: process.uptime() - began,
  };
};

const ratioOf = ({ points, series }: Sizes): number => points / series;

/** Tells what a day came to, and whether it is what it should be. */
export const dayReport = (day: Day): { readonly lines: readonly string[]; readonly holds: boolean } => {
  const points = ratioOf(day.last) / ratioOf(day.warm);
  const series = day.last.series / day.warm.series;
  const holds =
    day.wrong.length === 0 && day.heap <= MOST_HEAP * Math.max(1, series) && points <= MOST_POINTS;
  const two = (value: number): string => value.toFixed(2);
  return {
    holds,
    lines: [
      `${holds ? 'held  ' : 'BROKEN'} ${String(day.hours)} h of a monitor in ${day.seconds.toFixed(0)} s`,
      `  heap at the end to that at ${String(WARM_HOURS)} h: ${two(day.heap)}, series: ${two(series)} (at most ${String(MOST_HEAP)} times as much)`,
      `  points of a series at the end to those at ${String(WARM_HOURS)} h: ${two(points)} (at most ${String(MOST_POINTS)})`,
      `  held at the end: ${JSON.stringify(day.last)}`,
      `  figures that are not those of the data: ${String(day.wrong.length)}`,
      ...day.wrong.slice(0, 10).map((line) => `    ${line}`),
    ],
  };
};
