import type { Fetch, Listing, ListOptions } from '../../../../src/index.js';
import { openai, type OpenAiOptions } from '../../../../src/providers/openai/index.js';
import { bindTree } from '../../../../src/walk/index.js';
import { lists } from '../../../../src/providers/openai/lists.js';

/** The lists on a client with both keys, unless told otherwise. */
export const platform = (
  fetch: Fetch,
  keys: OpenAiOptions = { adminKey: 'sk-admin-CANARY', apiKey: 'sk-proj-CANARY' },
) => bindTree(openai({ ...keys, fetch }).client, lists);

export type Platform = ReturnType<typeof platform>;
type Call = (api: Platform, options?: ListOptions) => Listing<unknown, unknown>;

/** One list, and what its requests must look like. */
export interface PlatformCase {
  readonly endpoint: { readonly id: string; readonly item: { readonly encode: (item: never) => unknown } };
  readonly call: Call;
  /** Behind `https://api.openai.com/v1`. */
  readonly address: string;
  /** The largest documented page; absent where none is. */
  readonly max?: number;
  readonly beta?: 'assistants=v2' | 'chatkit_beta=v1';
  /** The fixture with the documentation's example; absent where there is none. */
  readonly example?: string;
  /** Whether it asks with the admin key, where the others ask with the project key. */
  readonly admin?: boolean;
  /** Whether the reply leaves out the ids of its first and last items. */
  readonly anonymous?: boolean;
  /** A call with all its parameters, and what must be sent for them. */
  readonly full?: readonly [call: Call, query: readonly string[]];
}

export const ASSISTANTS = { max: 100, beta: 'assistants=v2' } as const;
export const PLACE = { after: 'a', limit: 7, order: 'asc' } as const;
export const PLACED = ['after=a', 'limit=7', 'order=asc'];
