// What is looked at, as it is in the address: shareable, and the back button works.
import type { Dimension, SeriesQuery, Where, Window } from 'headwater/monitor';
import { rangeOf, rangeText, type Range } from './range.js';

export type Tab = 'overview' | 'keys';
export type Measure = NonNullable<SeriesQuery['measure']>;

/** What one looks at. */
export interface Look {
  readonly tab: Tab;
  readonly window: Window;
  readonly by: Dimension;
  readonly measure: Measure;
  /** Words that are looked for. */
  readonly text: string;
  /** Values of dimensions that everything is narrowed to. */
  readonly where: Readonly<Partial<Record<Dimension, string>>>;
  /** Of the keys. */
  readonly sort: string;
  /** Of the spenders that are shown. */
  readonly order: string;
  /** The currency whose amounts come first; empty for none. */
  readonly currency: string;
  /** Name of a saved view of the keys. */
  readonly view: string;
  /** A stretch of the chart. */
  readonly range?: Range | undefined;
}

export const WINDOWS: readonly Window[] = ['60m', '24h', '7d', '30d', 'month'];
export const DIMENSIONS: readonly Dimension[] = [
  'key',
  'principal',
  'project',
  'model',
  'provider',
  'source',
];
export const MEASURES: readonly Measure[] = ['cost', 'tokens', 'requests'];

export const WINDOW_WORDS: Readonly<Record<Window, string>> = {
  '60m': '60m',
  '24h': '24h',
  today: 'Today',
  '7d': '7d',
  '30d': '30d',
  month: 'MTD',
};

export const DIMENSION_WORDS: Readonly<Record<Dimension, string>> = {
  key: 'key',
  principal: 'person',
  project: 'project',
  model: 'model',
  provider: 'provider',
  source: 'source',
};

export const START: Look = {
  tab: 'overview',
  window: '24h',
  by: 'key',
  measure: 'cost',
  text: '',
  where: {},
  sort: '-cost',
  order: '-cost',
  currency: '',
  view: 'all',
};

const oneOf = <T extends string>(value: string | null, words: readonly T[], otherwise: T): T =>
  words.find((word) => word === value) ?? otherwise;

/** Reads an address; what makes no sense is left at its default. */
export const lookOf = (search: string): Look => {
  const query = new URLSearchParams(search);
  const range = rangeOf(query.get('range'));
  const where: Partial<Record<Dimension, string>> = {};
  for (const dimension of DIMENSIONS) {
    const value = query.get(dimension);
    if (value !== null && value !== '') where[dimension] = value;
  }
  return {
    tab: oneOf<Tab>(query.get('tab'), ['overview', 'keys'], START.tab),
    window: oneOf<Window>(query.get('window'), [...WINDOWS, 'today'], START.window),
    by: oneOf(query.get('by'), DIMENSIONS, START.by),
    measure: oneOf(query.get('measure'), MEASURES, START.measure),
    text: (query.get('q') ?? '').slice(0, 200),
    where,
    sort: /^-?[a-zA-Z]+$/.exec(query.get('sort') ?? '')?.[0] ?? START.sort,
    order: /^-?[a-zA-Z]+$/.exec(query.get('order') ?? '')?.[0] ?? START.order,
    currency: /^[A-Z]{3}$/.exec(query.get('currency') ?? '')?.[0] ?? START.currency,
    view: /^[a-z-]+$/.exec(query.get('view') ?? '')?.[0] ?? START.view,
    ...(range === undefined ? {} : { range }),
  };
};

/** Writes an address, without what is at its default. */
export const searchOf = (look: Look): string => {
  const query = new URLSearchParams();
  const set = (name: string, value: string, otherwise: string): void => {
    if (value !== otherwise) query.set(name, value);
  };
  set('tab', look.tab, START.tab);
  set('window', look.window, START.window);
  set('by', look.by, START.by);
  set('measure', look.measure, START.measure);
  set('q', look.text, '');
  set('sort', look.sort, START.sort);
  set('order', look.order, START.order);
  set('currency', look.currency, START.currency);
  set('view', look.view, START.view);
  for (const dimension of DIMENSIONS) set(dimension, look.where[dimension] ?? '', '');
  if (look.range !== undefined) query.set('range', rangeText(look.range));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
};

/** The filter of spend and charts. */
export const spendWhere = ({ where }: Look): Where | undefined =>
  Object.keys(where).length === 0 ? undefined : (where as Where);

const KEY_FIELDS: Readonly<Partial<Record<Dimension, string>>> = {
  key: 'id',
  principal: 'owner',
  project: 'project',
  provider: 'provider',
  source: 'source',
};

/** The id of the provider in a uid of ours, which a table of keys compares with. */
export const bareId = (uid: string): string => uid.split('/').slice(2).join('/') || uid;

/** The filter of keys: by what a key has. A model is not of a key. */
export const keysWhere = ({ where }: Look): Record<string, string> =>
  Object.fromEntries(
    DIMENSIONS.flatMap((dimension) => {
      const [field, value] = [KEY_FIELDS[dimension], where[dimension]];
      if (field === undefined || value === undefined) return [];
      return [[field, dimension === 'principal' || dimension === 'project' ? bareId(value) : value]];
    }),
  );
