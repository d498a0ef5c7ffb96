import { catchError, defer, EMPTY, from, ignoreElements, map, merge, mergeMap, of } from 'rxjs';
import { repeat, Subject, switchMap, take, tap, timeout, timer, toArray } from 'rxjs';
import type { Observable, SchedulerLike } from 'rxjs';
import type { SourceLoader } from '../config.js';
import type { FeedEvent, Source } from '../feed.js';
import { REFUSED_MS } from './cadence.js';
import type { SourceList } from './come-and-go.js';
import { SourceBook } from './source-book.js';

/** How often names are asked for. */
export const NAMES_EVERY_MS = 10_000;
/** How soon they are asked for again after a failure. */
const RETRY_MS = 1_000;
/** A database that says nothing for so long is asked again. */
const SILENT_MS = 60_000;
const AT_A_TIME = 32;

interface LoadConfig {
  readonly everyMs: number;
  readonly refresh$: Observable<void>;
  readonly scheduler: SchedulerLike;
  /** Told what failed, each time. */
  readonly failed: (error: unknown) => void;
}

/** Asks a loader for names and sources, with patience. */
class Loading {
  readonly #book: SourceBook;
  /** Accounts whose credential was refused. */
  readonly #refused = new Subject<string>();
  readonly #waiting = new Set<string>();

  constructor(
    loader: SourceLoader,
    private readonly config: LoadConfig,
  ) {
    this.#book = new SourceBook(loader, () => () => undefined);
  }

  readonly lists$: Observable<SourceList> = defer(() => {
    const { everyMs, refresh$, scheduler, failed } = this.config;
    let nextMs = everyMs;
    this.#waiting.clear();
    const asked$ = this.#list().pipe(
      tap(() => (nextMs = everyMs)),
      catchError((error: unknown) => {
        nextMs = Math.min(RETRY_MS, everyMs);
        failed(error);
        return EMPTY;
      }),
    );
    return merge(
      this.#reload(),
      asked$.pipe(repeat({ delay: () => merge(timer(nextMs, scheduler), refresh$) })),
    );
  });

  readonly met = (event: FeedEvent): void => {
    if (event.type !== 'failed' || event.fault.state !== 'auth' || this.#waiting.has(event.source)) return;
    this.#waiting.add(event.source);
    this.#refused.next(event.source);
  };

  #list(): Observable<SourceList> {
    return this.#patient(() => this.#book.names()).pipe(
      map((names) => new Set(names)),
      tap((names) => this.#book.keep(names)),
      switchMap((names) =>
        from(names).pipe(
          mergeMap((name) => this.#find(name), AT_A_TIME),
          toArray(),
          map((found): SourceList => {
            const byName = new Map(found.map((source) => [source.name, source]));
            return { names, sources: [...names].flatMap((name) => byName.get(name) ?? []) };
          }),
        ),
      ),
    );
  }

  #patient<T>(answer: () => Promise<T>): Observable<T> {
    return defer(answer).pipe(timeout({ each: SILENT_MS, scheduler: this.config.scheduler }));
  }

  #find(name: string): Observable<Source> {
    return this.#patient(() => this.#book.find(name)).pipe(
      mergeMap((source) => (source === undefined ? EMPTY : of(source))),
      catchError((error: unknown) => {
        this.#book.forget(name);
        this.config.failed(error);
        return EMPTY;
      }),
    );
  }

  /** A credential that was refused is asked for again when it would be tried again, or when somebody wants to see. */
  #reload(): Observable<never> {
    const { refresh$, scheduler } = this.config;
    return this.#refused.pipe(
      mergeMap((name) =>
        merge(timer(REFUSED_MS, scheduler), refresh$).pipe(
          take(1),
          tap(() => {
            this.#waiting.delete(name);
            this.#book.forget(name);
          }),
        ),
      ),
      ignoreElements(),
    );
  }
}

/** Sources that come from elsewhere. */
interface LoadedSources {
  /** As they are now, and each time that they were asked for again. It never errors and never completes. */
  readonly lists$: Observable<SourceList>;
  /** Takes each event of them: a refused credential may be another one when it is asked again. */
  readonly met: (event: FeedEvent) => void;
}

/** Returns the sources of a loader. */
export const loadSources = (loader: SourceLoader, config: LoadConfig): LoadedSources =>
  new Loading(loader, config);
