import type { Dimension, Window } from '../../monitor/index.js';

/** What the screen shows, in the order of the tabs. */
export const PANES = ['overview', 'keys', 'people', 'findings', 'sources'] as const;

export type Pane = (typeof PANES)[number];

/** What the line of the chart is of. */
export type Measured = 'cost' | 'tokens' | 'requests';

/** What the viewer has chosen; nothing of it is data. */
export interface Ui {
  readonly pane: Pane;
  readonly window: Window;
  readonly by: Dimension;
  readonly measure: Measured;
  /** Places in {@link SORTS}. */
  readonly sort: { readonly keys: number; readonly people: number };
  readonly filter: string;
  /** `filter` and `group` wait for what is typed; `help` and `detail` cover the pane. */
  readonly mode: 'browse' | 'filter' | 'group' | 'help' | 'detail';
  /** The row that is selected in each pane, from 0. */
  readonly selected: Readonly<Record<Pane, number>>;
  readonly isPaused: boolean;
  readonly hasCost: boolean;
  /** Shown until the next key. */
  readonly notice: string | undefined;
}

/** What has to be done outside of the screen after a key. */
export type Act = 'quit' | 'interrupt' | 'suspend' | 'repaint' | 'export';

/** What a key does. */
export interface Step {
  readonly ui: Ui;
  readonly act?: Act;
}

/** How far the selection can move. */
export interface Reach {
  /** Rows of the pane. */
  readonly rows: number;
  /** Rows that are seen at a time. */
  readonly page: number;
}

/** Columns that tables are sorted by, one after the other. */
export const SORTS = {
  keys: ['-cost', 'name', 'lastUsed', 'expiresAt', '-findings'],
  people: ['-cost', 'name', 'lastActiveAt', '-credentials', '-findings'],
} as const;

const WINDOWS: Readonly<Record<string, Window>> = { 1: '60m', 2: '24h', 3: '7d', 4: '30d', 5: 'month' };

const GROUPS: Readonly<Record<string, Dimension>> = {
  p: 'provider',
  m: 'model',
  k: 'key',
  u: 'principal',
  j: 'project',
};

/** Returns what is shown first. */
export const firstUi = (hasCost = true): Ui => ({
  pane: 'overview',
  window: '24h',
  by: 'key',
  measure: 'tokens',
  sort: { keys: hasCost ? 0 : 1, people: hasCost ? 0 : 1 },
  filter: '',
  mode: 'browse',
  selected: { overview: 0, keys: 0, people: 0, findings: 0, sources: 0 },
  isPaused: false,
  hasCost,
  notice: undefined,
});

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

const move = (ui: Ui, to: number, { rows }: Reach): Ui => ({
  ...ui,
  selected: { ...ui.selected, [ui.pane]: clamp(to, rows - 1) },
});

const turned = (pane: Pane, by: number): Pane =>
  PANES[(PANES.indexOf(pane) + by + PANES.length) % PANES.length] ?? pane;

const TOP = { overview: 0, keys: 0, people: 0, findings: 0, sources: 0 };

const filtered = (ui: Ui, filter: string): Ui => ({ ...ui, filter, selected: TOP });

/** A character that is typed, not a key with a name. */
const isTyped = (key: string): boolean => Array.from(key).length === 1 && key >= ' ' && key !== '\x7f';

const typed = (ui: Ui, key: string): Ui => {
  if (key === 'enter') return { ...ui, mode: 'browse' };
  if (key === 'escape') return { ...filtered(ui, ''), mode: 'browse' };
  if (key === 'backspace') return filtered(ui, Array.from(ui.filter).slice(0, -1).join(''));
  return isTyped(key) && ui.filter.length < 80 ? filtered(ui, ui.filter + key) : ui;
};

const grouped = (ui: Ui, key: string): Ui => {
  const by = GROUPS[key];
  return by === undefined
    ? { ...ui, mode: 'browse' }
    : { ...move(ui, 0, { rows: 1, page: 1 }), by, mode: 'browse' };
};

const measures = ({ hasCost }: Ui): readonly Measured[] =>
  hasCost ? ['tokens', 'requests', 'cost'] : ['tokens', 'requests'];

const nextMeasure = (ui: Ui): Ui => {
  const all = measures(ui);
  return { ...ui, measure: all[(all.indexOf(ui.measure) + 1) % all.length] ?? 'tokens' };
};

const nextSort = (ui: Ui): Ui => {
  const { pane } = ui;
  if (pane !== 'keys' && pane !== 'people')
    return {
      ...ui,
      notice:
        pane === 'overview'
          ? 'those who spend most come first; s sorts keys and people'
          : 's sorts keys and people',
    };
  const first = ui.hasCost ? 0 : 1;
  const next = ui.sort[pane] + 1;
  const at = next < SORTS[pane].length ? next : first;
  return { ...move(ui, 0, { rows: 1, page: 1 }), sort: { ...ui.sort, [pane]: at } };
};

const back = (ui: Ui): Ui => {
  if (ui.mode === 'help' || ui.mode === 'detail') return { ...ui, mode: 'browse' };
  return ui.filter === '' ? ui : filtered(ui, '');
};

type Press = (ui: Ui, reach: Reach) => Step;

const only =
  (change: (ui: Ui, reach: Reach) => Ui): Press =>
  (ui, reach) => ({ ui: change(ui, reach) });

const step = (by: (reach: Reach) => number): Press =>
  only((ui, reach) => move(ui, clamp(ui.selected[ui.pane], reach.rows - 1) + by(reach), reach));

const goTo = (by: number): Press => only((ui) => ({ ...ui, pane: turned(ui.pane, by), mode: 'browse' }));

const PRESSES: Readonly<Record<string, Press>> = {
  q: (ui) => ({ ui, act: 'quit' }),
  r: (ui) => ({ ui, act: 'repaint' }),
  e: (ui) => ({ ui, act: 'export' }),
  tab: goTo(1),
  right: goTo(1),
  'shift-tab': goTo(-1),
  left: goTo(-1),
  up: step(() => -1),
  down: step(() => 1),
  pageup: step(({ page }) => -page),
  pagedown: step(({ page }) => page),
  home: only((ui, reach) => move(ui, 0, reach)),
  end: only((ui, reach) => move(ui, reach.rows - 1, reach)),
  '/': only((ui) => ({ ...ui, mode: 'filter' })),
  g: only((ui) => ({ ...ui, pane: 'overview', mode: 'group' })),
  s: only(nextSort),
  t: only(nextMeasure),
  f: only((ui) => ({ ...ui, pane: 'findings', mode: 'browse' })),
  ' ': only((ui) => ({ ...ui, isPaused: !ui.isPaused })),
  '?': only((ui) => ({ ...ui, mode: ui.mode === 'help' ? 'browse' : 'help' })),
  enter: only((ui, { rows }) =>
    rows > 0 ? { ...ui, mode: ui.mode === 'browse' ? 'detail' : 'browse' } : ui,
  ),
  escape: only(back),
};

/**
 * Returns what the viewer sees after a key, and what has to be done outside of the screen.
 *
 * @param key a character, or the name of a key: `enter`, `escape`, `tab`, `shift-tab`, `up`, `ctrl-c` …
 * @param reach how far the selection can move
 */
export const reduce = (before: Ui, key: string, reach: Reach): Step => {
  const ui: Ui = before.notice === undefined ? before : { ...before, notice: undefined };
  if (key === 'ctrl-c') return { ui, act: 'interrupt' };
  if (key === 'ctrl-z') return { ui, act: 'suspend' };
  if (key === 'ctrl-l') return { ui, act: 'repaint' };
  if (ui.mode === 'filter') return { ui: typed(ui, key) };
  if (ui.mode === 'group') return { ui: grouped(ui, key) };
  const window = WINDOWS[key];
  if (window !== undefined) return { ui: { ...ui, window } };
  return PRESSES[key]?.(ui, reach) ?? { ui };
};
