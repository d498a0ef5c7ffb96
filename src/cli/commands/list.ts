import { option as O } from 'fp-ts';
import type { ListOptions, Page } from '../../endpoint/index.js';
import { ConfigError } from '../../http/errors.js';
import { anySet, variablesFor } from '../accounts.js';
import type { CatalogEntry } from '../catalog/entry.js';
import { findEntry } from '../catalog/find.js';
import { EXIT, UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { paintFor } from '../output/paint.js';
import { progressOn } from '../output/progress.js';
import { sinkOf } from '../output/sink.js';
import type { Format } from '../output/formats.js';
import { writerFor } from '../output/writers.js';
import { fixedTimes, paramsFrom } from '../params.js';
import { messageOf } from '../reason.js';
import { withSession, type Session } from '../session.js';

/** What `headwater list` was asked for. */
export interface ListRequest extends Pick<
  ListOptions,
  'maxItems' | 'maxPages' | 'pageSize' | 'concurrency' | 'resume'
> {
  readonly endpoint: string;
  readonly param: readonly string[];
  readonly format: Format;
  readonly sandbox: boolean;
}

/** How far a walk came. */
interface Walked {
  readonly items: number;
  readonly last: Page<unknown, unknown> | undefined;
  /** The parameters that say a relative time, with the time that they meant. */
  readonly fixed: readonly string[];
}

/** The arguments that go on after the last page: a token is good for the parameters that it was made with. */
const resumeArgs = ({ last, fixed }: Walked): string | undefined => {
  const token = last === undefined ? undefined : O.toUndefined(last.resume);
  if (token === undefined) return undefined;
  return [...fixed.map((pair) => `--param ${pair}`), `--resume ${token}`].join(' ');
};

const NO_CAP = { maxItems: undefined, maxPages: undefined, pageSize: undefined, concurrency: undefined };

const optionsOf = (request: ListRequest, signal: AbortSignal): ListOptions => {
  const { maxItems, maxPages, pageSize, concurrency, resume } = { ...NO_CAP, ...request };
  return { maxItems, maxPages, pageSize, concurrency, resume, signal };
};

const capNote = (walked: Walked): string | undefined => {
  const { last } = walked;
  const end = last === undefined ? undefined : O.toUndefined(last.end);
  if (last === undefined || end === undefined || end === 'complete') return undefined;
  const cap = end === 'maxItems' ? '--max-items' : '--max-pages';
  const args = resumeArgs(walked);
  return args === undefined
    ? `stopped at ${cap}; there may be more`
    : `stopped at ${cap}; to go on: ${args}${end === 'maxItems' ? ' (gives the page it stopped in again)' : ''}`;
};

/** A table that is piped is read by people, too: this wide. */
const PIPE_WIDTH = 120;

const failureNote = (error: unknown, walked: Walked): string => {
  const args = resumeArgs(walked);
  return messageOf(error) + (args === undefined ? '' : `\nheadwater: to go on from there: ${args}`);
};

const walk = async (io: Io, session: Session, entry: CatalogEntry, request: ListRequest): Promise<number> => {
  const { provider, id: endpoint } = entry;
  const { sandbox } = session;
  const width = io.stdout.columns ?? PIPE_WIDTH;
  const writer = writerFor(request.format, {
    provider,
    endpoint,
    sandbox,
    paint: paintFor(io.stdout, io.env),
    width,
  });
  const sink = sinkOf(io.stdout, io.signal);
  const progress = progressOn(io.stderr, endpoint);
  const tell = (note: string | undefined): void => {
    progress.clear();
    if (note !== undefined) io.stderr.write(`headwater: ${note}\n`);
  };
  const now = session.now();
  let walked: Walked = { items: 0, last: undefined, fixed: [] };
  try {
    const params = paramsFrom(entry.params, request.param, now);
    walked = { ...walked, fixed: fixedTimes(entry.params, request.param, now) };
    for await (const page of entry.list(session.clients, params, optionsOf(request, io.signal)).pages()) {
      progress.clear();
      await sink.write(writer.page(page.items.map((item) => entry.encode(item))));
      walked = { ...walked, items: walked.items + page.items.length, last: page };
      progress.update(walked.items, O.toUndefined(page.total));
    }
  } catch (error) {
    progress.clear();
    if (io.signal.aborted || error instanceof UsageError || error instanceof ConfigError) throw error;
    tell(failureNote(error, walked));
    return walked.items > 0 ? EXIT.partial : EXIT.failed;
  }
  progress.clear();
  await sink.write(writer.end());
  tell(writer.note());
  tell(capNote(walked));
  return EXIT.ok;
};

/** Prints one list. */
export const listCommand = async (io: Io, request: ListRequest): Promise<number> => {
  const entry = await findEntry(request.endpoint);
  const options = { sandbox: request.sandbox, only: entry.provider };
  return withSession(io, options, (session) => {
    const needed = variablesFor(entry.provider, entry.credential);
    if (!session.sandbox && !anySet(io.env, needed)) {
      throw new UsageError(`${entry.id} needs ${needed.join(' or ')}, which is not set.`);
    }
    return walk(io, session, entry, request);
  });
};
