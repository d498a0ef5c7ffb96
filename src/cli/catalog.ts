import { PROVIDERS } from '../providers/names.js';
import { COMPOSED } from './catalog/composed.js';
import { byId, entriesOf, entryId, type CatalogEntry } from './catalog/entry.js';
import { TREES } from './catalog/trees.js';
import { UsageError } from './exit.js';
import { orNearest } from './near.js';

export type { CatalogEntry, Params } from './catalog/entry.js';

/** All lists, provider by provider. */
export const CATALOG: readonly CatalogEntry[] = PROVIDERS.flatMap((provider) =>
  [...entriesOf(provider, TREES[provider]), ...COMPOSED.filter((entry) => entry.provider === provider)].sort(
    byId,
  ),
);

/**
 * Returns the list of a name, with or without `.list` or `.get` at its end.
 *
 * @throws UsageError that points to the lists below the name, or else to the nearest names, where there is none.
 */
export const entryFor = (name: string): CatalogEntry => {
  const id = entryId(name);
  const found = CATALOG.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const names = CATALOG.map((entry) => entry.id);
  const below = names.filter((each) => each.startsWith(`${id}.`)).length;
  if (below > 0) {
    throw new UsageError(
      `${id} is not a list: ${String(below)} are below it, and headwater endpoints ${id} shows them.`,
    );
  }
  throw new UsageError(`there is no endpoint ${name}.${orNearest(id, names)} headwater endpoints shows all.`);
};
