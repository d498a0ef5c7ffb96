// Which key does what.
import type { Dimension, Window } from 'headwater/monitor';
import { WINDOWS } from './url-state.js';

type Simple =
  'pause' | 'filter' | 'measure' | 'sort' | 'findings' | 'export' | 'refresh' | 'theme' | 'help' | 'keys';

export type Action =
  | { readonly do: Simple }
  | { readonly do: 'window'; readonly window: Window }
  | { readonly do: 'by'; readonly by: Dimension };

const SIMPLE: Readonly<Record<string, Simple>> = {
  ' ': 'pause',
  '/': 'filter',
  t: 'measure',
  s: 'sort',
  f: 'findings',
  e: 'export',
  r: 'refresh',
  d: 'theme',
  k: 'keys',
  '?': 'help',
};

const GROUPS: Readonly<Record<string, Dimension>> = {
  p: 'provider',
  m: 'model',
  k: 'key',
  u: 'principal',
  j: 'project',
};

/** What a key does; `g` waits for a second one. */
export const actionOf = (
  key: string,
  prefix: string | undefined,
): { readonly action?: Action; readonly prefix?: string } => {
  if (prefix === 'g') {
    const by = Object.hasOwn(GROUPS, key) ? GROUPS[key] : undefined;
    return by === undefined ? {} : { action: { do: 'by', by } };
  }
  if (key === 'g') return { prefix: 'g' };
  const window = WINDOWS[Number(key) - 1];
  if (window !== undefined) return { action: { do: 'window', window } };
  const simple = Object.hasOwn(SIMPLE, key) ? SIMPLE[key] : undefined;
  return simple === undefined ? {} : { action: { do: simple } };
};

/** All of them, for the help. */
export const HELP: readonly (readonly [keys: string, what: string])[] = [
  ['space', 'pause and go on'],
  ['/', 'filter'],
  ['1 … 5', 'window: 60m, 24h, 7d, 30d, month to date'],
  ['g then p, m, k, u, j', 'group by provider, model, key, person, project'],
  ['t', 'cost, tokens, requests'],
  ['s', 'sort the spenders, or the keys, by the next column'],
  ['k', 'keys, and back to the overview'],
  ['f', 'findings'],
  ['e', 'export'],
  ['r', 'connect and read again'],
  ['← →', 'step through the chart, when it has the focus'],
  ['Enter', 'open what has the focus'],
  ['Esc', 'close, or clear the filters'],
  ['d', 'dark and light'],
  ['?', 'this list'],
];
