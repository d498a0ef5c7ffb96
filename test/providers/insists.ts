import { ENDPOINTS } from '../support/providers.js';
import { insistsOn } from '../support/presence.js';

/** Where the fields stand without which an item is refused, by the endpoint: written, and reviewed as a difference. */
export const INSISTS_FILE = new URL('./insists.json', import.meta.url);

/**
 * Returns that file from the codecs: `id` has to be there and be no null, `id|null` has to be there. All others may be null or
 * absent, and so may all fields of the envelopes.
 */
export const insistsText = (): string => {
  const rows = [...ENDPOINTS.values()].map(({ id, item }) => [id, insistsOn(item).join(' ')] as const);
  return `${JSON.stringify(Object.fromEntries(rows), undefined, 2)}\n`;
};
