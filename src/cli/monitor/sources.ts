import type { Source, Window } from '../../monitor/index.js';
import { anySet } from '../accounts.js';
import { UsageError } from '../exit.js';
import type { Env } from '../io.js';
import type { Session } from '../session.js';
import { logSpanOf, reaching, type PickFeed } from './feeds.js';

/** The accounts of a session as sources, and what could not be one. */
export interface Sources {
  readonly sources: readonly Source[];
  /** Accounts that are left out, in words, with the reason. */
  readonly leftOut: readonly string[];
}

const NO_ADMIN_KEY = 'OPENAI_ADMIN_KEY is not set, which keys and spend of OpenAI need';

const openAiSource = async ({ clients, sandbox }: Session, env: Env): Promise<Sources> => {
  const { openai } = clients;
  if (openai === undefined) return { sources: [], leftOut: [] };
  if (!sandbox && !anySet(env, ['OPENAI_ADMIN_KEY']))
    return { sources: [], leftOut: [`openai is left out: ${NO_ADMIN_KEY}`] };
  const { openaiSource } = await import('../../providers/openai/index.js');
  return { sources: [openaiSource(openai)], leftOut: [] };
};

const otherSources = async (
  { clients, sandbox, now }: Session,
  env: Env,
  window: Window,
): Promise<readonly Source[]> => {
  const { keywordsai, keygen, cobo } = clients;
  // All principals are listed with the service key only; without it, their agents and the owners of keys are known.
  const lacksService = !sandbox && !anySet(env, ['COBO_SERVICE_KEY']);
  return [
    ...(keywordsai === undefined
      ? []
      : [
          (await import('../../providers/keywordsai/index.js')).keywordsaiSource(keywordsai, {
            firstSpanMs: logSpanOf(window, now()),
          }),
        ]),
    ...(keygen === undefined ? [] : [(await import('../../providers/keygen/index.js')).keygenSource(keygen)]),
    ...(cobo === undefined
      ? []
      : [
          (await import('../../providers/cobo/index.js')).coboSource(cobo, {
            except: lacksService ? ['principals'] : [],
          }),
        ]),
  ];
};

/**
 * Returns the accounts of a session as sources with the feeds that are picked, read as far back as a window needs; the files of
 * the others are not loaded.
 *
 * @throws UsageError where no account has a credential for any of them
 */
export const sourcesOf = async (
  session: Session,
  env: Env,
  pick: PickFeed,
  window: Window,
): Promise<Sources> => {
  const { sources: first, leftOut } = await openAiSource(session, env);
  const sources = [...first, ...(await otherSources(session, env, window))].map((source) => ({
    ...source,
    feeds: source.feeds.filter(pick).map((feed) => reaching(feed, window)),
  }));
  if (sources.length === 0) throw new UsageError(`${leftOut.join('; ')}.`);
  return { sources, leftOut };
};
