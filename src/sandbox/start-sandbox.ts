import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { clockAt } from './clock.js';
import { coboProvider } from './cobo/provider.js';
import { controlReply } from './control-http.js';
import { controlOf } from './control.js';
import { faultBook } from './faults.js';
import type { Provider } from './http.js';
import { NO_SCRIPT, scriptFor } from './incidents.js';
import { PROVIDERS } from '../providers/names.js';
import { keygenProvider } from './keygen/provider.js';
import { keywordsAiProvider } from './keywordsai/provider.js';
import { openAiProvider } from './openai/provider.js';
import { resolveOptions, type ResolvedOptions } from './options.js';
import { diceOf } from './random.js';
import { sandboxServer, type OpenRecord, type ServerConfig } from './server.js';
import type { Control, ProviderId, Sandbox, SandboxOptions } from './types.js';
import type { WorldConfig } from './world.js';

/**
 * Starts servers for all providers on 127.0.0.1, over one data set that its seed decides, and resolves when they
 * listen. Nothing leaves the machine, and nothing moves unless `control.tick` or `tickMs` moves it.
 *
 * Rejects with the error of the socket where a port cannot be had, and with a RangeError where an option makes no sense.
 *
 * @example
 * ```ts
 * const box = await startSandbox({ scale: 0.05 });
 * box.control.counts().cobo.principals; // 25
 * await box.close();
 * ```
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const resolved = resolveOptions(options);
  const { seed, port, layout, now, tickMs, tickSeconds, scale, unref, cors } = resolved;
  const clock = clockAt(now);
  const secrets = secretsFor(seed);
  const providers = buildProviders({ seed, scale, clock }, secrets, resolved);
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
  return { ...accessOf(origins, layout, secrets), control, close };
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

type Secrets = ReturnType<typeof secretsFor>;

/** Fake credentials that look like the vendors' and say what they are. */
function secretsFor(seed: number) {
  const dice = diceOf(seed, 'secrets');
  return {
    adminKey: `sk-admin-CANARY-${dice.text(24)}`,
    projectKey: `sk-proj-CANARY-${dice.text(24)}`,
    keywordsAi: `CANARY${dice.text(2)}.${dice.text(32)}`,
    account: dice.uuid(),
    keygen: `admin-CANARY${dice.text(32)}v3`,
    cobo: `caw_CANARY_${dice.text(24)}`,
    service: `caw_svc_CANARY_${dice.text(24)}`,
  };
}

function buildProviders(
  world: WorldConfig,
  secrets: Secrets,
  { rateLimits, amounts, temporaryKeys }: ResolvedOptions,
): readonly Provider[] {
  const built: Readonly<Record<ProviderId, Provider>> = {
    openai: openAiProvider({ ...world, amounts, adminKey: secrets.adminKey, apiKey: secrets.projectKey }),
    keywordsai: keywordsAiProvider({ ...world, rateLimits, temporaryKeys, apiKey: secrets.keywordsAi }),
    keygen: keygenProvider({
      ...world,
      rateLimits,
      account: secrets.account,
      slug: 'sandbox',
      token: secrets.keygen,
    }),
    cobo: coboProvider({ ...world, apiKey: secrets.cobo, serviceKey: secrets.service }),
  };
  return PROVIDERS.map((id) => built[id]);
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
  secrets: Secrets,
): Omit<Sandbox, 'control' | 'close'> {
  const [origin = ''] = list;
  const originOf = (id: ProviderId): string =>
    layout === 'ports' ? (list[PROVIDERS.indexOf(id)] ?? origin) : origin;
  const base = (id: ProviderId): string => (layout === 'ports' ? originOf(id) : `${origin}/${id}`);
  return {
    origin,
    origins: {
      openai: originOf('openai'),
      keywordsai: originOf('keywordsai'),
      keygen: originOf('keygen'),
      cobo: originOf('cobo'),
    },
    openai: { baseUrl: `${base('openai')}/v1`, adminKey: secrets.adminKey, apiKey: secrets.projectKey },
    keywordsai: { baseUrl: base('keywordsai'), apiKey: secrets.keywordsAi },
    keygen: { baseUrl: `${base('keygen')}/v1`, account: secrets.account, token: secrets.keygen },
    cobo: { baseUrl: base('cobo'), apiKey: secrets.cobo, serviceKey: secrets.service },
  };
}
