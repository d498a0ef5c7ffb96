import type { FeedInfo, SourceInfo } from '../../monitor/index.js';
import { gives } from '../monitor/feeds.js';
import type { CheckRow } from './rows.js';

type Given = NonNullable<FeedInfo['gives']>[number];

/** A panel of a monitor, and the records that it shows. */
interface Panel {
  readonly panel: string;
  readonly needs: readonly Given[];
}

/** The panels of the page and of the terminal that rest on lists; the others show the state of the lists themselves. */
export const PANELS: readonly Panel[] = [
  { panel: 'spend, burn rate and month end', needs: ['cost'] },
  { panel: 'tokens and requests', needs: ['usage'] },
  { panel: 'budgets', needs: ['limit'] },
  { panel: 'keys and their findings', needs: ['credential'] },
  { panel: 'owners', needs: ['principal'] },
  { panel: 'projects', needs: ['project'] },
];

/** What a panel shows of a provider: all, some of its lists, nothing; or nothing that the provider reports. */
export type PanelState = 'lit' | 'partial' | 'dark' | 'not reported';

export interface PanelRow {
  readonly type: 'panel';
  readonly provider: string;
  readonly panel: string;
  readonly state: PanelState;
  /** Feeds that it needs. */
  readonly feeds: readonly string[];
  /** Those of them that do not answer. */
  readonly missing: readonly string[];
  /** What to do about it, where it is one thing. */
  readonly fix?: string;
}

const DARK: ReadonlySet<CheckRow['state']> = new Set(['refused', 'not set', 'unreachable', 'failed']);

/**
 * Rows of lists without which a feed cannot be read: its own, and where that could not be tried, those above it, of which no id
 * is known.
 */
const darkRows = ({ reads }: FeedInfo, rows: readonly CheckRow[]): readonly CheckRow[] => {
  const own = rows.filter(({ endpoint }) => endpoint === reads);
  const above = own.some(({ state }) => state === 'not tried')
    ? rows.filter(({ endpoint }) => reads?.startsWith(`${endpoint}.`) === true)
    : [];
  return [...own, ...above].filter(({ state }) => DARK.has(state));
};

const stateOf = (all: number, missing: number): PanelState => {
  if (all === 0) return 'not reported';
  if (missing === 0) return 'lit';
  return missing === all ? 'dark' : 'partial';
};

const panelRow = (
  { name, provider, feeds }: SourceInfo,
  { panel, needs }: Panel,
  rows: readonly CheckRow[],
): PanelRow => {
  const needed = feeds.filter((feed) => gives(feed, ...needs));
  const failing = needed.flatMap((feed) => {
    const bad = darkRows(feed, rows);
    return bad.length === 0 ? [] : [{ id: `${name}/${feed.id}`, fixes: bad.flatMap(({ fix }) => fix ?? []) }];
  });
  const fixes = new Set(failing.flatMap((each) => each.fixes));
  const [fix] = fixes;
  return {
    type: 'panel',
    provider,
    panel,
    state: stateOf(needed.length, failing.length),
    feeds: needed.map(({ id }) => `${name}/${id}`),
    missing: failing.map(({ id }) => id),
    ...(fix === undefined || fixes.size > 1 ? {} : { fix }),
  };
};

/** Returns what each panel will show of each source. */
export const panelRows = (sources: readonly SourceInfo[], rows: readonly CheckRow[]): readonly PanelRow[] =>
  sources.flatMap((source) => PANELS.map((panel) => panelRow(source, panel, rows)));
