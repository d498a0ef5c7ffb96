import { lists } from '../../providers/keygen/lists.js';
import { entriesOf, type CatalogEntry } from './entry.js';

export const ENTRIES: readonly CatalogEntry[] = entriesOf('keygen', lists);
