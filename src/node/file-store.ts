import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { checkCount } from '../../operators/internal/check.js';
import { fingerprint } from '../../operators/internal/fingerprint.js';
import { isCheckpoint, type Checkpoint, type CheckpointStore } from '../checkpoint/store.js';
import { ConfigError } from '../http/errors.js';
import { fileNameOf } from './file-name.js';
import { createWriter, MOST_MODE, sweep, syncDirectory, unlessMissing } from './files.js';

/** How {@link fileStore} writes. */
export interface FileStoreOptions {
  /**
   * Whether a save is on the disk when it is done. `false` survives a crash of the process, not of the machine, and is some
   * ten times as fast on a disk that is honest. Default true.
   */
  readonly fsync?: boolean | undefined;
  /** Mode of the files. Default `0o600`: read and written by their owner alone. */
  readonly mode?: number | undefined;
}

/** A store of files, with Promises, so that it can be used by hand as well. */
export interface FileStore extends CheckpointStore {
  load(key: string): Promise<Checkpoint | undefined>;
  save(key: string, checkpoint: Checkpoint): Promise<void>;
  remove(key: string): Promise<void>;
  /** Returns where the checkpoint of a key is, or would be. */
  pathOf(key: string): string;
}

const contentOf = (key: string, checkpoint: Checkpoint): string => {
  const text = JSON.stringify(checkpoint);
  return `${JSON.stringify({ headwater: 'checkpoint', key, sum: fingerprint(text), checkpoint })}\n`;
};

const damaged = (path: string, why: string, cause?: unknown): ConfigError =>
  new ConfigError({
    code: 'config-checkpoint',
    message: `the checkpoint file ${path} ${why}`,
    advice: 'Restore a good copy, or move the file away to start the walk again.',
    cause,
  });

/** Returns the checkpoint in the content of a file. The sum finds what was changed by hand or by a failing disk. */
const parse = (path: string, key: string, content: string): Checkpoint => {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw damaged(path, 'is damaged: not valid JSON', error);
  }
  const { headwater, key: owner, sum, checkpoint } = (value ?? {}) as Record<string, unknown>;
  if (headwater !== 'checkpoint') throw damaged(path, 'was not written by this store');
  if (owner !== key) throw damaged(path, `belongs to another key, ${JSON.stringify(owner)}`);
  if (checkpoint === undefined || sum !== fingerprint(JSON.stringify(checkpoint)))
    throw damaged(path, 'is damaged: its checksum is wrong');
  if (!isCheckpoint(checkpoint)) throw damaged(path, 'is of another version');
  return checkpoint;
};

/** Runs what is asked for one key one after the other, in the order of the calls; keys do not wait for each other. */
const createQueues = (): (<T>(key: string, task: () => Promise<T>) => Promise<T>) => {
  const tails = new Map<string, Promise<unknown>>();
  return (key, task) => {
    const result = (tails.get(key) ?? Promise.resolve()).then(task);
    const tail = result
      .catch(() => undefined)
      .then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    tails.set(key, tail);
    return result;
  };
};

/**
 * Returns a store that keeps each checkpoint in a file of its own. A save is atomic: it is written beside the file,
 * brought to the disk, and renamed into its place, and the directory is brought to the disk; a process that is killed in the
 * middle leaves the checkpoint before. What is asked for one key is done in the order of the calls.
 *
 * Two processes that walk the same key at once do not damage the file, but the last one wins: give each walk its key.
 *
 * @param directory where the files are; made when the first one is saved, for its owner alone.
 * @param options see {@link FileStoreOptions}.
 * @throws ConfigError at once for an empty directory name. The methods reject with a ConfigError for a file that is damaged
 * or not ours, which it names, and with the error of the file system for what that refuses.
 *
 * @example
 * const store = fileStore('./state');
 * const list = (resume?: string) => org.users.list({}, { resume });
 * for await (const user of checkpointed(store, { key: 'users', list })) console.log(user.id);
 * console.log(store.pathOf('users'));
 * // user_1
 * // user_2
 * // state/users.checkpoint.json
 */
export const fileStore = (directory: string, options: FileStoreOptions = {}): FileStore => {
  if (directory === '') {
    throw new ConfigError({
      code: 'config-option-invalid',
      message: 'fileStore: the directory is empty',
      advice: 'Name the directory for the checkpoints.',
    });
  }
  const { fsync = true, mode = 0o600 } = options;
  checkCount('fileStore', 'mode', mode, 0, MOST_MODE);
  const inTurn = createQueues();
  const write = createWriter(directory, options);
  const pathOf = (key: string): string => join(directory, fileNameOf(key));
  return {
    pathOf,
    load: (key) =>
      inTurn(key, async () => {
        await sweep(directory, fileNameOf(key));
        const content = await readFile(pathOf(key), 'utf8').catch(unlessMissing);
        return content === undefined ? undefined : parse(pathOf(key), key, content);
      }),
    save: (key, checkpoint) => {
      // Now, not in its turn: what the caller changes afterwards was not saved.
      const content = contentOf(key, checkpoint);
      return inTurn(key, async () => {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        await write(fileNameOf(key), content);
      });
    },
    remove: (key) =>
      inTurn(key, async () => {
        await rm(pathOf(key), { force: true });
        if (fsync) await syncDirectory(directory).catch(unlessMissing);
      }),
  };
};
