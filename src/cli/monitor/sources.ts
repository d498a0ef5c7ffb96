import type { FeedInfo, Source, Window } from '../../monitor/index.js';
import type { SourceOutcome } from '../../providers/names.js';
import { PROVIDERS, type ProviderName } from '../../providers/names.js';
import { anySet, DESCRIBED, variableOf, type ClientOf } from '../accounts.js';
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

/** The source of a provider that a session has a client of. */
const sourceAt = async <P extends ProviderName>(
  provider: P,
  client: ClientOf[P] | undefined,
  { sandbox, now }: Session,
  env: Env,
  window: Window | undefined,
): Promise<SourceOutcome | undefined> =>
  client &&
  DESCRIBED[provider].source(client, {
    has: (option) => sandbox || anySet(env, [variableOf(provider, option) ?? '']),
    firstSpanMs: window === undefined ? undefined : logSpanOf(window, now()),
  });

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
  const outcomes = await Promise.all(
    PROVIDERS.map(async (name) => ({
      name,
      made: await sourceAt(name, session.clients[name], session, env, window),
    })),
  );
  const leftOut = outcomes.flatMap(({ name, made }) =>
    made !== undefined && 'leftOut' in made ? [`${name} is left out: ${made.leftOut}`] : [],
  );
  const made = outcomes.flatMap((outcome) => (outcome.made?.source === undefined ? [] : [outcome.made]));
  const all = [...(session.config?.sources ?? []), ...made.map(({ source }) => source)];
  const sources = all.map((source) => picked(source, pick, window));
  if (sources.length === 0) throw new UsageError(noneOf(session, leftOut));
  return { sources, leftOut, lacking: made.flatMap(({ lacking }) => lacking ?? []) };
};
