import { computed, DestroyRef, inject, Injectable, signal } from '@angular/core';
import type { Dimension, Window } from 'headwater/monitor';
import type { Zone } from '../lib/times';
import {
  keysWhere,
  lookOf,
  searchOf,
  spendWhere,
  START,
  type Look,
  type Measure,
  type Tab,
} from '../lib/url-state';

type Theme = 'light' | 'dark' | undefined;

const stored = (name: string): string | null => {
  try {
    return localStorage.getItem(`headwater.${name}`);
  } catch {
    return null;
  }
};

const store = (name: string, value: string | undefined): void => {
  try {
    if (value === undefined) localStorage.removeItem(`headwater.${name}`);
    else localStorage.setItem(`headwater.${name}`, value);
  } catch {
    // Storage may be closed to this page: the choice lasts until it is left.
  }
};

/** What is looked at, and how. */
@Injectable({ providedIn: 'root' })
export class Page {
  readonly look = signal<Look>(lookOf(location.search));
  readonly paused = signal(false);
  readonly zone = signal<Zone>(stored('zone') === 'local' ? 'local' : 'utc');
  readonly shortcuts = signal(stored('shortcuts') !== 'off');
  readonly theme = signal<Theme>(themeOf(stored('theme')));
  readonly hidden = signal(document.hidden);
  /** Grows when all is to be asked for again. */
  readonly refreshes = signal(0);
  readonly label = labelOf();

  readonly window = computed(() => this.look().window);
  readonly by = computed(() => this.look().by);
  readonly measure = computed(() => this.look().measure);
  readonly tab = computed(() => this.look().tab);
  readonly order = computed(() => this.look().order);
  readonly currency = computed(() => this.look().currency);
  readonly spendWhere = computed(() => spendWhere(this.look()), { equal: sameJson });
  readonly keysWhere = computed(() => keysWhere(this.look()), { equal: sameJson });
  readonly chips = computed(() => Object.entries(this.look().where) as [Dimension, string][]);

  /** How many filters narrow what is shown. */
  readonly filters = computed(() => this.chips().length + Number(this.look().text !== ''));
  /** Names of things that panels have shown, by their ids: a filter holds an id. */
  readonly names = signal<ReadonlyMap<string, string>>(new Map());

  constructor() {
    const onVisible = (): void => this.hidden.set(document.hidden);
    const onPop = (): void => this.look.set(lookOf(location.search));
    document.addEventListener('visibilitychange', onVisible);
    window.addEventListener('popstate', onPop);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', onVisible);
      window.removeEventListener('popstate', onPop);
    });
  }

  /** Looks at something else; typing replaces the entry of the history, all else makes one. */
  change(part: Partial<Look>, replace = false): void {
    const next = { ...this.look(), ...part };
    const search = searchOf(next);
    if (search === searchOf(this.look())) return;
    this.look.set(next);
    const url = `${location.pathname}${search}`;
    if (replace) history.replaceState(null, '', url);
    else history.pushState(null, '', url);
  }

  setWindow(value: Window): void {
    this.change({ window: value, range: undefined });
  }

  setBy(by: Dimension): void {
    this.change({ by });
  }

  setMeasure(measure: Measure): void {
    this.change({ measure });
  }

  setTab(tab: Tab): void {
    this.change({ tab });
  }

  narrow(dimension: Dimension, value: string): void {
    this.change({ where: { ...this.look().where, [dimension]: value } });
  }

  widen(dimension: Dimension): void {
    const { [dimension]: _gone, ...where } = this.look().where;
    this.change({ where });
  }

  clear(): void {
    this.change({ where: START.where, text: START.text, view: START.view });
  }

  toggleTheme(): void {
    const isDark = (this.theme() ?? systemTheme()) === 'dark';
    const next = isDark ? 'light' : 'dark';
    this.theme.set(next);
    store('theme', next);
    document.documentElement.dataset['theme'] = next;
  }

  toggleZone(): void {
    this.zone.update((zone) => (zone === 'utc' ? 'local' : 'utc'));
    store('zone', this.zone());
  }

  toggleShortcuts(): void {
    this.shortcuts.update((on) => !on);
    store('shortcuts', this.shortcuts() ? undefined : 'off');
  }
}

const themeOf = (text: string | null): Theme => (text === 'light' || text === 'dark' ? text : undefined);

const systemTheme = (): 'light' | 'dark' =>
  matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';

/** What the gateway calls these figures, `sandbox` where they are made up. */
const labelOf = (): string | undefined => {
  const label = document.querySelector<HTMLMetaElement>('meta[name="headwater-label"]')?.content ?? '';
  return label === '' || label === 'HEADWATER_LABEL' ? undefined : label;
};

const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
