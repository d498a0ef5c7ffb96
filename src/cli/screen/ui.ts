import type { Dimension, Window } from '../../monitor/index.js';

/** What the screen shows, in the order of the tabs. */
export const PANES = ['overview', 'keys', 'people', 'limits', 'findings', 'sources'] as const;

type Pane = (typeof PANES)[number];

/** What the line of the chart is of. */
type Measured = 'cost' | 'tokens' | 'requests';

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
  /** Groups of findings of which all are shown. */
  readonly opened: readonly string[];
  /** When the step of the chart that is looked at begins, in milliseconds. */
  readonly step: number | undefined;
  readonly isPaused: boolean;
  readonly hasCost: boolean;
  /** Shown until the next key. */
  readonly notice: string | undefined;
}

/** What has to be done outside of the screen after a key. */
export type Act = 'quit' | 'interrupt' | 'suspend' | 'repaint' | 'refresh' | 'export';

/** What a key does. */
interface Step {
  readonly ui: Ui;
  readonly act?: Act;
}

/** How far the selection can move. */
export interface Reach {
  /** Rows of the pane. */
  readonly rows: number;
  /** Rows that are seen at a time. */
  readonly page: number;
  /** Of the chart; undefined where there is none. */
  readonly steps?: Steps | undefined;
  /** The group of findings that the selected row represents. */
  readonly group?: string | undefined;
}

/** The steps of a chart: when the first one begins, how long each is, in milliseconds, and how many there are. */
export interface Steps {
  readonly from: number;
  readonly stepMs: number;
  readonly count: number;
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

const TOP = { overview: 0, keys: 0, people: 0, limits: 0, findings: 0, sources: 0 };

/** Returns what is shown first. */
export const firstUi = (hasCost = true): Ui => ({
  pane: 'overview',
  window: '24h',
  by: 'key',
  measure: 'tokens',
  sort: { keys: hasCost ? 0 : 1, people: hasCost ? 0 : 1 },
  filter: '',
  mode: 'browse',
  selected: TOP,
  opened: [],
  step: undefined,
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
  if (ui.pane === 'overview' && ui.step !== undefined) return { ...ui, step: undefined };
  return ui.filter === '' ? ui : filtered(ui, '');
};

type Press = (ui: Ui, reach: Reach) => Step;

const only =
  (change: (ui: Ui, reach: Reach) => Ui): Press =>
  (ui, reach) => ({ ui: change(ui, reach) });

const step = (by: (reach: Reach) => number): Press =>
  only((ui, reach) => move(ui, clamp(ui.selected[ui.pane], reach.rows - 1) + by(reach), reach));

const toggled = (all: readonly string[], one: string): readonly string[] =>
  all.includes(one) ? all.filter((each) => each !== one) : [...all, one];

const open: Press = only((ui, { rows, group }) => {
  if (ui.mode === 'browse' && group !== undefined) return { ...ui, opened: toggled(ui.opened, group) };
  return rows > 0 ? { ...ui, mode: ui.mode === 'browse' ? 'detail' : 'browse' } : ui;
});

/** Looks at another step of the chart: the newest one first. */
const stepBy = (by: number): Press =>
  only((ui, { steps }) => {
    if (ui.pane !== 'overview' || ui.mode !== 'browse' || steps === undefined || steps.count === 0) return ui;
    const { from, stepMs, count } = steps;
    const at = ui.step === undefined ? count - 1 : Math.round((ui.step - from) / stepMs) + by;
    return { ...ui, step: from + clamp(at, count - 1) * stepMs };
  });

const goTo = (by: number): Press => only((ui) => ({ ...ui, pane: turned(ui.pane, by), mode: 'browse' }));

const PRESSES: Readonly<Record<string, Press>> = {
  q: (ui) => ({ ui, act: 'quit' }),
  r: (ui) => ({ ui, act: 'refresh' }),
  e: (ui) => ({ ui, act: 'export' }),
  tab: goTo(1),
  right: stepBy(1),
  'shift-tab': goTo(-1),
  left: stepBy(-1),
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
  enter: open,
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
  if (window !== undefined) return { ui: { ...ui, window, step: undefined } };
  return PRESSES[key]?.(ui, reach) ?? { ui };
};
