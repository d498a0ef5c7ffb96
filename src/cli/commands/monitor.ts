import { ignoreElements, merge, NEVER, takeWhile } from 'rxjs';
import type { Io } from '../io.js';
import { isConfigured, withConfigured, type ConfiguredRequest } from '../monitor/configured.js';
import { runUntil, withLive, type Live } from '../monitor/live.js';
import { serveAt } from '../monitor/serve.js';
import { sinkOf } from '../output/sink.js';
import { watchOnce } from '../watch/once.js';
import type { Show } from '../watch/show.js';
import { isDrawn, showFor, type WatchRequest } from './watch.js';

/** What `headwater monitor` was asked for. */
export interface MonitorRequest extends WatchRequest, ConfiguredRequest {
  readonly port: number;
  readonly host: string;
  /** Origins beside its own whose pages may connect, such as that of a proxy in front. */
  readonly allowOrigin?: readonly string[] | undefined;
  /** Whether anything is shown beside the address. */
  readonly screen: boolean;
}

/** Only the server: everything is read once, then at the cadence of when nobody looks, until somebody connects. */
const HIDDEN: Show = {
  show: ({ monitor }) =>
    merge(
      monitor.overview$.pipe(
        takeWhile(({ state }) => state !== 'ready'),
        ignoreElements(),
      ),
      NEVER,
    ),
};

const announce = (io: Io, url: string, screen: boolean): Promise<void> =>
  screen
    ? sinkOf(io.stderr, io.signal).write(`headwater: serving on ${url}\n`)
    : sinkOf(io.stdout, io.signal).write(`${url}\n`);

/** Serves a monitor of all accounts to browsers and programs, and shows it here, until it is stopped. */
export const monitorCommand = async (io: Io, request: MonitorRequest): Promise<number> => {
  const { once, screen, onInvalid = 'skip' } = request;
  const format = request.format ?? (io.stdout.isTTY === true ? 'table' : 'ndjson');
  if (once) return watchOnce(io, { ...request, format, onInvalid });
  const shown = screen ? await showFor(io, format, request) : HIDDEN;
  const serve = async (live: Live): Promise<number> => {
    const gateway = await serveAt(live.monitor, request, io.env);
    try {
      await announce(io, gateway.url, screen);
      return await runUntil(io.signal, shown.show({ ...live, url: gateway.url }));
    } finally {
      await gateway.close();
    }
  };
  if (isConfigured(request)) return withConfigured(io, request, serve);
  return withLive(io, { ...request, tap: shown.tap, isDrawn: screen && isDrawn(io, format) }, serve);
};
