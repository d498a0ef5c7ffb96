import { option as O } from 'fp-ts';
import type { ListOptions, Page } from '../../walk/index.js';
import { ConfigError } from '../../http/errors.js';
import { anySet, variablesFor } from '../accounts.js';
import type { CatalogEntry, EntryOptions } from '../catalog/entry.js';
import { findEntry } from '../catalog/find.js';
import { EXIT, UsageError } from '../exit.js';
import type { Io } from '../io.js';
import { failureOf, isOddItem, LeftOut, policyOf, type OnInvalid } from '../left-out.js';
import { maskIn } from '../masked.js';
import { paintFor } from '../output/paint.js';
import { progressOn } from '../output/progress.js';
import { sinkOf } from '../output/sink.js';
import type { Format } from '../output/formats.js';
import { writerFor } from '../output/writers.js';
import { fixedTimes, paramsFrom } from '../params.js';
import { FailedParts } from '../parts.js';
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
  /** Default: what decodes is printed, and the list fails at its end. */
  readonly onInvalid?: OnInvalid | undefined;
}

/** How far a walk came. */
interface Walked {
  readonly items: number;
  readonly last: Page<unknown, unknown> | undefined;
  /** The parameters that say a relative time, with the time that they meant. */
  readonly fixed: readonly string[];
  readonly leftOut: LeftOut;
  readonly failed: FailedParts;
}

/** The arguments that go on after the last page: a token is good for the parameters that it was made with. */
const resumeArgs = ({ last, fixed }: Walked): string | undefined => {
  const token = last === undefined ? undefined : O.toUndefined(last.resume);
  if (token === undefined) return undefined;
  return [...fixed.map((pair) => `--param ${pair}`), `--resume ${token}`].join(' ');
};

const NO_CAP = { maxItems: undefined, maxPages: undefined, pageSize: undefined, concurrency: undefined };

const optionsOf = (request: ListRequest, signal: AbortSignal, { note }: FailedParts): EntryOptions => {
  const { maxItems, maxPages, pageSize, concurrency, resume, onInvalid = 'skip' } = { ...NO_CAP, ...request };
  const caps = { maxItems, maxPages, pageSize, concurrency };
  return { ...caps, resume, signal, onInvalid: policyOf(onInvalid), onPartError: note };
};

const capNote = (walked: Walked): string | undefined => {
  const { last } = walked;
  const end = last === undefined ? undefined : O.toUndefined(last.end);
  if (last === undefined || (end !== 'maxItems' && end !== 'maxPages')) return undefined;
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
  if (args === undefined) return failureOf(error);
  // The page of an odd item comes first when the walk is gone on with: only without the item there is a way past it.
  const past = isOddItem(error) ? ' --on-invalid skip' : '';
  return `${failureOf(error)}\nto go on from there: ${args}${past}`;
};

const NOT_WHOLE =
  'the list is not whole: --on-invalid skip takes it as it is, --on-invalid fail stops at the first such item';

/** A list that lacks items has failed unless the caller said that it may lack some. */
const failsAtEnd = ({ leftOut }: Walked, { onInvalid }: ListRequest): boolean =>
  onInvalid === undefined && leftOut.count > 0;

/** Everything came, or it is said what did not. */
const exitOf = ({ leftOut, failed }: Walked): number =>
  leftOut.count + failed.count === 0 ? EXIT.ok : EXIT.partial;

const exitOfFailed = ({ items }: Walked): number => (items > 0 ? EXIT.partial : EXIT.failed);

/** Says what is missing from what was printed. */
const tellAll = ({ leftOut, failed }: Walked, tell: (note: string | undefined) => void): void => {
  for (const line of failed.lines()) tell(line);
  tell(leftOut.text());
};

/** Where the items of a list go, and what is said beside them. */
const outputFor = (io: Io, { sandbox }: Session, { provider, id }: CatalogEntry, format: Format) => {
  const paint = paintFor(io.stdout, io.env);
  const width = io.stdout.columns ?? PIPE_WIDTH;
  const progress = progressOn(io.stderr, id);
  return {
    writer: writerFor(format, { provider, endpoint: id, sandbox, paint, width }),
    sink: sinkOf(io.stdout, io.signal),
    progress,
    tell: (note: string | undefined): void => {
      progress.clear();
      for (const line of note?.split('\n') ?? []) io.stderr.write(`headwater: ${line}\n`);
    },
  };
};

const walk = async (io: Io, session: Session, entry: CatalogEntry, request: ListRequest): Promise<number> => {
  const { writer, sink, progress, tell } = outputFor(io, session, entry, request.format);
  // Before a cell is cut: half a credential would be left.
  const mask = maskIn(io.env);
  const now = session.now();
  const leftOut = new LeftOut();
  const failed = new FailedParts();
  let walked: Walked = { items: 0, last: undefined, fixed: [], leftOut, failed };
  try {
    const params = paramsFrom(entry.params, request.param, now);
    walked = { ...walked, fixed: fixedTimes(entry.params, request.param, now) };
    const options = optionsOf(request, io.signal, failed);
    for await (const page of entry.list(session.clients, params, options).pages()) {
      progress.clear();
      leftOut.note(page);
      await sink.write(writer.page(page.items.map((item) => mask(entry.encode(item)))));
      walked = { ...walked, items: walked.items + page.items.length, last: page };
      progress.update(walked.items, O.toUndefined(page.total));
    }
  } catch (error) {
    progress.clear();
    if (io.signal.aborted || error instanceof UsageError || error instanceof ConfigError) throw error;
    tellAll(walked, tell);
    tell(failureNote(error, walked));
    return exitOfFailed(walked);
  }
  progress.clear();
  const isFailed = failsAtEnd(walked, request);
  // A JSON array stays open, so that half a list does not pass for a whole one.
  if (!isFailed) await sink.write(writer.end());
  tell(writer.note());
  tellAll(walked, tell);
  if (isFailed) tell(NOT_WHOLE);
  tell(capNote(walked));
  return isFailed ? exitOfFailed(walked) : exitOf(walked);
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
