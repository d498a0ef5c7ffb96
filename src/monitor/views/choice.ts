import { keyOfScope, type Scope, type Where } from '../queries.js';
import { uidOf } from '../store/entities.js';
import type { Store } from '../store/store.js';
import type { SourceChoice } from '../store/feeds.js';
import { principalOf, projectOf, type SeriesFilter } from '../sums/groups.js';
import { EVERYTHING, type Choice } from '../sums/pool.js';
import { scopeFilter, sourcesInScope } from './scope.js';

/** Fields by which spend can be narrowed: the dimensions, and the environment. */
export const SPEND_FIELDS = [
  'key',
  'principal',
  'project',
  'model',
  'provider',
  'source',
  'environment',
] as const;
type SpendField = (typeof SPEND_FIELDS)[number];

/** The values of a filter: one, or several. */
export const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** The names that an entity can be asked for by: its uid, its provider's id, and `unattributed` for none. */
const namesAt = (store: Store, place: number, source: number): readonly string[] => {
  const { entities, feeds } = store;
  if (place < 0) return ['unattributed', `${feeds.sourceName(source)}/unattributed`];
  return [uidOf(entities, feeds.sourceName(entities.sourceOf(place)), place), entities.idOf(place)];
};

const valuesOf = (store: Store, series: number, field: SpendField): readonly string[] => {
  const { figures, feeds } = store;
  const source = figures.sourceOfSeries(series);
  switch (field) {
    case 'key':
      return namesAt(store, figures.series.credential.get(series), source);
    case 'principal':
      return namesAt(store, principalOf(store, series), source);
    case 'project':
      return namesAt(store, projectOf(store, series), source);
    case 'model':
      return namesAt(store, figures.series.model.get(series), source);
    case 'provider':
      return [feeds.providerOf(source)];
    case 'source':
      return [feeds.sourceName(source)];
    case 'environment': {
      const own = figures.keys.environmentOf(series);
      return own === undefined ? [] : [own];
    }
  }
};

const isField = (name: string): name is SpendField => SPEND_FIELDS.some((field) => field === name);

const whereFilter = (store: Store, where: Where): SeriesFilter => {
  const wanted = Object.entries(where).map(([field, value]) => ({ field, values: new Set(listOf(value)) }));
  return (series) =>
    wanted.every(
      ({ field, values }) =>
        isField(field) && valuesOf(store, series, field).some((value) => values.has(value)),
    );
};

const keyOf = (scope: Scope | undefined, where: Where | undefined): string =>
  JSON.stringify([
    keyOfScope(scope),
    Object.entries(where ?? {})
      .map(([field, value]) => [field, [...listOf(value)].sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  ]);

/** Returns which figures count for a query within a scope. */
export const choiceOf = (store: Store, scope: Scope | undefined, where: Where | undefined): Choice => {
  const hasWhere = where !== undefined && Object.keys(where).length > 0;
  if (scope === undefined && !hasWhere) return EVERYTHING;
  const filters = [
    ...(scope === undefined ? [] : [scopeFilter(store, scope)]),
    ...(hasWhere ? [whereFilter(store, where)] : []),
  ];
  return {
    key: keyOf(scope, hasWhere ? where : undefined),
    filter: (series) => filters.every((filter) => filter(series)),
  };
};

/** Sources that a query within a scope is about, those that come later too: all, unless one of them names some. */
export const sourcesOf = (
  store: Store,
  scope: Scope | undefined,
  where?: Where,
): SourceChoice | undefined => {
  const { feeds } = store;
  const { source, provider } = where ?? {};
  const seen = scope === undefined ? undefined : sourcesInScope(store, scope);
  if (source === undefined && provider === undefined) return seen;
  const isAsked = (wanted: string | readonly string[] | undefined, name: string): boolean =>
    wanted === undefined || listOf(wanted).includes(name);
  return {
    has: (id) =>
      isAsked(source, feeds.sourceName(id)) &&
      isAsked(provider, feeds.providerOf(id)) &&
      seen?.has(id) !== false,
  };
};
