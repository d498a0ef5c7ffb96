import type { FeedInfo, Source, Window } from '../../monitor/index.js';
import type { ProviderName } from '../../providers/names.js';
import { anySet } from '../accounts.js';
import { UsageError } from '../exit.js';
import type { Env } from '../io.js';
import type { Session } from '../session.js';
import { gives, logSpanOf, reaching, type PickFeed } from './feeds.js';

/** The accounts of a session as sources, and what could not be one. */
export interface Sources {
  readonly sources: readonly Source[];
  /** Accounts that are left out, in words, with the reason. */
  readonly leftOut: readonly string[];
  /** Lists that are left out since a second credential is not set, in words. */
  readonly lacking: readonly string[];
}

const NO_ADMIN_KEY = 'OPENAI_ADMIN_KEY is not set, which keys and spend of OpenAI need';

const NO_SERVICE_KEY = 'cobo/principals is left out: COBO_SERVICE_KEY is not set, which it needs';

const openAiSource = async (
  { clients, sandbox }: Session,
  env: Env,
): Promise<Pick<Sources, 'sources' | 'leftOut'>> => {
  const { openai } = clients;
  if (openai === undefined) return { sources: [], leftOut: [] };
  if (!sandbox && !anySet(env, ['OPENAI_ADMIN_KEY']))
    return { sources: [], leftOut: [`openai is left out: ${NO_ADMIN_KEY}`] };
  const { openaiSource } = await import('../../providers/openai/index.js');
  return { sources: [openaiSource(openai)], leftOut: [] };
};

/** All principals are listed with the service key only; without it, their agents and the owners of keys are known. */
const lacksService = ({ clients: { cobo }, sandbox }: Session, env: Env): boolean =>
  cobo !== undefined && !sandbox && !anySet(env, ['COBO_SERVICE_KEY']);

type SourceOf = (session: Session, env: Env, window: Window | undefined) => Promise<Source | undefined>;

/** The source of each other provider that a session has a client of. */
const OTHERS: Readonly<Record<Exclude<ProviderName, 'openai'>, SourceOf>> = {
  keywordsai: async ({ clients: { keywordsai }, now }, _env, window) =>
    keywordsai &&
    (await import('../../providers/keywordsai/index.js')).keywordsaiSource(keywordsai, {
      firstSpanMs: window === undefined ? undefined : logSpanOf(window, now()),
    }),
  keygen: async ({ clients: { keygen } }) =>
    keygen && (await import('../../providers/keygen/index.js')).keygenSource(keygen),
  cobo: async (session, env) =>
    session.clients.cobo &&
    (await import('../../providers/cobo/index.js')).coboSource(session.clients.cobo, {
      except: lacksService(session, env) ? ['principals'] : [],
    }),
};

const otherSources = async (
  session: Session,
  env: Env,
  window: Window | undefined,
): Promise<readonly Source[]> => {
  const made = await Promise.all(Object.values(OTHERS).map((sourceOf) => sourceOf(session, env, window)));
  return made.filter((source) => source !== undefined);
};

/** What people look at first is read first: money, then who has which key, then use by the day. */
const rankOf = (feed: FeedInfo): number => {
  if (gives(feed, 'cost')) return 0;
  if (gives(feed, 'credential', 'principal', 'project')) return 1;
  return feed.id.endsWith('.1d') ? 2 : 3;
};

const noneOf = ({ config }: Session, leftOut: readonly string[]): string =>
  config === undefined
    ? `${leftOut.join('; ')}.`
    : 'the file of --config has no source of --provider. Leave --provider out.';

/** Returns a source with the feeds that are picked, in the order in which they are read first. */
export const picked = (source: Source, pick: PickFeed, window?: Window): Source => ({
  ...source,
  feeds: source.feeds
    .filter(pick)
    .sort((a, b) => rankOf(a) - rankOf(b))
    .map((feed) => (window === undefined ? feed : reaching(feed, window))),
});

/**
 * Returns the accounts of a session as sources with the feeds that are picked, read as far back as a window needs; the files of
 * the others are not loaded.
 *
 * @param window default: as far back as a monitor looks
 * @throws UsageError where no account has a credential for any of them
 */
export const sourcesOf = async (
  session: Session,
  env: Env,
  pick: PickFeed,
  window?: Window,
): Promise<Sources> => {
  const { sources: first, leftOut } = await openAiSource(session, env);
  const own = session.config?.sources ?? [];
  const all = [...own, ...first, ...(await otherSources(session, env, window))];
  const sources = all.map((source) => picked(source, pick, window));
  if (sources.length === 0) throw new UsageError(noneOf(session, leftOut));
  return { sources, leftOut, lacking: lacksService(session, env) ? [NO_SERVICE_KEY] : [] };
};
