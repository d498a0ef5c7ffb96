import { DESCRIPTIONS } from '../../providers/descriptions.js';
import { PROVIDERS, type ProviderName } from '../../providers/names.js';
import { byId, entriesOf, entryId, type CatalogEntry } from './entry.js';

// Each provider is dozens of files, and to read them is most of what a start takes: only those that are needed.
const entriesFor = async (provider: ProviderName): Promise<readonly CatalogEntry[]> => {
  const own = entriesOf(provider, await DESCRIPTIONS[provider].lists());
  return provider === 'openai' ? [...own, ...(await import('./composed.js')).COMPOSED].sort(byId) : own;
};

/** Returns all lists. */
export const allEntries = async (): Promise<readonly CatalogEntry[]> =>
  (await import('../catalog.js')).CATALOG;

/** Returns the lists of the provider that a name begins with, or all of them where it begins with none. */
export const entriesNear = async (name: string): Promise<readonly CatalogEntry[]> => {
  const provider = PROVIDERS.find((each) => name === each || name.startsWith(`${each}.`));
  return provider === undefined ? allEntries() : entriesFor(provider);
};

/**
 * Returns the list of a name, as {@link entryFor} does, from the files of its provider alone.
 *
 * @throws UsageError that points to the lists below the name, or else to the nearest of all providers, where there is none.
 */
export const findEntry = async (name: string): Promise<CatalogEntry> => {
  const id = entryId(name);
  const found = (await entriesNear(id)).find((entry) => entry.id === id);
  return found ?? (await import('../catalog.js')).entryFor(name);
};
