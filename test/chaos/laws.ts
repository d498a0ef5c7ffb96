import { DecodeError, HeadwaterError, PagingError, TimeoutError } from '../../src/http/errors.js';
import { canariesIn, printed } from './canaries.js';
import { errorsOf, TRANSIENT } from './faults.js';
import type { Fault, Scenario } from './scenario.js';
import type { Entry } from './server.js';
import { WINDOW, type Session } from './session.js';
import { ABORTED, type Walk } from './walks.js';
import { BEHIND } from './world.js';

/** Something that must never happen has happened. */
export class LawBroken extends Error {
  override readonly name = 'LawBroken';

  constructor(
    readonly law: 'lost' | 'repeated' | 'error' | 'requests' | 'secret' | 'left over' | 'end',
    what: string,
  ) {
    super(`${law}: ${what}`);
  }
}

/** The name of an error together with what tells it from its siblings. */
export const labelOf = (error: unknown): string => {
  if (error instanceof PagingError) return `PagingError ${error.code}`;
  if (error instanceof DecodeError) return `DecodeError ${error.part}`;
  if (error instanceof TimeoutError) return `TimeoutError ${error.code}`;
  return error instanceof HeadwaterError ? error.name : `foreign ${String(error)}`;
};

const isLasting = ({ kind }: Fault): boolean => !(TRANSIENT as readonly string[]).includes(kind);

/** Whether a fault can end a walk, as the caller has set it up. */
const canEnd = ({ choices }: Scenario, fault: Fault): boolean => {
  if (fault.kind === 'drift') return choices.onInvalid === 'fail';
  if (fault.kind === 'empty') return fault.times > (choices.maxEmptyPages ?? 1000);
  return isLasting(fault) || fault.times >= choices.maxAttempts || choices.budget < 500;
};

/** Whether a fault would end the walk at this page, counted as the error counts. */
const standsAt = ({ choices }: Scenario, { kind, page }: Fault, at: number): boolean =>
  kind === 'empty' ? page + (choices.maxEmptyPages ?? 1000) === at : page === at;

/** Faults of the way on from a page: the page itself was in order, and was delivered. */
const ON_THE_WAY_ON = new Set([
  'PagingError paging-loop',
  'PagingError paging-missing-cursor',
  'PagingError paging-foreign-link',
  'PagingError paging-credential',
]);

const causesOf = ({ server, scenario }: Session, label: string, at: number): readonly Fault[] =>
  scenario.faults.filter(
    (fault) =>
      standsAt(scenario, fault, at) &&
      server.injected.has(fault.kind) &&
      errorsOf(fault.kind).includes(label) &&
      canEnd(scenario, fault),
  );

/** Whether all the pages up to this one that the caller would still put up with were empty, each with a next one. */
const onlyEmpty = ({ server, scenario }: Session, at: number): boolean => {
  const { maxEmptyPages = 1000 } = scenario.choices;
  return Array.from({ length: maxEmptyPages + 1 }, (_, back) => server.served.get(at - back)).every(
    (served) => served?.rows.length === 0 && served.goesOn,
  );
};

/** Rows of the pages from the walk's start on, as served in turn, without those that could not be decoded. */
const rowsInTurn = ({ server }: Session, start: number, last = Infinity): readonly number[] => {
  const rows: number[] = [];
  for (let page = start; page <= last; page += 1) {
    const served = server.served.get(page);
    if (served === undefined) break;
    rows.push(...served.rows.filter((row) => row !== served.drifted));
    if (!served.goesOn) break;
  }
  return rows;
};

const inOrderOnce = ({ ranks }: Walk): void => {
  const bad = ranks.findIndex((rank, index) => index > 0 && rank <= (ranks[index - 1] ?? 0));
  if (bad > 0) throw new LawBroken('repeated', `row ${String(ranks[bad])} after ${String(ranks[bad - 1])}`);
};

const isPrefix = (ranks: readonly number[], rows: readonly number[]): boolean =>
  ranks.length <= rows.length && ranks.every((rank, index) => rank === rows[index]);

const arrivedInTurn = (session: Session, walk: Walk): void => {
  const rows = rowsInTurn(session, walk.start);
  if (isPrefix(walk.ranks, rows)) return;
  throw new LawBroken('lost', `got ${String(walk.ranks)}, served ${String(rows)}`);
};

const driftedRows = ({ server }: Session): ReadonlySet<number | undefined> =>
  new Set([...server.served.values()].map(({ drifted }) => drifted));

/** Only a walk that says that it has holes may have any, and only where the server made them. */
const everythingCame = (session: Session, { ranks, start, end }: Walk): void => {
  const { server, scenario } = session;
  const got = new Set(ranks);
  const drifted = driftedRows(session);
  const mayMiss = end === 'partial' && scenario.choices.onInvalid !== 'fail';
  const from = start === 0 ? 0 : Math.min(...(server.served.get(start)?.rows ?? [Infinity]));
  for (const row of server.world.stable) {
    if (row < from || got.has(row) || (drifted.has(row) && mayMiss)) continue;
    throw new LawBroken('lost', `row ${String(row)} is missing of ${String(ranks)}`);
  }
};

const completedRightly = (session: Session, walk: Walk): void => {
  const { maxItems = Infinity, maxPages = Infinity } = session.scenario.choices;
  switch (walk.end) {
    case 'complete':
      everythingCame(session, walk);
      return;
    case 'partial':
      if ([...driftedRows(session)].every((row) => row === undefined)) break;
      everythingCame(session, walk);
      return;
    case 'maxItems':
      if (walk.ranks.length === maxItems) return;
      break;
    case 'maxPages': {
      const rows = rowsInTurn(session, walk.start, walk.start + maxPages - 1);
      if (maxPages < Infinity && rows.length === walk.ranks.length) return;
      break;
    }
    case undefined:
  }
  throw new LawBroken('end', `${String(walk.end)} after ${String(walk.ranks.length)} items`);
};

const deadlinePassed = ({ clock, scenario }: Session, { startedMs }: Walk): boolean =>
  clock.elapsedMs - startedMs >= (scenario.choices.deadlineMs ?? Infinity);

/** Whether an earlier walk of this client was told to wait for long: nothing is sent into that wait. */
const waitsOn = ({ server }: Session, error: unknown): boolean =>
  server.injected.has('longWait') &&
  error instanceof HeadwaterError &&
  `${error.message} ${String(error.cause)}`.includes(
    'nothing was sent: the server asked this client to wait',
  );

const failedRightly = (session: Session, walk: Walk): void => {
  const { error } = walk;
  const label = labelOf(error);
  if (error === ABORTED && walk.aborted) return;
  if (label === 'TimeoutError timeout-deadline' && deadlinePassed(session, walk)) return;
  const at = error instanceof HeadwaterError ? error.pageIndex : undefined;
  const causes = at === undefined ? [] : causesOf(session, label, at);
  const tired =
    label === 'PagingError paging-too-many-empty-pages' && at !== undefined && onlyEmpty(session, at);
  if (at === undefined || (causes.length === 0 && !tired && !waitsOn(session, error))) {
    throw new LawBroken(
      'error',
      `${label} at page ${String(at)}, without a fault that fits: ${String(error)}`,
    );
  }
  // Every page before the error was delivered, and so was the page whose way on is the error.
  const last = ON_THE_WAY_ON.has(label) ? at : at - 1;
  const rows = last < walk.start ? [] : rowsInTurn(session, walk.start, last);
  if (rows.length !== walk.ranks.length) {
    throw new LawBroken(
      'lost',
      `${label} at page ${String(at)} after ${String(walk.ranks)}, served ${String(rows)}`,
    );
  }
  const attempts = session.server.log.filter(
    ({ walk: each, page }) => each === session.server.walk && page === at,
  ).length;
  if (
    causes.length > 0 &&
    !causes.some(isLasting) &&
    session.scenario.choices.budget === 500 &&
    attempts !== session.scenario.choices.maxAttempts
  ) {
    throw new LawBroken('requests', `gave up page ${String(at)} after ${String(attempts)} attempts`);
  }
};

/** Holds one walk, right after its end, against what the server served. */
export const checkWalk = (session: Session, walk: Walk): void => {
  inOrderOnce(walk);
  arrivedInTurn(session, walk);
  const first = walk.pages[0];
  if (first !== undefined && first.index !== walk.start)
    throw new LawBroken('end', `starts at ${String(first.index)}`);
  if (walk.state === 'complete') completedRightly(session, walk);
  if (walk.state === 'error') failedRightly(session, walk);
};

const attemptsPerPage = ({ server, scenario }: Session): void => {
  const attempts = new Map<string, number>();
  // What runs ahead behind the data may be dropped and asked anew, see where it is counted as such.
  const log = server.log.filter(({ page }) => page < BEHIND);
  for (const { walk, page } of log) {
    const key = `${String(walk)}/${String(page)}`;
    attempts.set(key, (attempts.get(key) ?? 0) + 1);
  }
  const { maxAttempts, budget } = scenario.choices;
  const most = Math.max(0, ...attempts.values());
  if (most > maxAttempts) throw new LawBroken('requests', `${String(most)} attempts at one page`);
  const retries = log.length - attempts.size;
  // A retry costs 5 tokens, and a success gives back at most 10.
  if (retries * 5 > server.client * budget + attempts.size * 10) {
    throw new LawBroken('requests', `${String(retries)} retries on a budget of ${String(budget)}`);
  }
};

const waitsKept = ({ server, scenario }: Session): void => {
  for (const { client, walk, page, all, fromMs, untilMs } of server.waits) {
    const concerns = (each: Entry): boolean =>
      (each.walk === walk && each.page === page) ||
      (all && each.client === client && scenario.choices.limiter !== 'none');
    const early = server.log.find((each) => concerns(each) && each.atMs > fromMs && each.atMs < untilMs);
    if (early === undefined) continue;
    throw new LawBroken('requests', `at ${String(early.atMs)}, within a wait until ${String(untilMs)}`);
  }
};

const windowKept = ({ server, scenario }: Session): void => {
  if (scenario.choices.limiter !== 'windows') return;
  for (const [index, { atMs, client }] of server.log.entries()) {
    const within = server.log
      .slice(index)
      .filter((each) => each.client === client && each.atMs < atMs + WINDOW.perMs);
    if (within.length > WINDOW.limit)
      throw new LawBroken('requests', `${String(within.length)} requests in a window`);
  }
};

const tokensIn = (walks: readonly Walk[]): readonly string[] =>
  walks.flatMap(({ pages }) =>
    pages.flatMap(({ resume }) =>
      resume._tag === 'Some' ? [atob(resume.value.slice(4).replaceAll('-', '+').replaceAll('_', '/'))] : [],
    ),
  );

/** Everything of a run that could end up in a log or a file, as text. */
export const tracesOf = ({ events }: Session, walks: readonly Walk[]): readonly string[] => [
  JSON.stringify(events),
  ...tokensIn(walks),
  JSON.stringify(walks.map(({ pages }) => pages)),
  ...walks.flatMap(({ pages }) => [pages[0], pages.at(-1)].map(printed)),
  ...walks.flatMap(({ pages }) => pages.flatMap(({ invalid }) => invalid.map(printed))),
  ...walks.map(({ error }) => printed(error)),
];

const noSecrets = (session: Session, walks: readonly Walk[]): void => {
  for (const trace of tracesOf(session, walks)) {
    const [canary] = canariesIn(trace);
    if (canary === undefined) continue;
    const at = trace.indexOf(canary);
    throw new LawBroken('secret', `${canary} in …${trace.slice(Math.max(0, at - 160), at + 60)}`);
  }
  const { offOrigin } = session.server;
  if (offOrigin > 0) throw new LawBroken('secret', `${String(offOrigin)} requests to another origin`);
};

/** Holds a whole run, once it is over, against the laws that span its walks. */
export const checkRun = (session: Session, walks: readonly Walk[]): void => {
  const { watch, clock, server } = session;
  const [broken] = watch.broken;
  if (broken !== undefined) throw new LawBroken('requests', broken);
  attemptsPerPage(session);
  waitsKept(session);
  windowKept(session);
  if (clock.pending > 0) throw new LawBroken('left over', `${String(clock.pending)} timers`);
  if (server.open > 0) throw new LawBroken('left over', `${String(server.open)} open responses`);
  noSecrets(session, walks);
};
