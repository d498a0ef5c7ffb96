import type { Dimension } from '../queries.js';
import type { Store } from '../store/store.js';

/** What figures are grouped by inside: providers are put together of sources when they are shown. */
export type Grouping = Exclude<Dimension, 'provider'>;

/** Which figures count. */
export type SeriesFilter = (series: number) => boolean;

/** Whose a series is, directly or through its key. -1 where it is nobody's. */
export const principalOf = ({ entities, figures: { series } }: Store, at: number): number => {
  const own = series.principal.get(at);
  if (own >= 0) return own;
  const credential = series.credential.get(at);
  return credential < 0 ? -1 : entities.ownerOf(credential);
};

/** What a series is confined to, directly or through its key. -1 for nothing. */
export const projectOf = ({ entities, figures: { series } }: Store, at: number): number => {
  const own = series.project.get(at);
  if (own >= 0) return own;
  const credential = series.credential.get(at);
  return credential < 0 ? -1 : entities.projectOf(credential);
};

const placeIn = (store: Store, grouping: Grouping, series: number, source: number): number => {
  switch (grouping) {
    case 'key':
      return store.figures.series.credential.get(series);
    case 'principal':
      return principalOf(store, series);
    case 'project':
      return projectOf(store, series);
    case 'model':
      return store.figures.series.model.get(series);
    case 'source':
      return store.entities.find('source', source, store.feeds.sourceName(source)) ?? -1;
  }
};

/** The entity that a series counts for; what has no value in the dimension counts for `none` of its source. */
export const groupPlace = (store: Store, grouping: Grouping, series: number): number => {
  const source = store.figures.sourceOfSeries(series);
  const place = placeIn(store, grouping, series, source);
  return place >= 0 ? place : store.entities.place('none', source, '');
};
