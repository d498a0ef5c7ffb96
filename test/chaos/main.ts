import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { attacked, ATTACKS, type Verdict } from './attacks/index.js';
import { dayReport, playDay } from './day.js';
import { FAULTS } from './faults.js';
import { chaosReport, isHeld, runChaos } from '../cluster/support/chaos.js';
import { newTally, runScenario, type Tally } from './run.js';
import { scenarios } from './scenario.js';

const USAGE = 'Usage: npm run chaos -- [--runs 10000] [--seed n] [--path 0:1:2] [--hours 24] [--kills 60]';

const sorted = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `  ${name.padEnd(34)} ${String(count)}`)
    .join('\n');

const report = (tally: Tally, seed: number): string => {
  const broken = (law: string): string => String(tally.broken.get(law) ?? 0);
  return [
    `runs ${String(tally.runs)} (seed ${String(seed)}), requests ${String(tally.requests)}, items ${String(tally.items)}`,
    'faults injected',
    sorted(tally.injected),
    'walks by outcome',
    sorted(tally.outcomes),
    `lost ${broken('lost')}, repeated ${broken('repeated')}, hangs ${broken('hang')}, ` +
      `off-origin credentials and leaked secrets ${broken('secret')}, wrong errors ${broken('error')}, ` +
      `requests out of bounds ${broken('requests')}, left over ${broken('left over')}, ` +
      `wrong ends ${broken('end')}, other ${broken('other')}`,
  ].join('\n');
};

const numberOf = (name: string, text: string): number => {
  const value = Number(text);
  if (Number.isSafeInteger(value)) return value;
  throw new TypeError(`--${name} takes an integer, got ${text}. ${USAGE}`);
};

const options = () =>
  parseArgs({
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(crypto.getRandomValues(new Int32Array(1))[0]) },
      path: { type: 'string' },
      hours: { type: 'string', default: '24' },
      kills: { type: 'string', default: '60' },
    },
  }).values;

const lineOf = ({ attack: { what, measured, most }, got, holds }: Verdict): string =>
  `  ${holds ? 'held  ' : 'BROKEN'} ${String(Math.round(got * 10) / 10).padStart(8)} of at most ${String(most).padEnd(6)} ${what}: ${measured}`;

/** Carries out each attack; tells whether all bounds held. */
const attackAll = async (): Promise<boolean> => {
  console.log('attacks, each with its bound');
  let held = true;
  for (const attack of ATTACKS) {
    const verdict = await attacked(attack);
    held &&= verdict.holds;
    console.log(lineOf(verdict));
  }
  return held;
};

/** Lets a monitor live for some hours of a sandbox; tells whether it held no more at the end, and its figures were right. */
const liveADay = async (hours: number): Promise<boolean> => {
  const { lines, holds } = dayReport(await playDay(hours));
  console.log(lines.join('\n'));
  return holds;
};

/** Kills workers of a cluster, one a second, while 200 accounts are read; tells whether nothing was lost, repeated or exceeded. */
const killWorkers = async (kills: number): Promise<boolean> => {
  console.log(`a cluster of three workers, one of which dies every second, ${String(kills)} times`);
  const result = await runChaos({
    ...{ accounts: 200, lists: ['keys', 'tokens'], pages: 2, everyMs: 15_000, leaseMs: 2_000 },
    ...{ kills, killEveryMs: 1_000, killForMs: 3_000 * kills, redisAfter: Math.floor(kills / 2) },
    ...{ window: { limit: 4, perMs: 1_000 }, clocks: [0, 300_000, -300_000], settleMs: 180_000 },
    log: (line) => console.log(line),
  });
  console.log(chaosReport(result));
  return isHeld(result);
};

/** What has a bound of its own; no replay of a scenario needs it. */
const allHeld = async (hours: number, kills: number): Promise<boolean> => {
  const attacks = await attackAll();
  const lived = hours === 0 || (await liveADay(hours));
  return (kills === 0 || (await killWorkers(kills))) && lived && attacks;
};

const main = async (): Promise<number> => {
  const { runs, seed: seedText, path, hours, kills } = options();
  const seed = numberOf('seed', seedText);
  const held = path !== undefined || (await allHeld(numberOf('hours', hours), numberOf('kills', kills)));
  const tally = newTally();
  const details = await fc.check(
    fc.asyncProperty(scenarios(FAULTS), (scenario) => runScenario(scenario, { tally })),
    { seed, numRuns: numberOf('runs', runs), ...(path === undefined ? {} : { path, endOnFailure: true }) },
  );
  console.log(report(tally, seed));
  if (!details.failed) return held ? 0 : 1;
  console.log(`\n${String(details.errorInstance)}\n${JSON.stringify(details.counterexample?.[0])}`);
  console.log(`\nreplay: npm run chaos -- --seed ${String(seed)} --path ${details.counterexamplePath ?? ''}`);
  return 1;
};

process.exitCode = await main();
