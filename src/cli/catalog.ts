import { PROVIDERS } from './accounts.js';
import * as cobo from './catalog/cobo.js';
import { entryId, type CatalogEntry } from './catalog/entry.js';
import * as keygen from './catalog/keygen.js';
import * as keywordsai from './catalog/keywordsai.js';
import * as openai from './catalog/openai.js';
import { UsageError } from './exit.js';
import { nearest } from './near.js';

export type { CatalogEntry, Params } from './catalog/entry.js';

const CATALOGS = { openai, keywordsai, keygen, cobo };

/** All lists, provider by provider. */
export const CATALOG: readonly CatalogEntry[] = PROVIDERS.flatMap((provider) => CATALOGS[provider].ENTRIES);

/**
 * Returns the list of a name, with or without `.list` or `.get` at its end.
 *
 * @throws UsageError with the nearest names where there is none.
 */
export const entryFor = (name: string): CatalogEntry => {
  const id = entryId(name);
  const found = CATALOG.find((entry) => entry.id === id);
  if (found !== undefined) return found;
  const near = nearest(
    id,
    CATALOG.map((entry) => entry.id),
  );
  const hint = near.length === 0 ? '' : ` Did you mean ${near.join(' or ')}?`;
  throw new UsageError(`there is no endpoint ${name}.${hint} headwater endpoints shows all.`);
};
