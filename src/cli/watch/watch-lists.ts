import type { Session } from '../session.js';
import type { WatchList } from './lists.js';

/** Returns the lists of all providers that there is an account for; those of the others are not loaded. */
export const watchLists = async ({
  clients,
  now,
}: Pick<Session, 'clients' | 'now'>): Promise<readonly WatchList[]> => {
  const { openai, keywordsai, keygen, cobo } = clients;
  return [
    ...(openai === undefined ? [] : (await import('./lists/openai.js')).openAiLists(openai, now)),
    ...(keywordsai === undefined ? [] : (await import('./lists/keywordsai.js')).keywordsAiLists(keywordsai)),
    ...(keygen === undefined ? [] : (await import('./lists/keygen.js')).keygenLists(keygen)),
    ...(cobo === undefined ? [] : (await import('./lists/cobo.js')).coboLists(cobo)),
  ];
};
