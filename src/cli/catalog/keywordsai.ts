import * as endpoints from '../../providers/keywordsai/endpoints.js';
import { entriesOf, type CatalogEntry } from './entry.js';

export const ENTRIES: readonly CatalogEntry[] = entriesOf('keywordsai', endpoints);
