import * as endpoints from '../../providers/cobo/endpoints.js';
import { entriesOf, type CatalogEntry } from './entry.js';

export const ENTRIES: readonly CatalogEntry[] = entriesOf('cobo', endpoints);
