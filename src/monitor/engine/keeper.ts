import {
  asyncScheduler,
  BehaviorSubject,
  catchError,
  concat,
  concatMap,
  defer,
  EMPTY,
  filter,
  from,
  ignoreElements,
  map,
  of,
  retry,
  Subject,
  take,
  throwError,
  timer,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import type { ChangeDraft, ChangeLog } from '../changes/log.js';
import type { BaselineLine, Journal, JournalEntry, Saved } from '../journal.js';
import type { ChangeEvent } from '../shapes.js';

const RETRY_MS = 1_000;
/** What cannot be read now may well be in a moment. */
const LOAD_ATTEMPTS = 4;
/** A journal that stays away must not keep a process alive that has closed its monitor. */
const LAST_ATTEMPTS = 4;

const LOST =
  'The journal cannot be read, and nothing is written to it: what changed since it was written is not known. Mend it or move it away, and start again.';

/** Parts that an entry is made of beside the changes. */
export type EntryParts = Omit<JournalEntry, 'seq' | 'at' | 'changes'>;

/** One thing to be written, in its turn. */
type Task =
  | { readonly type: 'append'; readonly entry: JournalEntry; readonly events: readonly ChangeEvent[] }
  | { readonly type: 'save'; readonly baseline: () => Iterable<BaselineLine> };

/**
 * Tells changes, and where there is a journal, only once they are safe in it. A journal that fails is tried again, and
 * what is to be emitted waits for it.
 */
export class Keeper {
  readonly #tasks = new Subject<Task>();
  readonly #loaded: BehaviorSubject<boolean>;
  #isOpen = false;
  #journal: Journal | undefined;
  #isLost = false;
  #waiting: ChangeEvent[] = [];
  seq = 0;
  /** How often a write may still be tried again. */
  #retries = Infinity;
  /** Emits once, when the journal has been read, or at once where there is none: before, the log of an earlier run is not known. */
  readonly loaded$: Observable<boolean>;

  constructor(
    private readonly log: ChangeLog,
    journal: Journal | undefined,
    private readonly scheduler: SchedulerLike = asyncScheduler,
  ) {
    this.#journal = journal;
    this.#loaded = new BehaviorSubject(journal === undefined);
    this.loaded$ = this.#loaded.pipe(filter(Boolean), take(1));
  }

  get isKept(): boolean {
    return this.#journal !== undefined;
  }

  /** Changes that have a place in the log, and are not safe yet. */
  get waiting(): readonly ChangeEvent[] {
    return this.#waiting;
  }

  /** What the journal kept; nothing where there is none, or where it cannot be read. It is read to its end before any of it counts. */
  load(): Observable<Saved | undefined> {
    const journal = this.#journal;
    if (journal === undefined) return of(undefined);
    return defer(() => from(journal.load())).pipe(
      map(({ baseline, entries }) => ({
        baseline: baseline === undefined ? undefined : [...baseline],
        entries: [...entries],
      })),
      retry({ count: LOAD_ATTEMPTS - 1, delay: () => timer(RETRY_MS, this.scheduler) }),
      catchError(() => {
        this.abandon();
        return of(undefined);
      }),
    );
  }

  /** The journal cannot be read. It is left as it is: what is in it must not be written over. */
  abandon(): void {
    this.#journal = undefined;
    this.#isLost = true;
  }

  /** Begins to write, and lets those go on who wait for the log. */
  open(at: string): void {
    if (this.#isOpen) return;
    this.#isOpen = true;
    if (this.#journal !== undefined)
      this.#tasks.pipe(concatMap((task) => this.#run(task))).subscribe({ error: () => undefined });
    this.#loaded.next(true);
    if (this.#isLost) this.log.tell(this.log.place([{ at, kind: 'gap', fields: ['journal'], text: LOST }]));
  }

  #run(task: Task): Observable<never> {
    const journal = this.#journal;
    if (journal === undefined) return EMPTY;
    const write = defer(() =>
      task.type === 'append' ? from(journal.append([task.entry])) : from(journal.save(task.baseline())),
    );
    return concat(
      write.pipe(ignoreElements(), retry({ delay: (error) => this.#wait(error) })),
      task.type === 'append' ? this.#tell(task.events) : EMPTY,
    );
  }

  #wait(error: unknown): Observable<unknown> {
    this.#retries -= 1;
    return this.#retries < 0 ? throwError(() => error) : timer(RETRY_MS, this.scheduler);
  }

  #tell(events: readonly ChangeEvent[]): Observable<never> {
    return defer(() => {
      const emitted = new Set(events);
      this.#waiting = this.#waiting.filter((event) => !emitted.has(event));
      this.log.tell(events);
      return EMPTY;
    });
  }

  /** Gives changes their place, and emits them when they are safe. */
  commit(drafts: readonly ChangeDraft[], parts: EntryParts | undefined, at: string): void {
    const events = this.log.place(drafts);
    if (this.#journal === undefined) {
      if (events.length > 0) this.log.tell(events);
      return;
    }
    if (events.length === 0 && parts === undefined) return;
    this.seq += 1;
    this.#waiting.push(...events);
    const changes = events.length === 0 ? {} : { changes: events };
    this.#tasks.next({ type: 'append', entry: { seq: this.seq, at, ...changes, ...parts }, events });
  }

  /** Keeps everything, after what is being written. */
  save(baseline: () => Iterable<BaselineLine>): void {
    this.#tasks.next({ type: 'save', baseline });
  }

  /** What is not written yet is tried a few times more; then it is given up: the next run finds what changed by reading its lists. */
  close(): void {
    this.#retries = LAST_ATTEMPTS - 1;
    this.#tasks.complete();
  }
}
