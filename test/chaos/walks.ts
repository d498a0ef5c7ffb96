import { option as O } from 'fp-ts';
import { take, type Observable, type Subscription } from 'rxjs';
import type { Listing, Page, WalkEnd } from '../../src/walk/index.js';
import { lastingAt } from './faults.js';
import type { Scenario } from './scenario.js';
import type { Session, Thing } from './session.js';

/** What became of one walk. */
export interface Walk {
  readonly start: number;
  readonly ranks: number[];
  readonly pages: Page<Thing>[];
  readonly startedMs: number;
  /** Events before it began. */
  readonly eventsBefore: number;
  state: 'running' | 'complete' | 'error' | 'left';
  error: unknown;
  aborted: boolean;
  end: WalkEnd | undefined;
}

/** What a consumer hands back when it is through with what it got. */
interface Consumer {
  readonly walk: Walk;
  readonly promises: boolean;
  /** Leaves now, and takes its own timers along. */
  readonly leave: () => void;
}

const newWalk = ({ watch, server, clock, events }: Session, start: number): Walk => {
  watch.begin();
  server.begin();
  return {
    ...{ start, ranks: [], pages: [], startedMs: clock.elapsedMs, eventsBefore: events.length },
    ...{ state: 'running', error: undefined, aborted: false, end: undefined },
  };
};

const over = (session: Session, walk: Walk, state: Walk['state'], error?: unknown): void => {
  walk.state = state;
  walk.error = error;
  session.watch.left = true;
};

const takeIn = (walk: Walk, items: readonly Thing[]): void => {
  for (const { rank } of items) walk.ranks.push(rank);
};

const subscribe = <A>(
  session: Session,
  walk: Walk,
  source: Observable<A>,
  next: (value: A) => void,
  endsEarly: () => boolean = () => false,
): Subscription =>
  source.subscribe({
    next,
    error: (error: unknown) => {
      over(session, walk, 'error', error);
    },
    complete: () => {
      over(session, walk, endsEarly() ? 'left' : 'complete');
    },
  });

/** A plain subscriber to pages, up to so many of them. */
const readPages = (session: Session, listing: Listing<Thing>, start: number, most = Infinity): Consumer => {
  const walk = newWalk(session, start);
  session.watch.emitted = 0;
  const pages = most === Infinity ? listing.pages() : listing.pages().pipe(take(most));
  const reading = subscribe(
    session,
    walk,
    pages,
    (page) => {
      session.watch.emitted = walk.pages.push(page);
      takeIn(walk, page.items);
    },
    () => walk.pages.length >= most,
  );
  return { walk, promises: false, leave: () => reading.unsubscribe() };
};

const readItems = (session: Session, listing: Listing<Thing>, most = Infinity): Consumer => {
  const walk = newWalk(session, 0);
  const items = most === Infinity ? listing : listing.pipe(take(most));
  const reading = subscribe(
    session,
    walk,
    items,
    (item) => {
      takeIn(walk, [item]);
    },
    () => walk.ranks.length >= most,
  );
  return { walk, promises: false, leave: () => reading.unsubscribe() };
};

const pause = ({ clock }: Session, ms: number): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise((resolve) => clock.schedule(() => resolve(), ms));

/** Pages from the start whose items have all been handed out: a puller that asks for more is through with them. */
const consumedPages = ({ server }: Session, handedOut: number): number => {
  let page = 0;
  for (let sum = 0; ; page += 1) {
    const served = server.served.get(page);
    if (served === undefined) return page;
    sum += served.rows.length - (served.drifted === undefined ? 0 : 1);
    if (sum > handedOut) return page;
  }
};

/** A consumer that pulls, pauses after each value, and breaks off after so many. */
const iterate = <A>(
  session: Session,
  source: AsyncIterable<A>,
  pauseMs: number,
  most: number,
  takeValue: (walk: Walk, value: A) => void,
): Consumer => {
  const walk = newWalk(session, 0);
  const run = async (): Promise<void> => {
    let values = 0;
    for await (const value of source) {
      takeValue(walk, value);
      values += 1;
      if (values >= most) break;
      await pause(session, pauseMs);
    }
    over(session, walk, values >= most ? 'left' : 'complete');
  };
  run().catch((error: unknown) => {
    over(session, walk, 'error', error);
  });
  return { walk, promises: true, leave: () => undefined };
};

const iteratePages = (session: Session, listing: Listing<Thing>, pauseMs: number, most: number): Consumer => {
  const consumer = iterate(session, listing.pages(), pauseMs, most, (walk, page) => {
    walk.pages.push(page);
    takeIn(walk, page.items);
  });
  // The newest page in hand is not consumed before the next one is asked for.
  session.watch.consumed = () => consumer.walk.pages.length;
  return consumer;
};

const iterateItems = (session: Session, listing: Listing<Thing>, pauseMs: number, most: number): Consumer => {
  const consumer = iterate(session, listing, pauseMs, most, (walk, item) => {
    takeIn(walk, [item]);
  });
  session.watch.consumed = () => consumedPages(session, consumer.walk.ranks.length);
  return consumer;
};

/** Runs one consumer to its end, or to the time when it leaves. */
const run = async (session: Session, consumer: Consumer, leaveAtMs?: number): Promise<Walk> => {
  const { clock, scenario } = session;
  const { walk } = consumer;
  const leaving =
    leaveAtMs === undefined || walk.state !== 'running'
      ? undefined
      : clock.schedule(() => {
          if (walk.state !== 'running') return;
          over(session, walk, 'left');
          consumer.leave();
        }, leaveAtMs);
  const promises = consumer.promises || scenario.choices.credentialForm === 'promise';
  await clock.until(() => walk.state !== 'running', promises);
  leaving?.unsubscribe();
  const end = session.events.slice(walk.eventsBefore).find(({ type }) => type === 'end');
  walk.end = end?.type === 'end' ? end.reason : undefined;
  session.ended(walk);
  return walk;
};

const abortAt = async (session: Session, atMs: number): Promise<Walk> => {
  const controller = new AbortController();
  const client = session.client();
  const consumer = readPages(session, session.list(client, { signal: controller.signal }), 0);
  const { walk } = consumer;
  const aborting = session.clock.schedule(() => {
    if (walk.state !== 'running') return;
    walk.aborted = true;
    controller.abort(ABORTED);
  }, atMs);
  const done = await run(session, consumer);
  aborting.unsubscribe();
  return done;
};

/** What an aborting caller says. */
export const ABORTED = new Error('the caller has had enough');

const again = async (session: Session, count: number): Promise<Walk[]> => {
  const listing = session.list(session.client());
  const first = await run(session, readPages(session, listing, 0, count));
  return [first, await run(session, readPages(session, listing, 0))];
};

const resume = async (session: Session, count: number): Promise<Walk[]> => {
  const first = await run(session, readPages(session, session.list(session.client()), 0, count));
  const last = first.pages.at(-1);
  const token = O.toUndefined(last?.resume ?? O.none);
  if (last === undefined || token === undefined || leadsBack(session, last)) return [first];
  const stored = JSON.parse(JSON.stringify(token)) as string;
  const cut = last.end._tag === 'Some' && last.end.value === 'maxItems' && isCut(session, last);
  const start = cut ? last.index : last.index + 1;
  const listing = session.list(session.client(), { resume: stored });
  return [first, await run(session, readPages(session, listing, start))];
};

/** A token made of a cursor that leads back: a new process has not been there, and cannot know. */
const leadsBack = ({ scenario }: Session, { index }: Page<Thing>): boolean =>
  lastingAt(scenario, index)?.kind === 'repeatedCursor';

const isCut = ({ server }: Session, { index, items }: Page<Thing>): boolean => {
  const served = server.served.get(index);
  return served !== undefined && items.length < served.rows.length - (served.drifted === undefined ? 0 : 1);
};

/** Lets the consumer of a scenario do what it does; returns its walks. */
export const walksOf = async (session: Session, { behaviour }: Scenario): Promise<Walk[]> => {
  const { mode, count, leaveAtMs, pauseMs } = behaviour;
  const most = count <= 6 ? count : Infinity;
  const listing = (): Listing<Thing> => session.list(session.client());
  switch (mode) {
    case 'items':
      return [await run(session, readItems(session, listing()))];
    case 'pages':
      return [await run(session, readPages(session, listing(), 0))];
    case 'iterateItems':
      return [await run(session, iterateItems(session, listing(), pauseMs, most * 7))];
    case 'iteratePages':
      return [await run(session, iteratePages(session, listing(), pauseMs, most))];
    case 'takePages':
      return [await run(session, readPages(session, listing(), 0, count))];
    case 'takeItems':
      return [await run(session, readItems(session, listing(), count))];
    case 'leave':
      return [await run(session, readItems(session, listing()), leaveAtMs)];
    case 'again':
      return again(session, count);
    case 'resume':
      return resume(session, count);
    case 'abort':
      return [await abortAt(session, leaveAtMs)];
  }
};
