// The words for how a source is: the same on every panel, shown as word, shape and colour.
import type { SourceRow } from 'headwater/monitor';
import { lackOf } from './credentials.js';
import { counted } from './format.js';

type Tone = 'ok' | 'warn' | 'bad' | 'quiet';
interface StateWord {
  readonly word: string;
  readonly shape: string;
  readonly tone: Tone;
  /** The worst is shown for a source. */
  readonly rank: number;
}

export const STATES: Readonly<Record<SourceRow['state'], StateWord>> = {
  ok: { word: 'OK', shape: '●', tone: 'ok', rank: 0 },
  reading: { word: 'Reading', shape: '○', tone: 'quiet', rank: 1 },
  slow: { word: 'Slow', shape: '▲', tone: 'warn', rank: 2 },
  partial: { word: 'Partial', shape: '▲', tone: 'warn', rank: 3 },
  stale: { word: 'Stale', shape: '▲', tone: 'warn', rank: 4 },
  rate_limited: { word: 'Rate limited', shape: '◆', tone: 'warn', rank: 5 },
  forbidden: { word: 'No permission', shape: '✕', tone: 'bad', rank: 6 },
  auth: { word: 'Auth failed', shape: '✕', tone: 'bad', rank: 7 },
  down: { word: 'Down', shape: '✕', tone: 'bad', rank: 8 },
};

/** What to do about a state, where there is something to do. */
export const ADVICE: Partial<Readonly<Record<SourceRow['state'], string>>> = {
  slow: 'Replies take long. Values are kept.',
  partial: 'Some items could not be read: totals are floors.',
  stale: 'Nothing new for longer than the provider’s lag explains. Values are kept.',
  rate_limited: 'The provider asks to wait. Other sources are not affected.',
  forbidden: 'The credential lacks a permission. Run `headwater check`.',
  auth: 'The credential is refused. Replace it; it is asked for again every 10 minutes.',
  down: 'No reply. It is tried again by itself.',
};

/** One source: its feeds in one line. */
export interface SourceLine {
  readonly source: string;
  readonly provider: string;
  readonly state: SourceRow['state'];
  readonly feeds: readonly SourceRow[];
  readonly troubled: number;
  /** Absent for a viewer who is confined to a scope. */
  readonly records: number | undefined;
  readonly requests: number | undefined;
  readonly leftOut: number;
  readonly lastSuccessAt: string | undefined;
  readonly asOf: string | undefined;
  readonly nextPollAt: string | undefined;
  readonly error: NonNullable<SourceRow['error']> | undefined;
  /** What the list in the worst state needs a credential to be allowed. */
  readonly needs: string | undefined;
}

const unread = (leftOut: number): string => `${counted(leftOut, 'item')} could not be read`;

/** What to do about the worst of a source. */
export const adviceOf = (
  line: Pick<SourceLine, 'provider' | 'state' | 'error' | 'needs' | 'leftOut'>,
): string => {
  if (line.state === 'partial' && line.leftOut > 0) return `${unread(line.leftOut)}: totals are floors.`;
  return lackOf(line) ?? ADVICE[line.state] ?? '';
};

/** What is wrong with a list: how its last reading failed, or what it left out, with the first such item. */
export const troubleOf = ({ error, leftOut = 0, leftOutItems }: SourceRow): string => {
  if (error !== undefined) return `${String(error.status ?? error.class)}: ${error.message}`;
  if (leftOut === 0) return '';
  const first = leftOutItems?.[0];
  const name = [first?.id, first?.path].filter((each) => each !== undefined).join(': ');
  return `${unread(leftOut)}${name === '' ? '' : `, such as ${name}`}`;
};

const least = (values: readonly (string | undefined)[]): string | undefined =>
  values
    .filter((value) => value !== undefined)
    .reduce<string | undefined>((a, b) => (a === undefined || b < a ? b : a), undefined);

const most = (values: readonly (string | undefined)[]): string | undefined =>
  values
    .filter((value) => value !== undefined)
    .reduce<string | undefined>((a, b) => (a === undefined || b > a ? b : a), undefined);

const worst = (feeds: readonly SourceRow[]): SourceRow | undefined =>
  feeds.reduce<SourceRow | undefined>(
    (a, b) => (a === undefined || STATES[b.state].rank > STATES[a.state].rank ? b : a),
    undefined,
  );

const sum = (feeds: readonly SourceRow[], member: 'records' | 'requests' | 'leftOut'): number | undefined => {
  const counts = feeds.map((feed) => feed[member]).filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((total, count) => total + count, 0);
};

const lineOf = (feeds: readonly SourceRow[]): SourceLine => {
  const [first] = feeds;
  const bad = worst(feeds);
  return {
    source: first?.source ?? '',
    provider: first?.provider ?? '',
    state: bad?.state ?? 'reading',
    feeds,
    troubled: feeds.filter(({ state }) => STATES[state].tone === 'warn' || STATES[state].tone === 'bad')
      .length,
    records: sum(feeds, 'records'),
    requests: sum(feeds, 'requests'),
    leftOut: sum(feeds, 'leftOut') ?? 0,
    lastSuccessAt: most(feeds.map(({ lastSuccessAt }) => lastSuccessAt)),
    asOf: least(feeds.map(({ asOf }) => asOf)),
    nextPollAt: least(feeds.map(({ nextPollAt }) => nextPollAt)),
    error: bad?.error,
    needs: bad?.needs,
  };
};

/** Feeds by source, in the order in which the sources were given. */
export const sourceLines = (rows: readonly SourceRow[]): readonly SourceLine[] => {
  const bySource = new Map<string, SourceRow[]>();
  for (const row of rows) {
    const feeds = bySource.get(row.source);
    if (feeds === undefined) bySource.set(row.source, [row]);
    else feeds.push(row);
  }
  return [...bySource.values()].map(lineOf);
};

/** What is being read, for a first look that takes long. */
export const pendingText = (lines: readonly SourceLine[]): string => {
  const waiting = lines.flatMap(({ source, feeds }) => {
    const open = feeds.filter(({ state }) => state === 'reading').length;
    return open === 0 ? [] : [`${source} (${String(open)} of ${String(feeds.length)} lists)`];
  });
  return waiting.length === 0 ? 'Waiting for the first figures…' : `Reading ${waiting.join(', ')}…`;
};
