import { lists } from '../../providers/cobo/lists.js';
import { entriesOf, type CatalogEntry } from './entry.js';

export const ENTRIES: readonly CatalogEntry[] = entriesOf('cobo', lists);
