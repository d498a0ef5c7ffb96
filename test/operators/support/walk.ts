import { option as O } from 'fp-ts';
import { Observable, of, Subject, Subscription, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { expandPages, type ExpandPagesConfig, type Pull } from '../../../operators/expandPages.js';

/** A page that says where it stands. */
export interface TestPage<P> {
  readonly at: P;
  readonly items: readonly string[];
  readonly next: O.Option<P>;
}

/** What a server answers at one position. */
interface Reply<P> {
  /** Absent: the last page. */
  readonly next?: P;
  readonly items?: readonly string[];
  /** Milliseconds until the answer; absent: it comes synchronously. */
  readonly after?: number;
  /** Text of the error that comes instead of a page. */
  readonly fails?: string;
}

export type Server<P> = (position: P) => Reply<P>;

/** What the functions of a config can use. */
interface Lab {
  readonly scheduler: TestScheduler;
  readonly consumed: Subject<unknown>;
  /** Adds a line to the trace. */
  readonly say: (text: string) => void;
}

export interface WalkCase<P> {
  readonly server: Server<P>;
  readonly first?: readonly P[];
  readonly config?: (lab: Lab) => ExpandPagesConfig<P, TestPage<P>>;
  /** The consumer unsubscribes inside `next`, at this many pages. */
  readonly leaveAfter?: number;
  /** The consumer unsubscribes at this time, in milliseconds. */
  readonly leaveAt?: number;
  /** Milliseconds from the arrival of a page to its consumption; 0: inside `next`. Absent: nothing is ever consumed. */
  readonly consumeAfter?: (nth: number) => number;
}

/** Everything that can be seen of a walk from outside. */
interface WalkTrace<P> {
  /** In order, each with its time in milliseconds: ask, abort, page, leave, complete, error, and what a config says. */
  readonly lines: readonly string[];
  readonly pages: readonly P[];
  readonly asked: readonly P[];
  readonly aborted: readonly P[];
  /** The largest number of pages requested and not yet consumed. */
  readonly mostOutstanding: number;
  /** How the walk ended: `complete`, `leave`, `error …`, or nothing when it hangs. */
  readonly end: string;
  /** When the last line was written, and when the scheduler had nothing left to do, in milliseconds. */
  readonly lastLineAt: number;
  readonly idleAt: number;
}

export const pageOf = <P>(at: P, { next, items = [String(at)] }: Reply<P>): TestPage<P> => ({
  at,
  items,
  next: O.fromNullable(next),
});

/** Returns a server of so many pages, numbered from 0; whoever asks past the end gets an error. */
export const numbered =
  (length: number, after?: (position: number) => number): Server<number> =>
  (position) => ({
    ...(position + 1 < length ? { next: position + 1 } : {}),
    ...(position < length ? {} : { fails: `past the end: ${String(position)}` }),
    ...(after === undefined ? {} : { after: after(position) }),
  });

/** Returns the positions after the next one, without end. */
export const onwards = function* (_page: unknown, position: number): Generator<number, void> {
  for (let ahead = position + 2; ; ahead += 1) yield ahead;
};

/** Returns a request that tells when it is asked for, and when it is aborted. */
const requestTo = <P>(
  position: P,
  { fails, after, ...reply }: Reply<P>,
  { ask, abort }: { readonly ask: () => void; readonly abort: () => void },
  scheduler: TestScheduler,
): Observable<TestPage<P>> =>
  new Observable((subscriber) => {
    let open = true;
    subscriber.add(() => {
      if (open) abort();
    });
    ask();
    subscriber.add(
      (after === undefined ? of(0) : timer(after, scheduler)).subscribe(() => {
        open = false;
        if (fails !== undefined) {
          subscriber.error(new Error(fails));
          return;
        }
        subscriber.next(pageOf(position, reply));
        subscriber.complete();
      }),
    );
  });

/** Walks once, in virtual time, and returns what could be seen. */
export const walkCase = <P>(spec: WalkCase<P>): WalkTrace<P> => {
  const {
    server,
    first = [0 as P],
    config = () => ({}),
    leaveAfter = Infinity,
    leaveAt,
    consumeAfter,
  } = spec;
  const scheduler = new TestScheduler(() => undefined);
  const lines: string[] = [];
  const pages: P[] = [];
  const asked: P[] = [];
  const aborted: P[] = [];
  let outstanding = 0;
  let mostOutstanding = 0;
  let end = '';
  let lastLineAt = 0;

  const say = (text: string): void => {
    lastLineAt = scheduler.now();
    lines.push(`${String(lastLineAt)} ${text}`);
  };
  /** What the consumer itself has under way. */
  const chores = new Subscription();
  const finish = (how: string): void => {
    end = how;
    say(how);
    chores.unsubscribe();
  };
  const consumed = new Subject<unknown>();
  const consume = (): void => {
    outstanding -= 1;
    consumed.next(undefined);
  };
  const fetchPage = (position: P): Observable<TestPage<P>> => {
    const ask = (): void => {
      asked.push(position);
      outstanding += 1;
      mostOutstanding = Math.max(mostOutstanding, outstanding);
      say(`ask ${String(position)}`);
    };
    const abort = (): void => {
      aborted.push(position);
      say(`abort ${String(position)}`);
    };
    return requestTo(position, server(position), { ask, abort }, scheduler);
  };

  scheduler.run(() => {
    const visit = new Subscription();
    const leave = (): void => {
      finish('leave');
      visit.unsubscribe();
    };
    const onPage = ({ at }: TestPage<P>): void => {
      pages.push(at);
      say(`page ${String(at)}`);
      const wait = consumeAfter?.(pages.length - 1);
      if (wait === 0) consume();
      else if (wait !== undefined) chores.add(timer(wait, scheduler).subscribe(consume));
      if (pages.length === leaveAfter) leave();
    };
    const positions = new Observable<P>((subscriber) => {
      for (const position of first) subscriber.next(position);
      subscriber.complete();
    });
    if (leaveAt !== undefined) chores.add(timer(leaveAt, scheduler).subscribe(leave));
    // The subscriber is added before it is used, so that it can be left while it is still being subscribed.
    const walk = positions.pipe(expandPages(fetchPage, config({ scheduler, consumed, say })));
    visit.add(
      leavable(walk, visit).subscribe({
        next: onPage,
        error: (error: unknown) => finish(`error ${error instanceof Error ? error.message : String(error)}`),
        complete: () => finish('complete'),
      }),
    );
  });
  return { lines, pages, asked, aborted, mostOutstanding, end, lastLineAt, idleAt: scheduler.now() };
};

/** Returns the source, unsubscribed with `visit` even while it is still being subscribed. */
const leavable = <A>(source: Observable<A>, visit: Subscription): Observable<A> =>
  new Observable<A>((subscriber) => {
    visit.add(subscriber);
    source.subscribe(subscriber);
  });

/** Returns the pull of a lab. */
export const pullOf = ({ consumed }: Lab, prefetch: number): Pull => ({ consumed, prefetch });
