import { cobo, keygen, keywordsai, openai } from 'headwater';

/** As ever but for the waits: a check must not take long to fail. */
const retry = { baseMs: 1 };

/** A list of each provider, each paged in another way. */
const CASES = {
  openai: { client: openai, list: 'users' },
  keygen: { client: keygen, list: 'licenses' },
  keywordsai: { client: keywordsai, list: 'users', params: { environment: 'prod' } },
  cobo: { client: cobo, list: 'apiKeys' },
};

const eachCase = (make) =>
  Object.fromEntries(Object.entries(CASES).map(([name, each]) => [name, make(each)]));

export const lists = eachCase(
  ({ client, list, params = {} }) =>
    (access, options) =>
      client({ ...access, retry })[list].list(params, options),
);

/** What the sandbox calls each of them where it counts items: a list that is kept apart by a parameter is counted so. */
export const counted = eachCase(({ list, params = {} }) => [list, ...Object.values(params)].join('.'));
