import { PROVIDERS } from '../providers/names.js';
import * as cobo from './catalog/cobo.js';
import { entryId, type CatalogEntry } from './catalog/entry.js';
import * as keygen from './catalog/keygen.js';
import * as keywordsai from './catalog/keywordsai.js';
import * as openai from './catalog/openai.js';
import { UsageError } from './exit.js';
import { orNearest } from './near.js';

export type { CatalogEntry, Params } from './catalog/entry.js';

const CATALOGS = { openai, keywordsai, keygen, cobo };

/** All lists, provider by provider. */
export const CATALOG: readonly CatalogEntry[] = PROVIDERS.flatMap((provider) => CATALOGS[provider].ENTRIES);

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
