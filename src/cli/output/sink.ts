import type { Out } from '../io.js';

/** Takes text, and says when it can take more. */
export interface Sink {
  /** Resolves when the reader keeps up; rejects with the reason when the command has to end. */
  write(text: string): Promise<void>;
}

const drained = (stream: Out, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const settle = (act: () => void) => (): void => {
      stream.off('drain', onDrain);
      signal.removeEventListener('abort', onAbort);
      act();
    };
    const onDrain = settle(resolve);
    const onAbort = settle(() => {
      reject(signal.reason as Error);
    });
    stream.once('drain', onDrain);
    signal.addEventListener('abort', onAbort, { once: true });
  });

/** Returns a sink over a stream: no more is written than its reader takes. */
export const sinkOf = (stream: Out, signal: AbortSignal): Sink => {
  let draining: Promise<void> | undefined;
  return {
    async write(text) {
      // Of several writers, those who come while it drains wait for it, too.
      while (draining !== undefined) await draining;
      signal.throwIfAborted();
      if (text === '' || stream.write(text)) return;
      draining = drained(stream, signal).finally(() => {
        draining = undefined;
      });
      await draining;
    },
  };
};
