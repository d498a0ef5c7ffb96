import type { Transport } from '../../http/transport.js';
import { HttpError, NetworkError, TimeoutError } from '../../http/errors.js';
import { PROVIDERS, type ProviderName } from '../../providers/names.js';
import { anySet, variablesFor } from '../accounts.js';
import { DESCRIPTIONS } from '../../providers/descriptions.js';
import { CATALOG, type CatalogEntry, type Params } from '../catalog.js';
import type { EntryOptions } from '../catalog/entry.js';
import { EXIT } from '../exit.js';
import type { Io } from '../io.js';
import { ClockWatch, clockRows } from '../check/clock.js';
import { fixFor } from '../check/mend.js';
import { panelRows } from '../check/panels.js';
import type { Feed, Source } from '../../monitor/index.js';
import { sourcesOf, type Sources } from '../monitor/sources.js';
import { checkIn, type CheckRow } from '../output/check-page.js';
import type { Format } from '../output/formats.js';
import { paintFor } from '../output/paint.js';
import { sinkOf } from '../output/sink.js';
import { parentOf, pathParams } from '../parents.js';
import { failureOf, isOddItem, LeftOut, policyOf, withAdvice, type OnInvalid } from '../left-out.js';
import { isHeld, missingScopesOf, reasonOf } from '../reason.js';
import { withSession, type Session } from '../session.js';
import { DAY_MS } from '../../records/durations.js';

/** What `headwater check` was asked for. */
export interface CheckRequest {
  readonly format: Format;
  readonly sandbox: boolean;
  /** Default `skip`: an odd item does not make an endpoint dark. */
  readonly onInvalid?: OnInvalid | undefined;
}

const LISTS = CATALOG.filter(({ kind }) => kind !== 'composed');

/** A read consists of its only item: without it nothing is left, and no option helps. */
const ofRead = (error: unknown): string =>
  isOddItem(error) ? withAdvice(error, '').trimEnd() : failureOf(error);

/** Returns the state and its detail that a failed request means. */
export const stateOf = (
  error: unknown,
  kind: CatalogEntry['kind'] = 'paginated',
): Pick<CheckRow, 'state' | 'detail' | 'missingScopes'> => {
  const detail = reasonOf(error);
  if (error instanceof HttpError && (error.status === 401 || error.status === 403)) {
    const missingScopes = missingScopesOf(error);
    return { state: 'refused', detail, ...(missingScopes === undefined ? {} : { missingScopes }) };
  }
  const whole = kind === 'read' ? ofRead : failureOf;
  const unreachable = error instanceof NetworkError || error instanceof TimeoutError;
  return { state: unreachable ? 'unreachable' : 'failed', detail: unreachable ? detail : whole(error) };
};

/** What one page of an endpoint says. */
interface FirstPage {
  /** The first item, in its wire form. */
  readonly first: unknown;
  readonly leftOut: LeftOut;
}

const pageOf = async (
  { io, session, onInvalid }: Check,
  entry: CatalogEntry,
  params: Params,
  size: Pick<EntryOptions, 'pageSize'>,
): Promise<FirstPage> => {
  // A read that does not decode leaves nothing to go on with.
  const policy = entry.kind === 'read' ? 'fail' : policyOf(onInvalid);
  const options = { ...size, maxPages: 1, signal: io.signal, onInvalid: policy };
  const leftOut = new LeftOut();
  for await (const page of entry.list(session.clients, params, options).pages()) {
    leftOut.note(page);
    const [first] = page.items;
    return { first: first === undefined ? undefined : entry.encode(first), leftOut };
  }
  return { first: undefined, leftOut };
};

/** Asks for one item; where that one does not decode, for a page of the usual size: lists below need the id of one that does. */
const firstOf = async (check: Check, entry: CatalogEntry, params: Params): Promise<FirstPage> => {
  if (!entry.takesSize) return pageOf(check, entry, params, {});
  const page = await pageOf(check, entry, params, { pageSize: 1 });
  return page.first === undefined && page.leftOut.count > 0 ? pageOf(check, entry, params, {}) : page;
};

const answered = ({ leftOut }: FirstPage): Pick<CheckRow, 'state' | 'detail' | 'leftOut'> => {
  const text = leftOut.brief();
  return text === undefined
    ? { state: 'ok', detail: '' }
    : { state: 'partial', detail: text, leftOut: leftOut.count };
};

/** What a check needs. */
interface Check {
  readonly io: Io;
  readonly session: Session;
  readonly onInvalid: OnInvalid;
  readonly sources: readonly Source[];
}

/** Required parameters that any value will do for. */
const ANY_VALUE: Params = { symbol: 'USDC', asset_coins: ['ETH'], range: '1d' };

/** The value of a path parameter: the one of the first item of the parent list. */
const idFor = (
  entry: CatalogEntry,
  name: string,
  firsts: ReadonlyMap<string, unknown>,
): string | undefined => {
  const parent = parentOf(entry, name);
  return parent?.idOf(firsts.get(parent.entry.id));
};

/** The parameters that an endpoint cannot do without, or the name of one that nothing is known for. */
const requiredOf = (
  entry: CatalogEntry,
  firsts: ReadonlyMap<string, unknown>,
  now: Date,
): Params | string => {
  const params: Record<string, unknown> = {};
  for (const [name, { required, place, kind }] of Object.entries(entry.params)) {
    if (!required) continue;
    const usual = kind === 'time' ? new Date(now.getTime() - DAY_MS) : ANY_VALUE[name];
    const value = place === 'path' ? idFor(entry, name, firsts) : usual;
    if (value === undefined) return name;
    params[name] = value;
  }
  return params;
};

/** The feeds that read a list: what they are called, and how they see a failure. */
const feedsOf = ({ sources }: Check, { id, provider }: CatalogEntry): readonly Feed[] =>
  sources
    .filter((source) => source.provider === provider)
    .flatMap(({ feeds }) => feeds.filter(({ reads }) => reads === id));

/** A row with the feeds that rest on its list, what their source calls the failure, and what to do. */
const mended = (check: Check, entry: CatalogEntry, row: CheckRow, error?: unknown): CheckRow => {
  const feeds = feedsOf(check, entry);
  const [feed] = feeds;
  const fault = error === undefined ? undefined : feed?.faultOf(error);
  const fix = fixFor({ entry, row, feed, fault }, check.io.env);
  return {
    ...row,
    ...(feeds.length === 0 ? {} : { feeds: feeds.map(({ id }) => id) }),
    ...(fault === undefined ? {} : { cause: fault.state }),
    ...(fix === undefined ? {} : { fix }),
  };
};

const checkProvider = async (check: Check, provider: ProviderName): Promise<CheckRow[]> => {
  const { io, session } = check;
  let outageError: unknown;
  const firsts = new Map<string, unknown>();
  const rows: CheckRow[] = [];
  let outage: ReturnType<typeof stateOf> | undefined;
  for (const entry of LISTS.filter((each) => each.provider === provider).sort(parentsFirst)) {
    const row = { provider, endpoint: entry.id, dark: DESCRIPTIONS[provider].dark?.[entry.id] ?? entry.doc };
    const needed = variablesFor(provider, entry.credential);
    if (!session.sandbox && !anySet(io.env, needed)) {
      rows.push(mended(check, entry, { ...row, state: 'not set', detail: needed.join(' or ') }));
      continue;
    }
    const params = requiredOf(entry, firsts, session.now());
    if (typeof params === 'string') {
      rows.push({ ...row, state: 'not tried', detail: `no ${params} is known to try it with` });
      continue;
    }
    try {
      const page = await firstOf(check, entry, params);
      firsts.set(entry.id, page.first);
      rows.push(mended(check, entry, { ...row, ...answered(page) }));
    } catch (error) {
      io.signal.throwIfAborted();
      // What was not asked shares the cause of those that failed before.
      const found = isHeld(error) ? (outage ?? stateOf(error)) : stateOf(error, entry.kind);
      if (!isHeld(error)) outageError = error;
      outage = found;
      rows.push(mended(check, entry, { ...row, ...found }, isHeld(error) ? (outageError ?? error) : error));
    }
  }
  return rows.sort((a, b) => (a.endpoint < b.endpoint ? -1 : 1));
};

const parentsFirst = (a: CatalogEntry, b: CatalogEntry): number =>
  pathParams(a).length - pathParams(b).length;

/**
 * Returns the exit code: all of what was tried is fine, some of it, none. A provider without any credential does not count,
 * nor does an endpoint for which no id is known; an endpoint that lacks the one credential it needs does.
 */
export const checkExit = (rows: readonly CheckRow[]): number => {
  const set = new Set(rows.filter(({ state }) => state !== 'not set').map(({ provider }) => provider));
  const counted = rows.filter(({ provider, state }) => set.has(provider) && state !== 'not tried');
  const good = counted.filter(({ state }) => state === 'ok').length;
  const some = counted.some(({ state }) => state === 'ok' || state === 'partial');
  if (!some) return EXIT.failed;
  return good === counted.length ? EXIT.ok : EXIT.partial;
};

/** OpenAI without an admin key is no source of a monitor; what its lists say is said by their rows. */
const sourcesIn = (session: Session, io: Io): Promise<Pick<Sources, 'sources'>> =>
  sourcesOf(session, io.env, () => true).catch(() => ({ sources: [] }));

/**
 * Asks each endpoint for one item, and says which answer; how the clocks of the providers differ from ours; and what a monitor
 * will show.
 */
export const checkCommand = async (
  io: Io,
  { format, sandbox, onInvalid = 'skip' }: CheckRequest,
): Promise<number> => {
  const client = { retry: { maxAttempts: 2, baseMs: 200 }, timeoutMs: 10_000 };
  const watches = new Map(PROVIDERS.map((provider) => [provider, new ClockWatch()] as const));
  const through = (provider: ProviderName, transport: Transport): Transport =>
    watches.get(provider)?.through(transport) ?? transport;
  return withSession(io, { sandbox, client, through }, async (session) => {
    const { sources } = await sourcesIn(session, io);
    const check: Check = { io, session, onInvalid, sources };
    const all = await Promise.all(PROVIDERS.map((provider) => checkProvider(check, provider)));
    const rows = all.flat();
    const asked = [...watches].filter(([name]) =>
      rows.some(({ provider, state }) => provider === name && state !== 'not set'),
    );
    const page = {
      rows,
      clocks: clockRows(new Map(asked.map(([name, watch]) => [name, watch.read()]))),
      panels: panelRows(sources, rows),
      sandbox: session.sandbox,
      paint: paintFor(io.stdout, io.env),
    };
    await sinkOf(io.stdout, io.signal).write(checkIn(format, page));
    return checkExit(rows);
  });
};
