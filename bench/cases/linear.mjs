// What reads the texts of a server takes twice as long for twice the text, whatever the text: each regular expression of the
// package, and each function that reads by hand, with the worst texts that are known for it.
import { join } from 'node:path';
import { LINEAR, worstGrowth } from '../lib/growth.mjs';
import { readersOf } from '../lib/readers.mjs';
import { attacksOn, expressionsIn, runOn } from '../lib/regexes.mjs';
import { fixed } from '../lib/table.mjs';
import { atMost } from '../lib/targets.mjs';

const ROOT = join(import.meta.dirname, '..', '..');

const shortened = (text) => (text.length <= 60 ? text : `${text.slice(0, 59)}…`);

const rowOf = ({ name, attack, oneMs, twoMs, ratio }) => [
  shortened(name),
  shortened(`${JSON.stringify(attack.start)} + ${JSON.stringify(attack.pump)} …`),
  fixed(oneMs),
  fixed(twoMs),
  ratio === undefined ? 'at once' : fixed(ratio),
];

const COLUMNS = ['what', 'worst text', '1 MB, ms', '2 MB, ms', 'ratio'];

const worstRatio = (grown) => Math.max(...grown.map(({ ratio }) => ratio ?? 0));

export const run = async ({ dist, quick, progress }) => {
  const rounds = quick ? 3 : 9;
  const expressions = expressionsIn(ROOT).map(({ file, line, pattern }) => ({
    name: `${file}:${String(line)} ${String(pattern)}`,
    ...worstGrowth((text) => runOn(pattern, text), attacksOn(pattern), rounds),
  }));
  progress(`${String(expressions.length)} expressions`);
  const readers = (await readersOf(join(dist, '..', 'build'))).map(({ name, run: read, attacks }) => ({
    name,
    ...worstGrowth(read, attacks, rounds),
  }));
  return {
    tables: [
      { title: 'Functions that read the texts of a server', columns: COLUMNS, rows: readers.map(rowOf) },
      {
        title: 'Regular expressions, each with the text that is worst for it',
        columns: COLUMNS,
        rows: expressions.map(rowOf),
        notes: ['at once: no time worth a ratio, whatever the length'],
      },
    ],
    targets: [
      atMost('2 MB of the worst text over 1 MB, functions', worstRatio(readers), 1.6 * LINEAR),
      atMost('2 MB of the worst text over 1 MB, expressions', worstRatio(expressions), 1.6 * LINEAR),
    ],
    data: [...readers, ...expressions].map(({ name, attack, oneMs, twoMs, ratio }) => ({
      name,
      attack: [attack.start, attack.pump],
      oneMs,
      twoMs,
      ratio,
    })),
  };
};
