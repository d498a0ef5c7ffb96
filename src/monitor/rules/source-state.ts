import type { LeftOutItem, Severity, SourceState } from '../../records/index.js';
import { checkThresholds } from './check-thresholds.js';
import { defineRule, type Rule } from './rule.js';
import { docsOf, evidence, timeText } from './text.js';
import type { SourceRow } from '../shapes.js';

interface StateRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly states: readonly SourceState[];
  readonly forMs: number;
  readonly fact: (row: SourceRow) => string;
  readonly advice: string;
}

const since = ({ lastSuccessAt }: SourceRow): string =>
  lastSuccessAt === undefined ? 'it was never read' : `it was last read at ${timeText(lastSuccessAt)}`;

const ofState = ({ states, fact, advice, ...rule }: StateRule): Rule<'source'> =>
  defineRule({
    ...rule,
    docs: docsOf(rule.id),
    on: 'source',
    needs: [],
    check: (row) => {
      if (row.state === 'reading') return 'unknown';
      if (!states.includes(row.state)) return undefined;
      const refs = [{ source: row.source, kind: 'feed', id: row.feed }];
      return { evidence: [evidence(fact(row), advice, row.asOf, refs)] };
    },
  });

/**
 * Returns the rule for lists that cannot be read, or give nothing new for longer than their provider's lag explains.
 *
 * @param options `forMs`, milliseconds for which it must hold before a finding opens. Default 0.
 * @throws RangeError for a number out of its range
 *
 * @example
 * const rule = sourceStale({ forMs: 600_000 });
 * console.log(rule.id, rule.severity); // source.stale medium
 * createMonitor([source], { rules: [rule] });
 */
export const sourceStale = ({ forMs = 0 }: { readonly forMs?: number } = {}): Rule<'source'> => {
  checkThresholds('sourceStale', { forMs });
  return ofState({
    id: 'source.stale',
    title: 'Source is out of date',
    severity: 'medium',
    states: ['stale', 'down', 'rate_limited'],
    forMs,
    fact: (row) =>
      `${row.feed} is ${row.state === 'stale' ? 'out of date' : row.state === 'down' ? 'unreachable' : 'refused for too many requests'}: ${since(row)}.`,
    advice: 'Treat figures that rest on it as floors until it is back.',
  });
};

/**
 * Returns the rule for lists that a credential may not read.
 *
 * @example
 * const rule = sourceAuth();
 * console.log(rule.id, rule.severity); // source.auth high
 * createMonitor([source], { rules: [rule] });
 */
export const sourceAuth = (): Rule<'source'> =>
  ofState({
    id: 'source.auth',
    title: 'Credential of a source is refused',
    severity: 'high',
    states: ['auth', 'forbidden'],
    forMs: 0,
    fact: (row) =>
      row.state === 'auth'
        ? `The credential is refused for ${row.feed}: ${since(row)}.`
        : `The credential may not read ${row.feed}${row.error?.missingScope === undefined ? '' : ` (missing: ${row.error.missingScope})`}: ${since(row)}.`,
    advice: 'Give the source one that may. It is tried again every ten minutes.',
  });

/** Names in a finding: a row has more of them. */
const MOST_IN_TEXT = 3;

const nameOf = ({ id, of, page, item, row, path }: LeftOutItem): string => {
  const place = [
    ...(item === undefined ? [] : [`item ${String(item)}`]),
    ...(row === undefined ? [] : [`row ${String(row)}`]),
    ...(page === undefined ? [] : [`page ${String(page)}`]),
  ].join(', ');
  const name = id ?? (place === '' ? 'one without an id' : place);
  const where = of === undefined ? '' : ` of ${of}`;
  return `${name}${where}${path === undefined ? '' : ` (${path})`}`;
};

const namesOf = ({ leftOut = 0, leftOutItems = [] }: SourceRow): string => {
  if (leftOutItems.length === 0) return '';
  const names = leftOutItems.slice(0, MOST_IN_TEXT).map(nameOf);
  const more = leftOut - names.length;
  return `: ${names.join('; ')}${more > 0 ? `; and ${String(more)} more` : ''}`;
};

/**
 * Returns the rule for lists of which items were left out.
 *
 * @example
 * const rule = sourcePartial();
 * console.log(rule.id, rule.severity); // source.partial low
 * createMonitor([source], { rules: [rule] });
 */
export const sourcePartial = (): Rule<'source'> =>
  ofState({
    id: 'source.partial',
    title: 'Source is read in part',
    severity: 'low',
    states: ['partial'],
    forMs: 0,
    fact: (row) => {
      const { leftOut = 0, feed, error } = row;
      return leftOut > 0
        ? `${String(leftOut)} ${leftOut === 1 ? 'item' : 'items'} of ${feed} could not be read${namesOf(row)}.`
        : `A part of ${feed} could not be read${error === undefined ? '' : `: ${error.message}`}.`;
    },
    advice: 'See drift for what changed. Totals that they belong to are floors.',
  });

/**
 * Returns the rule for lists whose replies no longer are as they were.
 *
 * @example
 * const rule = sourceDrift();
 * console.log(rule.id, rule.severity); // source.drift medium
 * createMonitor([source], { rules: [rule] });
 */
export const sourceDrift = (): Rule<'source'> =>
  defineRule({
    id: 'source.drift',
    title: 'API of a source has changed',
    severity: 'medium',
    docs: docsOf('source.drift'),
    on: 'source',
    needs: [],
    check: (row, index) => {
      const breaking = index.drift(row.source, row.feed).filter(({ severity }) => severity === 'breaking');
      const [first] = breaking;
      if (first === undefined) return undefined;
      const more = breaking.length === 1 ? '' : ` and ${String(breaking.length - 1)} more`;
      const fact = `${first.path} is ${first.change}${more}, since ${timeText(first.firstSeen)}.`;
      const refs = [{ source: row.source, kind: 'feed', id: row.feed }];
      return { evidence: [evidence(fact, 'Look for a newer version of this package.', row.asOf, refs)] };
    },
  });
