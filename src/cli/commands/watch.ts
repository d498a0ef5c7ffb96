import type { Io } from '../io.js';
import { runUntil, withLive, type LiveRequest } from '../monitor/live.js';
import { watchOnce } from '../watch/once.js';
import { showLines, showText, type Show } from '../watch/show.js';

/** What `headwater watch` was asked for. */
export interface WatchRequest extends LiveRequest {
  readonly once: boolean;
  readonly format?: 'table' | 'ndjson' | undefined;
  /** Of the screen: nothing but ASCII. */
  readonly ascii?: boolean | undefined;
  /** Of the screen: whether names keep their emoji. */
  readonly emoji?: boolean | undefined;
  /** Of the screen and its exports: whether money is shown. */
  readonly cost?: boolean | undefined;
}

/** Returns how a monitor is shown: on a screen, as lines for people, or as lines for programs. */
export const showFor = async (
  io: Io,
  format: 'table' | 'ndjson',
  { sandbox, ...looks }: WatchRequest,
): Promise<Show> => {
  if (format === 'ndjson') return showLines(io, sandbox);
  if (io.stdout.isTTY !== true) return showText(io, sandbox);
  // What redraws a terminal knows the width of every character, which takes long to load.
  return (await import('../screen/show-screen.js')).showScreen(io, looks);
};

/** Whether {@link showFor} draws on the terminal. */
export const isDrawn = (io: Io, format: 'table' | 'ndjson'): boolean =>
  format === 'table' && io.stdout.isTTY === true;

/** Watches all providers until it is stopped, or reads everything once. */
export const watchCommand = async (io: Io, request: WatchRequest): Promise<number> => {
  const { once, onInvalid = 'skip' } = request;
  const format = request.format ?? (io.stdout.isTTY === true ? 'table' : 'ndjson');
  if (once) return watchOnce(io, { ...request, format, onInvalid });
  const shown = await showFor(io, format, request);
  const look = { ...request, tap: shown.tap, isDrawn: isDrawn(io, format) };
  return withLive(io, look, (live) => runUntil(io.signal, shown.show(live)));
};
