import type { ProviderName } from '../../src/providers/names.js';
import * as cobo from '../../src/providers/cobo/index.js';
import * as keygen from '../../src/providers/keygen/index.js';
import * as keywordsai from '../../src/providers/keywordsai/index.js';
import * as openai from '../../src/providers/openai/index.js';
import type { Endpoint } from '../../src/walk/index.js';

const MODULES = { openai, keywordsai, keygen, cobo } satisfies Readonly<Record<ProviderName, object>>;

/** The endpoints of all providers, by id. Each has types of its own; what tests ask of all of them is the same. */
export const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map(
  Object.values(MODULES)
    .flatMap(({ endpoints }) => Object.values(endpoints as Readonly<Record<string, unknown>>) as Endpoint[])
    .map((endpoint) => [endpoint.id, endpoint]),
);

/** Returns the endpoint of an id. */
export const endpointOf = (id: string): Endpoint => {
  const endpoint = ENDPOINTS.get(id);
  if (endpoint === undefined) throw new Error(`there is no endpoint ${id}`);
  return endpoint;
};
