import { either as E } from 'fp-ts';
import {
  defaultIfEmpty,
  defer,
  EMPTY,
  from,
  ignoreElements,
  mergeMap,
  take,
  tap,
  type Observable,
  type ObservableInput,
} from 'rxjs';
import type { Pull } from '../../operators/expandPages.js';
import { ConfigError } from '../http/errors.js';
import { completed, type Step, type StepsFrom } from './source.js';
import {
  readCheckpoint,
  type Checkpoint,
  type CheckpointStore,
  type FanOutPlace,
  type ListPlace,
} from './store.js';
import { freshItems } from '../walk/fresh-items.js';
import { createStoredWindow, type StoredWindow } from './window.js';
import { handOver } from './hand-over.js';
import type { Page } from '../endpoint/page.js';

/** How a walk with checkpoints behaves, whatever it walks. */
export interface CheckpointOptions<A, Env> {
  /** Names the checkpoint in the store. One walk at a time may use a key. */
  readonly key: string;
  /** Awaited after the consumer took the page and before its checkpoint is saved. Its error ends the walk. Default: none. */
  readonly taken?: ((page: Page<A, Env>) => ObservableInput<unknown>) | undefined;
  /**
   * Identity of an item: one that is still remembered is dropped; a number and its text are the same. What is remembered is
   * part of each save. Default: none.
   */
  readonly dedupe?: ((item: A) => string | number) | undefined;
  /**
   * How many of the last distinct keys `dedupe` surely remembers, a whole number from 1 to 1,000,000; twice as many at
   * most. Each save writes them all, about 20 bytes a key. Default 10,000.
   */
  readonly dedupeKeys?: number | undefined;
  /**
   * What a run does when the one before came to the end of the list: `restart` starts again with nothing remembered,
   * `onlyNew` starts again but keeps the state and the keys of `dedupe`, so that only items come that it does not
   * remember, `stop` completes at once without a request. Default `restart`.
   */
  readonly whenComplete?: 'restart' | 'onlyNew' | 'stop' | undefined;
  /**
   * Under pull (async iteration): pages asked for ahead of the consumer. Default 1; no effect under plain subscribe. It takes
   * the place of the list's own `prefetch`.
   */
  readonly prefetch?: number | undefined;
}

/** The place of a walk, of either kind. */
export type Place = ListPlace | FanOutPlace;

/** What one run of a walk knows, beside its place. */
class Session<A, Env, L extends Place> {
  readonly window: StoredWindow | undefined;
  state: unknown;
  /** Where this run begins. */
  readonly place: L | undefined;
  #inHand: Step<A, Env, L> | undefined;

  constructor(
    readonly store: CheckpointStore,
    readonly options: CheckpointOptions<A, Env>,
    saved: Checkpoint | undefined,
  ) {
    const { dedupe, dedupeKeys = 10_000 } = options;
    this.window = dedupe === undefined ? undefined : createStoredWindow(dedupeKeys, saved?.window);
    this.state = saved?.state;
    this.place = saved?.complete === true ? undefined : (saved?.place as L | undefined);
  }

  /** Takes a page into the hand. Its keys are noted only now: a save must not hold keys of pages that nobody saw. */
  open(step: Step<A, Env, L>): Step<A, Env, L> {
    const { dedupe } = this.options;
    const { window } = this;
    const opened =
      dedupe === undefined || window === undefined
        ? step
        : {
            ...step,
            page: {
              ...step.page,
              items: freshItems(step.page.items, dedupe, window),
            },
          };
    this.#inHand = opened;
    return opened;
  }

  /** Saves the page in hand, and everything before it. A page that leads nowhere is not saved: it comes again, whole. */
  save(step: Step<A, Env, L>, state: unknown): Observable<never> {
    return defer(() => {
      if (step !== this.#inHand) throw overtaken(this.options.key);
      const { place } = step;
      if (place === undefined) return EMPTY;
      const checkpoint: Checkpoint = {
        version: 1,
        complete: completed(step.page),
        place,
        ...(step.page.leftOut === 0 ? {} : { leftOut: step.page.leftOut }),
        ...(this.window === undefined ? {} : { window: this.window.toJSON() }),
        ...(state === undefined ? {} : { state }),
      };
      return from(this.store.save(this.options.key, checkpoint)).pipe(
        ignoreElements(),
        tap({
          complete: () => {
            this.state = state;
          },
        }),
      );
    });
  }
}

const overtaken = (key: string): ConfigError =>
  new ConfigError({
    code: 'config-checkpoint-order',
    message: `a unit under the key "${key}" was committed after a later one had been requested`,
    advice: 'Commit a unit before you request the next one: a commit covers the units before it.',
  });

/** What a new run begins with; undefined when there is nothing left to do. */
const startOf = (
  saved: Checkpoint | undefined,
  whenComplete: NonNullable<CheckpointOptions<never, never>['whenComplete']>,
): { readonly saved: Checkpoint | undefined } | undefined => {
  if (saved?.complete !== true || whenComplete === 'onlyNew') return { saved };
  return whenComplete === 'stop' ? undefined : { saved: undefined };
};

/** A page that is with the consumer, and the run that it belongs to. */
export interface Held<A, Env, L extends Place> {
  readonly session: Session<A, Env, L>;
  readonly step: Step<A, Env, L>;
}

/** A walk with checkpoints, that has not begun. */
export interface Walk<A, Env, L extends Place> {
  readonly store: CheckpointStore;
  readonly options: CheckpointOptions<A, Env>;
  readonly kind: L['kind'];
  readonly steps: StepsFrom<A, Env, L>;
}

const sessionOf = <A, Env, L extends Place>(walk: Walk<A, Env, L>): Observable<Session<A, Env, L>> => {
  const { store, options, kind } = walk;
  const { key, whenComplete = 'restart' } = options;
  return defer(() => from(store.load(key))).pipe(
    take(1),
    defaultIfEmpty(undefined),
    mergeMap((stored) => {
      const saved = readCheckpoint(key, kind, stored);
      if (E.isLeft(saved)) throw saved.left;
      const start = startOf(saved.right, whenComplete);
      return start === undefined ? [] : [new Session<A, Env, L>(store, options, start.saved)];
    }),
  );
};

/** Returns the pages from the saved place on, one by one; each is settled after the consumer took it. */
export const held = <A, Env, L extends Place>(
  walk: Walk<A, Env, L>,
  settle: (held: Held<A, Env, L>) => Observable<unknown>,
  pull: Pull | undefined,
): Observable<Held<A, Env, L>> =>
  sessionOf(walk).pipe(
    mergeMap((session) =>
      handOver({
        source: (demand) => walk.steps(session.place, demand),
        open: (step) => ({ session, step: session.open(step) }),
        settle,
        pull,
      }),
    ),
  );
