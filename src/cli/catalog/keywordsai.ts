import { lists } from '../../providers/keywordsai/lists.js';
import { entriesOf, type CatalogEntry } from './entry.js';

export const ENTRIES: readonly CatalogEntry[] = entriesOf('keywordsai', lists);
