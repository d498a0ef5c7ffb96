import type { Figures } from './figures.js';

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
