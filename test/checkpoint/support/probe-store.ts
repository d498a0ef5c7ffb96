import { concat, defer, ignoreElements, Subject, take, tap, throwError } from 'rxjs';
import { memoryStore, type Checkpoint, type CheckpointStore } from '../../../src/checkpoint/store.js';

/** A store that tells what happens to it. */
interface ProbeStore extends CheckpointStore {
  /** What was saved, in order. */
  readonly saves: Checkpoint[];
  /** The store in the state that a restart would find. */
  readonly last: () => Checkpoint | undefined;
  /** Lets the save that waits go on. */
  readonly release: () => void;
}

interface ProbeConfig {
  /** Called when a save begins. */
  readonly onSave?: (checkpoint: Checkpoint, index: number) => void;
  /** Which save fails instead, counted from 0. */
  readonly failAt?: number;
  /** Saves wait for `release()`. */
  readonly held?: boolean;
}

export const probeStore = ({ onSave, failAt, held = false }: ProbeConfig = {}): ProbeStore => {
  const store = memoryStore();
  const saves: Checkpoint[] = [];
  const released = new Subject<void>();
  let calls = 0;
  return {
    ...store,
    saves,
    last: () => saves.at(-1),
    release: () => {
      released.next();
    },
    save: (key, checkpoint) =>
      defer(() => {
        const index = calls;
        calls += 1;
        onSave?.(checkpoint, index);
        if (index === failAt) return throwError(() => new Error('disk full'));
        const saved = defer(() => store.save(key, checkpoint)).pipe(
          tap(() => {
            saves.push(checkpoint);
          }),
        );
        return held ? concat(released.pipe(take(1), ignoreElements()), saved) : saved;
      }),
  };
};
