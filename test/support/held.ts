import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collector: (() => void) | undefined;

/**
 * Collects what nothing refers to, twice: the first collection leaves the buffers that are gone to another thread, and a count right
 * behind it would hold those that this thread has not come to.
 */
export const collect = (): void => {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
  }
  collector();
  collector();
};

/** Bytes that something refers to: objects, and the buffers beside them. */
export const heldBytes = (): number => {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
