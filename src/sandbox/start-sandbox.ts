import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clockAt } from './clock.js';
import { controlReply } from './control-http.js';
import { controlOf } from './control.js';
import { faultBook } from './faults.js';
import { NO_SCRIPT, scriptFor } from './incidents.js';
import { PROVIDERS } from '../providers/names.js';
import { resolveOptions } from './options.js';
import { diceOf } from './random.js';
import { sandboxServer, type OpenRecord, type ServerConfig } from './server.js';
import type { Accesses } from './accesses.js';
import type { Served } from './serve.js';
import { SERVED } from './served.js';
import type { Control, ProviderId, SandboxOptions } from './types.js';

/** A running sandbox: addresses and credentials ready for the factories, and the control over its data. */
export interface Sandbox extends Accesses {
  /** The origin of each provider; with `layout: 'prefixes'` all are the same. */
  readonly origins: Readonly<Record<ProviderId, string>>;
  /** The origin on which `/_control` answers. */
  readonly origin: string;
  /** Its clock, its data and its faults. */
  readonly control: Control;
  /** Ends every socket and timer at once; safe to call twice. */
  close(): Promise<void>;
}

const byProvider = <A>(of: (id: ProviderId) => A): Readonly<Record<ProviderId, A>> =>
  Object.fromEntries(PROVIDERS.map((id) => [id, of(id)])) as Record<ProviderId, A>;

/**
 * Starts servers for all providers on 127.0.0.1, over one data set that its seed decides, and resolves when they
 * listen. Nothing leaves the machine, and nothing moves unless `control.tick` or `tickMs` moves it.
 *
 * Rejects with the error of the socket where a port cannot be had, and with a RangeError where an option makes no sense.
 *
 * @param options see {@link SandboxOptions}; all have defaults
 *
 * @example
 * const box = await startSandbox({ scale: 0.05 });
 * console.log(box.control.counts().cobo.principals);
 * await box.close();
 * // 25
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const resolved = resolveOptions(options);
  const { seed, port, layout, now, tickMs, tickSeconds, scale, unref, cors } = resolved;
  const clock = clockAt(now);
  const dice = diceOf(seed, 'secrets');
  const served = byProvider((id) => SERVED[id](dice));
  const providers = PROVIDERS.map((id) => served[id].provider({ seed, scale, clock }, resolved));
  const [faults, log] = [faultBook(), [] as OpenRecord[]];
  const script = resolved.incidents ? scriptFor({ clock, providers, faults }) : NO_SCRIPT;
  const control = controlOf({ clock, tickSeconds, providers, faults, log, script });
  const started = performance.now();
  const timers = new Set<NodeJS.Timeout>();
  const config = {
    providers,
    faults,
    log,
    timers,
    cors,
    elapsed: () => performance.now() - started,
    other: other(control),
  };
  const servers =
    layout === 'ports'
      ? PROVIDERS.map((id) => sandboxServer({ ...config, locate: alone(id) }))
      : [sandboxServer({ ...config, locate: byPrefix })];
  const origins = await listen(servers, port, unref);
  const ticking = tickMs === undefined ? undefined : tickEvery(tickMs, control);
  const close = onlyOnce(() => {
    clearInterval(ticking);
    return closeAll(servers, timers);
  });
  return { ...accessOf(origins, layout, served), control, close };
}

/** Ticks until the clock is at its end. */
function tickEvery(ms: number, control: Control): NodeJS.Timeout {
  const ticking = setInterval(() => {
    try {
      control.tick();
    } catch (error) {
      clearInterval(ticking);
      if (!(error instanceof RangeError)) throw error;
    }
  }, ms);
  return ticking.unref();
}

const alone =
  (provider: ProviderId): ServerConfig['locate'] =>
  (path) =>
    path.startsWith('/_control') ? undefined : { provider, prefix: '' };

const byPrefix: ServerConfig['locate'] = (path) => {
  const provider = PROVIDERS.find((id) => path.startsWith(`/${id}/`));
  return provider === undefined ? undefined : { provider, prefix: `/${provider}` };
};

function other(control: Control): ServerConfig['other'] {
  return (ask) => controlReply(ask, control);
}

/** Listens one after another; a fixed port is the first server's, the others take the ports behind it. */
async function listen(servers: readonly Server[], port: number, unref: boolean): Promise<readonly string[]> {
  const origins: string[] = [];
  try {
    for (const [place, server] of servers.entries()) {
      server.listen(port === 0 ? 0 : port + place, '127.0.0.1');
      await once(server, 'listening');
      if (unref) server.unref();
      origins.push(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    }
    return origins;
  } catch (error) {
    await closeAll(servers.slice(0, origins.length), new Set());
    throw error;
  }
}

async function closeAll(servers: readonly Server[], timers: Set<NodeJS.Timeout>): Promise<void> {
  for (const timer of timers) clearTimeout(timer);
  timers.clear();
  await Promise.all(
    servers.map((server) => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      return closed;
    }),
  );
}

function onlyOnce(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}

function accessOf(
  list: readonly string[],
  layout: 'prefixes' | 'ports',
  served: Readonly<Record<ProviderId, Served<unknown>>>,
): Omit<Sandbox, 'control' | 'close'> {
  const [origin = ''] = list;
  const originOf = (id: ProviderId): string =>
    layout === 'ports' ? (list[PROVIDERS.indexOf(id)] ?? origin) : origin;
  const base = (id: ProviderId): string => (layout === 'ports' ? originOf(id) : `${origin}/${id}`);
  const accesses = byProvider((id) => served[id].access(base(id)));
  return { origin, origins: byProvider(originOf), ...(accesses as unknown as Accesses) };
}
