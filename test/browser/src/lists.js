import { cobo, keygen, keywordsai, openai } from 'headwater';

/** As ever but for the waits: a check must not take long to fail. */
const retry = { baseMs: 1 };

/** A list of each provider, each paged in another way. */
export const lists = {
  openai: (access, options) => openai({ ...access, retry }).users.list({}, options),
  keygen: (access, options) => keygen({ ...access, retry }).licenses.list({}, options),
  keywordsai: (access, options) =>
    keywordsai({ ...access, retry }).users.list({ environment: 'prod' }, options),
  cobo: (access, options) => cobo({ ...access, retry }).apiKeys.list({}, options),
};

/** What the sandbox calls each of them where it counts items. */
export const counted = { openai: 'users', keygen: 'licenses', keywordsai: 'users.prod', cobo: 'apiKeys' };
