import type { SourceRow } from '../../monitor/index.js';
import { countOf } from '../left-out.js';
import { printable } from '../output/escape.js';

/** States in which a feed has read everything it should. */
const WHOLE: ReadonlySet<SourceRow['state']> = new Set(['ok', 'slow']);

/** Returns whether something of a feed is missing. */
export const isHoled = ({ state }: Pick<SourceRow, 'state'>): boolean => !WHOLE.has(state);

/** Nothing was sent, since others of the provider had failed: the cause is a failure before. */
const isHeld = ({ error }: SourceRow): boolean => error?.code === 'network-circuit-open';

const nameOf = ({ source, feed }: SourceRow): string => `${source}/${feed}`;

/** Feeds of one source that fail for one cause: the first is printed in full, the others by name. */
const causeOf = ({ source, state, error }: SourceRow): string =>
  [source, error?.code ?? error?.class ?? state, error?.status ?? ''].join(' ');

const lackOf = ({ error }: SourceRow): string =>
  error?.missingScope === undefined ? '' : ` It lacks ${error.missingScope}.`;

const wordsOf = (row: SourceRow): string => {
  const { state, leftOut = 0, error } = row;
  const left = leftOut === 0 ? [] : [`${countOf(leftOut, 'item')} left out`];
  const said = error === undefined ? [] : [`${error.message}${lackOf(row)}`];
  const words = [...left, ...said];
  return words.length > 0 ? words.join('; ') : state;
};

/** Returns a line for each cause why feeds are not whole, which names each such feed once. */
export const holeNotes = (rows: readonly SourceRow[]): readonly string[] => {
  const holed = rows.filter(isHoled);
  const causes = new Map<string, SourceRow[]>();
  for (const row of [...holed.filter((each) => !isHeld(each)), ...holed.filter(isHeld)]) {
    const own = [...causes.keys()].find((cause) => cause.startsWith(`${row.source} `));
    const cause = isHeld(row) ? (own ?? causeOf(row)) : causeOf(row);
    causes.set(cause, [...(causes.get(cause) ?? []), row]);
  }
  return [...causes.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          `${nameOf(first)}: ${wordsOf(first)}`,
          ...(others.length === 0 ? [] : [`${others.map(nameOf).join(', ')}: the same`]),
        ].map(printable),
  );
};
