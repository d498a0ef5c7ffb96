// The last figures, for a page that is opened while there is no connection. No person is named in what is kept.
import type { FindingRow, LimitRow, Overview, Ref, Series, SourceRow, SpendTable } from 'headwater/monitor';
import { fits, isRecord } from './shape.js';

/** What is kept: the figures of the first look. Keys, owners, events and what errors say are left out. */
export interface Snapshot {
  /** When it was kept, by the clock of this machine. */
  readonly at: string;
  /** Label of the gateway that it is of. */
  readonly label?: string | undefined;
  readonly views: Readonly<Record<string, unknown>>;
}

/** A page keeps no more than this, in characters. */
export const MOST_CHARACTERS = 200_000;

/** Older than this it is forgotten. */
const MOST_AGE_MS = 24 * 3_600_000;

const ADDRESS = /[^\s@<>,;:"'()]{1,64}@[^\s@<>,;:"'()]{1,255}/g;

/** A text without e-mail addresses. */
export const withoutAddresses = (text: string): string => text.replaceAll(ADDRESS, 'redacted');

/** Kinds of things that are, or may be, people. */
const PEOPLE: ReadonlySet<string> = new Set(['user', 'customer', 'licensee', 'unknown']);

const isRef = (value: object): value is Ref => 'source' in value && 'kind' in value && 'id' in value;

/** Without addresses, and without the names that references carry. */
const bare = <T>(value: T): T => {
  if (typeof value === 'string') return withoutAddresses(value) as T;
  if (Array.isArray(value)) return value.map(bare) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (isRef(value)) return { source: value.source, kind: value.kind, id: withoutAddresses(value.id) } as T;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, bare(each)])) as T;
};

const isPrincipal = (by: unknown): boolean => by === 'principal';

const spend = (table: SpendTable, by: unknown): SpendTable => ({
  ...table,
  rows: table.rows.map(({ ref, ...row }) => ({
    ...row,
    name: isPrincipal(by) || PEOPLE.has(ref?.kind ?? '') ? (ref?.id ?? row.id) : row.name,
    ...(ref === undefined ? {} : { ref }),
  })),
});

const series = (chart: Series, by: unknown): Series => ({
  ...chart,
  lines: isPrincipal(by) ? chart.lines.map((line) => ({ ...line, name: line.id })) : chart.lines,
});

const source = ({ error: _said, ...row }: SourceRow): SourceRow => row;

const limit = ({ subjectName, raw: _raw, ...row }: LimitRow & { raw?: unknown }): LimitRow => ({
  ...row,
  ...(PEOPLE.has(row.subject.kind) || subjectName === undefined ? {} : { subjectName }),
});

const finding = ({ subjectName: _name, evidence: _evidence, ...row }: FindingRow): FindingRow => ({
  ...row,
  evidence: [],
});

/** What of a view may be kept; undefined of those that are not kept at all. */
const keptOf = (name: string, value: unknown): unknown => {
  const [view, by] = name.split(' ');
  switch (view) {
    case 'overview':
      return value as Overview;
    case 'sources':
      return (value as readonly SourceRow[]).map(source);
    case 'limits':
      return (value as readonly LimitRow[]).map(limit);
    case 'findings':
      return (value as readonly FindingRow[]).map(finding);
    case 'spend':
      return spend(value as SpendTable, by);
    case 'series':
      return series(value as Series, by);
    default:
      return undefined;
  }
};

/**
 * Returns the text to keep of views by name: `spend principal {…}` is spend by principal, with its query. Undefined where there is
 * nothing to keep, or more than fits.
 */
export const snapshotText = (
  views: ReadonlyMap<string, unknown>,
  at: string,
  label: string | undefined,
): string | undefined => {
  const kept = Object.fromEntries(
    [...views].flatMap(([name, value]) => {
      const found = bare(keptOf(name, value));
      return found === undefined ? [] : [[name, found]];
    }),
  );
  if (Object.keys(kept).length === 0) return undefined;
  const text = JSON.stringify({ at, ...(label === undefined ? {} : { label }), views: kept });
  return text.length > MOST_CHARACTERS ? undefined : text;
};

/** Views by name are with their queries. */
const isWhole = ([name, value]: readonly [string, unknown]): boolean => fits(name.split(' ')[0] ?? '', value);

/** Reads what was kept; what makes no sense, is of another gateway or is old, is nothing. */
export const snapshotOf = (
  text: string | null,
  now: number,
  label: string | undefined,
): Snapshot | undefined => {
  try {
    const found: unknown = JSON.parse(text ?? 'null');
    if (!isRecord(found) || typeof found['at'] !== 'string' || !isRecord(found['views'])) return undefined;
    const age = now - Date.parse(found['at']);
    if (!(age >= 0 && age <= MOST_AGE_MS) || found['label'] !== label) return undefined;
    return {
      at: found['at'],
      ...(label === undefined ? {} : { label }),
      views: Object.fromEntries(Object.entries(found['views']).filter(isWhole)),
    };
  } catch {
    return undefined;
  }
};
