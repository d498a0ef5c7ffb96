import { either as E } from 'fp-ts';
import type * as t from 'io-ts';
import { concat, defer, EMPTY, from, lastValueFrom, map, type Observable } from 'rxjs';
import type { Pull } from '../../operators/expandPages.js';
import { ConfigError } from '../http/errors.js';
import { fanOutSteps, type FanOutLists } from './fan-out.js';
import { held, type CheckpointOptions, type Held, type Place, type Walk } from './session.js';
import { listSteps, type Resumable } from './source.js';
import { misfit, type CheckpointStore } from './store.js';
import { checkWindow } from './window.js';
import { Listing, type WalkOf } from '../walk/listing.js';
import type { Page } from '../endpoint/page.js';
import { pullIterator } from '../walk/pull.js';

export type { CheckpointOptions } from './session.js';

/** A list, and how its walk is kept. */
export interface CheckpointedOptions<A, Env> extends CheckpointOptions<A, Env> {
  /** Returns the list from a token on: `(resume) => org.users.list({}, { resume })`. */
  readonly list: Resumable<A, Env>;
}

/** A list of lists, and how its walk is kept. */
export interface CheckpointedFanOutOptions<P, A> extends CheckpointOptions<A, unknown>, FanOutLists<P, A> {}

/** A page that is committed by its consumer, together with what the consumer made of it. */
export interface CheckpointUnit<A, Env, S> {
  /** The items of the page without those that `dedupe` remembers. */
  readonly items: readonly A[];
  /** The page whose items these are. */
  readonly page: Page<A, Env>;
  /** The state that was committed last; undefined before the first time. */
  readonly state: S | undefined;
  /**
   * Saves this unit, and those before it that were not committed, with a new state, all in one save. Without an argument
   * the state stays. Rejects with the error of the store, or with a ConfigError when a later unit was asked for.
   */
  commit(state?: S): Promise<void>;
}

const stateOf = <S, O>(key: string, saved: unknown, codec: t.Type<S, O> | undefined): S | undefined => {
  if (saved === undefined || codec === undefined) return undefined;
  const state = codec.decode(saved);
  if (E.isLeft(state)) throw misfit(key, `has a state that is not a ${codec.name}`);
  return state.right;
};

const unitOf = <A, Env, L extends Place, S, O>(
  { session, step }: Held<A, Env, L>,
  codec: t.Type<S, O> | undefined,
): CheckpointUnit<A, Env, S> => ({
  items: step.page.items,
  page: step.page,
  state: stateOf(session.options.key, session.state, codec),
  commit: (next) =>
    lastValueFrom(session.save(step, next === undefined ? session.state : codec?.encode(next)), {
      defaultValue: undefined,
    }),
});

type UnitsOf<A, Env> = <S, O>(
  codec: t.Type<S, O> | undefined,
  pull: Pull,
) => Observable<CheckpointUnit<A, Env, S>>;

/**
 * The items of a list whose progress is kept: a {@link Listing}, to be subscribed to or iterated, that saves where it
 * is after each page was taken; and `units()`, where the consumer saves, and a state of his own with it.
 *
 * @example
 * const walk = checkpointed(memoryStore(), { key: 'users', list: (resume) => org.users.list({}, { resume }) });
 * for await (const unit of walk.units(t.type({ users: t.number }))) {
 *   await unit.commit({ users: (unit.state?.users ?? 0) + unit.items.length });
 *   console.log(unit.items.length);
 * }
 * // 2
 */
export class CheckpointedListing<A, Env = Readonly<Record<string, unknown>>> extends Listing<A, Env> {
  readonly #unitsOf: UnitsOf<A, Env>;
  readonly #prefetch: number;

  /** Made by {@link checkpointed} and {@link checkpointedFanOut}. */
  constructor(walk: WalkOf<A, Env>, unitsOf: UnitsOf<A, Env>, prefetch = 1) {
    super(walk, prefetch);
    this.#unitsOf = unitsOf;
    this.#prefetch = prefetch;
  }

  /**
   * Returns the pages one by one, to be committed by their consumer: what he makes of a page is his state, and goes into
   * the same save as the place in the list. So the state has seen every item exactly once, whenever the process was
   * killed. Nothing is saved without `commit`, and `taken` is not asked.
   *
   * @param state codec of the state; its `encode` must give JSON. Without one there is no state.
   * @returns an iterable of {@link CheckpointUnit}; each iteration is a walk of its own, from what was saved last. It throws
   * a ConfigError when the saved state does not decode.
   *
   * @example
   * for await (const unit of walk.units(t.type({ keys: t.number }))) {
   *   await unit.commit({ keys: (unit.state?.keys ?? 0) + unit.items.length });
   * }
   */
  units(): AsyncIterable<CheckpointUnit<A, Env, never>>;
  units<S, O>(state: t.Type<S, O>): AsyncIterable<CheckpointUnit<A, Env, S>>;
  units<S, O>(state?: t.Type<S, O>): AsyncIterable<CheckpointUnit<A, Env, S>> {
    const prefetch = this.#prefetch;
    return {
      [Symbol.asyncIterator]: () => pullIterator((consumed) => this.#unitsOf(state, { prefetch, consumed })),
    };
  }
}

const listingOf = <A, Env, L extends Place>(walk: Walk<A, Env, L>): CheckpointedListing<A, Env> => {
  const { key, taken, dedupe, dedupeKeys = 10_000, whenComplete, prefetch } = walk.options;
  if (key === '') throw refusal('the key of a checkpoint is empty', 'Name it after what it walks.');
  if (dedupe === undefined && whenComplete === 'onlyNew') {
    throw refusal("whenComplete: 'onlyNew' needs dedupe to recognize new items", 'Give dedupe as well.');
  }
  checkWindow(dedupeKeys);
  const settle = ({ session, step }: Held<A, Env, L>): Observable<unknown> =>
    concat(
      defer(() => (taken === undefined ? EMPTY : from(taken(step.page)))),
      session.save(step, session.state),
    );
  return new CheckpointedListing(
    (pull) => held(walk, settle, pull).pipe(map(({ step }) => step.page)),
    (codec, pull) => held(walk, () => EMPTY, pull).pipe(map((each) => unitOf(each, codec))),
    prefetch,
  );
};

const refusal = (message: string, advice: string): ConfigError =>
  new ConfigError({ code: 'config-option-invalid', message, advice });

/**
 * Returns the items of a list, from where the last run stopped: after each page was taken, its place is saved under a key.
 * Nothing happens before it is subscribed to or iterated.
 *
 * A page counts as taken, under plain subscribe, when `next` of its last item has returned; under iteration when the item
 * after its last one is asked for; and then when `taken` has completed. The next page is handed out when the save is done.
 *
 * - **Promised**: every item comes at least once, whenever the process is killed or the walk fails. After a crash at most
 *   the page that was not committed comes again, whole; with `dedupe` too, since its keys were not saved either.
 * - **Exactly once** is for an effect that is part of the save: see {@link CheckpointedListing.units}.
 * - **A failing store** ends the walk with its error; the page that could not be saved comes again.
 * - **Unsubscribing** inside a page, or a `break`, leaves it untaken: it comes again. What is in flight is aborted.
 * - **The end**: the checkpoint is marked complete, and `whenComplete` says what a later run does. A walk that a cap ended
 *   (`maxPages`, `maxItems`) is not complete: the next run goes on there.
 *
 * @param store where checkpoints are kept: {@link memoryStore}, `fileStore` of `headwater/node`, or your own.
 * @param options see {@link CheckpointedOptions}.
 * @throws ConfigError at once for options that cannot work. As an error of the walk, before anything is sent: a checkpoint
 * that is damaged, or does not fit the list (other parameters); it says how to start again.
 *
 * @example
 * const walk = checkpointed(memoryStore(), {
 *   key: 'openai.users',
 *   list: (resume) => org.users.list({}, { resume }),
 * });
 * for await (const user of walk) console.log(user.id);
 * // user_1
 * // user_2
 */
export const checkpointed = <A, Env>(
  store: CheckpointStore,
  options: CheckpointedOptions<A, Env>,
): CheckpointedListing<A, Env> =>
  listingOf({ store, options, kind: 'list', steps: listSteps(options.key, options.list) });

/**
 * Returns the items of the children of all parents, as {@link checkpointed} does for one list: a restart skips the children
 * that are done, and goes on in the middle of the one that was under way.
 *
 * The children are walked one after another, in the order of their parents. What is saved is the page of parents, which of
 * them are done, and the token of the child under way, so that it grows with a page of parents and not with all of them.
 * A child that ends by a cap of its own counts as done; a failing child ends the walk, and the next run begins with it.
 * Pages are numbered through, and have no token of their own.
 *
 * @param store where checkpoints are kept.
 * @param options see {@link CheckpointedFanOutOptions}.
 * @throws ConfigError as {@link checkpointed} does.
 *
 * @example
 * const keys = checkpointedFanOut(memoryStore(), {
 *   key: 'openai.keys',
 *   parents: (resume) => org.projects.list({}, { resume }),
 *   parentKey: (project) => project.id,
 *   children: ({ id }, resume) => org.projects.apiKeys.list({ project_id: id }, { resume }),
 * });
 * for await (const key of keys) console.log(key.id);
 * // key_1
 * // key_2
 * // key_3
 */
export const checkpointedFanOut = <P, A>(
  store: CheckpointStore,
  options: CheckpointedFanOutOptions<P, A>,
): CheckpointedListing<A, unknown> =>
  listingOf({ store, options, kind: 'fanOut', steps: fanOutSteps(options.key, options) });
