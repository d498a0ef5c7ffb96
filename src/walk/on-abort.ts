import { fromEvent, share, take, type Observable } from 'rxjs';

const known = new WeakMap<AbortSignal, Observable<unknown>>();

/**
 * Emits when a signal that is not aborted yet aborts. However many wait, the signal has one listener, since Node.js warns of
 * more than ten, and none once nobody waits.
 */
export const onAbort = (signal: AbortSignal): Observable<unknown> => {
  const abort = known.get(signal) ?? fromEvent(signal, 'abort').pipe(take(1), share());
  known.set(signal, abort);
  return abort;
};
