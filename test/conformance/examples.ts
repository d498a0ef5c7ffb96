import { readdirSync } from 'node:fs';
import { PROVIDERS, type ProviderName } from '../../src/providers/names.js';
import type { Endpoint } from '../../src/walk/index.js';
import { ENDPOINTS } from '../support/providers.js';

/** Examples in the documents that this project was asked for with; they keep their names. */
const SOURCE_DOCUMENTS: Readonly<Record<string, string>> = {
  'openai.projects.apiKeys': 'source-documents/openai-project-api-keys',
  'keygen.users': 'source-documents/keygen-users',
  'keywordsai.users': 'source-documents/keywordsai-users-list',
  'keywordsai.users.summary': 'source-documents/keywordsai-users',
  'cobo.apiKeys': 'source-documents/cobo-api-keys',
};

/** Examples of a page without items. */
export const EMPTY_PAGES: readonly string[] = ['keygen/requestLogs@keyset-unknown-cursor'];

/** Examples without any item of a list, and what they show. */
export const NO_PAGES: Readonly<Record<string, string>> = {
  'cobo/error-policy-denied': 'an error',
  'cobo/error-simple': 'an error',
  'cobo/meta-cursor-manual': 'the pagination of any list',
};

const filesOf = (provider: ProviderName): readonly string[] =>
  readdirSync(new URL(`../fixtures/${provider}/`, import.meta.url)).map(
    (file) => `${provider}/${file.replace(/\.json$/, '')}`,
  );

/** The vendors' examples: all files below `test/fixtures` but for the documents. */
const FILES: readonly string[] = PROVIDERS.flatMap(filesOf);

/** A file is called as its endpoint; further examples of one have a word behind an `@`, and `item` is one item alone. */
const examplesOf = (id: string): readonly string[] => {
  const name = id.replace('.', '/');
  return FILES.filter((file) => file === name || file.startsWith(`${name}@`));
};

const isItem = (file: string): boolean => file.endsWith('@item');

const byEndpoint = (isOf: (file: string) => boolean): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    [...ENDPOINTS.keys()]
      .map((id) => [id, [...examplesOf(id), ...[SOURCE_DOCUMENTS[id] ?? []].flat()].filter(isOf)] as const)
      .filter(([, files]) => files.length > 0),
  );

/** The vendors' examples of one item alone, by the endpoint. */
export const EXAMPLE_ITEMS = byEndpoint(isItem);

/**
 * The vendors' examples of a page of a list, or of a read: files below `test/fixtures`, by the endpoint. Keygen's lists below
 * another resource have the items of the list above, so they stand here once.
 */
export const EXAMPLES = byEndpoint((file) => !isItem(file));

/** An example that has items of this endpoint: its own, or one of an endpoint whose items are the same. */
export const exampleOf = ({ id, item }: Endpoint): string => {
  const alike = [...ENDPOINTS.values()].filter((other) => other.item === item).map((other) => other.id);
  const [example] = [id, ...alike].flatMap((each) => EXAMPLES[each] ?? []);
  if (example === undefined) throw new Error(`there is no example of ${id}`);
  return example;
};
