import { CATALOG, type CatalogEntry } from '../../src/cli/catalog.js';
import type { Endpoint } from '../../src/walk/index.js';
import { KEYGEN_OLDER, operationOf, type Json } from '../conformance/documents.js';
import { endpointOf } from '../support/providers.js';
import { between, type Difference } from './compare.js';
import { ANYTHING, type Flat } from './flat.js';
import { flatCodec } from './flat-codec.js';
import { flatSchema } from './flat-schema.js';

/** One endpoint beside one document. */
export interface Compared {
  /** File name of the document. */
  readonly document: string;
  readonly endpoint: string;
  readonly differences: readonly Difference[];
}

const KEYGEN_OLDER_FILE = 'keygen.openapi.json';

const at = (flat: Flat, path: string, place: string): Flat => {
  const names = path.split('.').filter((name) => name !== '');
  const found = names.reduce<Flat | undefined>((outer, name) => outer?.fields?.get(name)?.of(), flat);
  if (found === undefined) throw new Error(`${place}: its document has nothing at ${path}`);
  return found;
};

/** The schema of an item: what stands at the items place of a successful reply. */
const itemIn = (document: Json, operation: Json, endpoint: Endpoint): Flat => {
  const { items, one } = endpoint.pagingOf({});
  if (typeof items !== 'string') throw new Error(`${endpoint.id}: its items stand at no plain path`);
  const responses = operation['responses'] as Readonly<Record<string, Json>>;
  const content = responses['200']?.['content'] as Readonly<Record<string, Json>>;
  const [schema] = Object.values(content).map((media) => media['schema'] as Json);
  const found = at(flatSchema(document, schema ?? {}), items, endpoint.id);
  if (one === true) return found;
  if (found.item === undefined) throw new Error(`${endpoint.id}: its document has no list at ${items}`);
  return found.item();
};

const withOwnDocument = (entry: CatalogEntry): readonly Compared[] => {
  const endpoint = endpointOf(entry.id);
  const described = operationOf(entry.provider, entry.method, entry.path);
  if (described === undefined) return [];
  const { document, operation } = described;
  const item = itemIn(document.json, operation, endpoint);
  const differences = between(item, flatCodec(endpoint.item), '');
  return [{ document: document.file, endpoint: entry.id, differences }];
};

/** Attributes only: the rest of an item is older than the API there. */
const withOlderDocument = (entry: CatalogEntry): readonly Compared[] => {
  const paths = KEYGEN_OLDER['paths'] as Readonly<Record<string, Json>>;
  const blank = (path: string): string => path.replaceAll(/\{[^{}]*\}/g, '{}');
  const wanted = blank(`/accounts/{account}${entry.path}`);
  const [, operations] = Object.entries(paths).find(([path]) => blank(path) === wanted) ?? [];
  const operation = operations?.['get'] as Json | undefined;
  if (operation === undefined) return [];
  const endpoint = endpointOf(entry.id);
  const attributesOf = (flat: Flat): Flat => flat.fields?.get('attributes')?.of() ?? ANYTHING;
  const item = attributesOf(itemIn(KEYGEN_OLDER, operation, endpoint));
  const differences = between(item, attributesOf(flatCodec(endpoint.item)), 'attributes');
  return [{ document: KEYGEN_OLDER_FILE, endpoint: entry.id, differences }];
};

/** All endpoints that a document describes, each beside its document. */
export const COMPARED: readonly Compared[] = CATALOG.filter(({ kind }) => kind !== 'composed').flatMap(
  (entry) => [...withOwnDocument(entry), ...(entry.provider === 'keygen' ? withOlderDocument(entry) : [])],
);

/** Operations of the vendors that no document describes. */
export const UNDESCRIBED: readonly string[] = CATALOG.filter(({ kind }) => kind !== 'composed')
  .map(({ id }) => id)
  .filter((id) => !COMPARED.some(({ endpoint }) => endpoint === id));
