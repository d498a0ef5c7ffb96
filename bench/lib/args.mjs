import { parseArgs } from 'node:util';

export const CASES = [
  'cpu',
  'wall',
  'heap',
  'dedup',
  'limiter',
  'size',
  'first',
  'cli',
  'import',
  'linear',
  'monitor',
  'page',
  'gateway',
];

export const USAGE = `npm run bench -- [options]

  --case <names>     only these, joined by commas: ${CASES.join(', ')}
  --rounds <n>       turns of every client (default: each case's own)
  --quick            fewer rounds and shorter lists, under 90 seconds: to see that it works, not to quote
  --node 20|24|both  Node of the cpu case: the one that runs this, the package node@24, or both (default)
  --check            exit code 1 when a target is missed
  --profile cpu      no table: the functions in which headwater spends its time
  --dist <folder>    measure this build instead of building the working tree
  --no-docs          leave docs/performance* as it is
`;

/** Returns the options, or throws an Error that says which one is wrong. */
export const parse = (argv) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      case: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
      node: { type: 'string', default: 'both' },
      check: { type: 'boolean', default: false },
      profile: { type: 'string' },
      dist: { type: 'string' },
      'no-docs': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const cases = values.case?.split(',') ?? CASES;
  const unknown = cases.filter((name) => !CASES.includes(name));
  if (unknown.length > 0) throw new Error(`no such case: ${unknown.join(', ')}`);
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 1))
    throw new Error(`--rounds takes a whole number from 1, got ${values.rounds}`);
  if (values.profile !== undefined && values.profile !== 'cpu')
    throw new Error(`--profile knows cpu only, got ${values.profile}`);
  return { ...values, cases, rounds, docs: !values['no-docs'] };
};
