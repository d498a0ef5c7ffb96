import type { Entities } from './entities.js';
import type { Feeds } from './feeds.js';
import type { Figures } from './figures.js';
import type { StoreEffects } from './store-effects.js';

/**
 * Forgets lists and currencies of which no figure is held. Providers, and sources of a user's own, choose their names: what came once
 * would be held for good.
 */
export const forgetUnused = ({ series, resources, origins, days, lanes }: Figures): void => {
  const used = new Set<number>();
  const currencies = new Set<string>();
  const keep = (origin: number): void => {
    if (origin >= 0) currencies.add(origins.currencyOf(origin));
  };
  for (let at = 0; at < series.end; at += 1) {
    if (!series.isLive(at)) continue;
    used.add(series.resource.get(at));
    keep(series.origin.get(at));
  }
  for (const origin of days.origins()) keep(origin);
  keep(lanes.pricesOrigin);
  origins.keep(currencies);
  for (const resource of [...resources.all])
    if (!used.has(resource.id) && days.of(resource.id).size === 0) resources.forget(resource);
};

/** What is known of sources. */
interface Known {
  readonly feeds: Feeds;
  readonly entities: Entities;
  readonly figures: Figures;
}

const ENTITIES = ['credential', 'principal', 'project', 'model'] as const;

/** Sources that are read no longer, and of which nothing is held any more. */
const goneSources = ({ feeds, entities, figures }: Known): readonly number[] =>
  [...feeds.sources.keys()].filter((source) => {
    if (!feeds.isHeld(source) || feeds.isRead(feeds.sourceName(source))) return false;
    if (figures.resources.all.some((resource) => resource.source === source)) return false;
    return ENTITIES.every((name) => [...entities.of(name, source)].length === 0);
  });

/** Forgets sources that are gone. Accounts that come and go have another name each time. */
export const forgetSources = (
  known: Known,
  retired: (place: number) => void,
  effects: Pick<StoreEffects, 'freed'>,
): void => {
  const { feeds, entities, figures } = known;
  for (const source of goneSources(known)) {
    const name = feeds.sourceName(source);
    for (const place of [entities.find('source', source, name), entities.find('none', source, '')]) {
      if (place === undefined) continue;
      retired(place);
      entities.retire(place);
    }
    for (const { place } of feeds.free(source)) figures.seen.leave(place);
    figures.reportedDays.leave(source);
    effects.freed(source, name);
  }
};
