import * as endpoints from '../../providers/keygen/endpoints.js';
import { entriesOf, type CatalogEntry } from './entry.js';

export const ENTRIES: readonly CatalogEntry[] = entriesOf('keygen', endpoints);
