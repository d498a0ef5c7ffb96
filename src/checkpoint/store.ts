import { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { defer, of, type ObservableInput } from 'rxjs';
import { ConfigError } from '../http/errors.js';

const listPlace = t.type(
  { kind: t.literal('list'), index: t.number, token: t.union([t.string, t.null]) },
  'ListPlace',
);

const fanOutPlace = t.intersection(
  [
    t.type({
      kind: t.literal('fanOut'),
      index: t.number,
      parents: t.union([t.string, t.null]),
      done: t.array(t.string),
      child: t.union([t.type({ parent: t.string, token: t.string }), t.null]),
    }),
    t.partial({ holes: t.type({ leftOut: t.number, partial: t.boolean }) }),
  ],
  'FanOutPlace',
);

const checkpoint = t.intersection(
  [
    t.type({ version: t.literal(1), complete: t.boolean, place: t.union([listPlace, fanOutPlace]) }),
    t.partial({
      leftOut: t.number,
      window: t.type({ younger: t.array(t.string), elder: t.array(t.string) }),
      state: t.unknown,
    }),
  ],
  'Checkpoint',
);

/** The place in one list: the page to go on with. */
export type ListPlace = t.TypeOf<typeof listPlace>;

/**
 * The place in a list of lists: which page of parents, which of them are done, the place in the one under way, and, in `holes`,
 * why those that are done are not whole.
 */
export type FanOutPlace = t.TypeOf<typeof fanOutPlace>;

/** The keys that are remembered for `dedupe`, as fingerprints, in two generations. */
export interface CheckpointWindow {
  /** Keys that were seen last. */
  readonly younger: readonly string[];
  /** Keys that were seen before those; they are forgotten next. */
  readonly elder: readonly string[];
}

/** What one save holds, all of it or nothing: plain JSON, never a secret of the API. */
export interface Checkpoint {
  readonly version: 1;
  /** Whether the walk came to the end of the list. */
  readonly complete: boolean;
  /** Where the walk goes on. */
  readonly place: ListPlace | FanOutPlace;
  /** Items and rows that the walk has left out so far since they did not decode; absent where there are none. */
  readonly leftOut?: number;
  /** The keys that `dedupe` remembers; absent without it. */
  readonly window?: CheckpointWindow;
  /** What the consumer commits along with the place. */
  readonly state?: unknown;
}

/**
 * Keeps checkpoints under keys. What the methods return may be a Promise, an Observable or, for a store that answers at
 * once, an array: `[checkpoint]`, and `[]` for nothing.
 *
 * A store must make each save whole or not at all, also when the process is killed during it: everything that is
 * promised of a checkpointed walk rests on this. One walk at a time may use a key; stores lock nothing.
 */
export interface CheckpointStore {
  /** Gives what was saved last under the key; undefined, null or no value when there is nothing. */
  load(key: string): ObservableInput<Checkpoint | null | undefined>;
  /** Completes when the checkpoint would survive a crash. Its values mean nothing. */
  save(key: string, checkpoint: Checkpoint): ObservableInput<unknown>;
  /** Forgets the key. There may be nothing to forget. */
  remove(key: string): ObservableInput<unknown>;
}

/**
 * Returns a store that lasts as long as the process: for tests, and for walks that only have to survive their own errors.
 * It keeps text, as a file does, so that what is saved cannot be changed afterwards. Each method returns an Observable that
 * answers at once, and does nothing before it is subscribed to.
 *
 * @example
 * const store = memoryStore();
 * const list = (resume?: string) => org.users.list({}, { resume });
 * for await (const user of checkpointed(store, { key: 'users', list })) console.log(user.id);
 * // user_1
 * // user_2
 */
export const memoryStore = (): CheckpointStore => {
  const texts = new Map<string, string>();
  return {
    load: (key) =>
      defer(() => {
        const text = texts.get(key);
        return of(text === undefined ? undefined : (JSON.parse(text) as Checkpoint));
      }),
    save: (key, value) =>
      defer(() => {
        texts.set(key, JSON.stringify(value));
        return of(undefined);
      }),
    remove: (key) => defer(() => of(texts.delete(key))),
  };
};

/**
 * Returns whether a value is a checkpoint of this version: for stores that read what others may have written.
 *
 * @param value what the store read, for example from a file
 *
 * @example
 * console.log(isCheckpoint({ some: 'file' })); // false
 */
export const isCheckpoint = (value: unknown): value is Checkpoint => checkpoint.is(value);

/** Returns the checkpoint of a walk of this kind; undefined where none is stored, an error where it is not one of ours. */
export const readCheckpoint = (
  key: string,
  kind: Checkpoint['place']['kind'],
  stored: unknown,
): E.Either<ConfigError, Checkpoint | undefined> => {
  if (stored === undefined || stored === null) return E.right(undefined);
  if (!isCheckpoint(stored)) return E.left(misfit(key, 'is damaged, or of another version'));
  return stored.place.kind === kind
    ? E.right(stored)
    : E.left(misfit(key, 'belongs to another kind of list'));
};

/** Returns the error for a checkpoint that cannot be gone on from. */
export const misfit = (key: string, why: string, cause?: unknown): ConfigError =>
  new ConfigError({
    code: 'config-checkpoint',
    message: `the checkpoint under the key "${key}" ${why}`,
    advice: `Give this walk its own key, or call store.remove(${JSON.stringify(key)}) to start again.`,
    cause,
  });
