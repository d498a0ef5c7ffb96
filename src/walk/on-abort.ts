/** Who waits for a signal, and its one listener. */
interface Fan {
  readonly callbacks: Set<() => void>;
  readonly listener: () => void;
}

const fans = new WeakMap<AbortSignal, Fan>();

const fanOf = (signal: AbortSignal): Fan => {
  const known = fans.get(signal);
  if (known !== undefined) return known;
  const callbacks = new Set<() => void>();
  const listener = (): void => {
    fans.delete(signal);
    for (const callback of [...callbacks]) {
      // One that was called before may have taken others away.
      if (callbacks.has(callback)) callback();
    }
  };
  const fan = { callbacks, listener };
  fans.set(signal, fan);
  signal.addEventListener('abort', listener, { once: true });
  return fan;
};

/**
 * Calls back when a signal that is not aborted yet aborts; returns what takes the callback away. However many callbacks wait, the signal
 * has one listener, since Node.js warns of more than ten, and none once nobody waits.
 */
export const onAbort = (signal: AbortSignal, callback: () => void): (() => void) => {
  const { callbacks, listener } = fanOf(signal);
  // A function that is given twice is called twice.
  const own = (): void => {
    callback();
  };
  callbacks.add(own);
  return () => {
    callbacks.delete(own);
    if (callbacks.size > 0 || fans.get(signal)?.callbacks !== callbacks) return;
    fans.delete(signal);
    signal.removeEventListener('abort', listener);
  };
};
