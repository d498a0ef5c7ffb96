import type { Dispatcher } from 'undici';
import { Connecting } from './connecting.js';
import type { UndiciDispatcher } from './exchange.js';
import type { Proxies } from './proxies.js';
import { tunnelsOver } from './tunnel.js';

type Undici = typeof import('undici');

/** What sends. */
export interface Agents {
  readonly dispatcher: UndiciDispatcher;
  /** Notes that a request waits for a connection to an origin; returns what to call once it no longer does. */
  readonly waits?: (origin: string) => () => void;
}

const through = (undici: Undici, { http, https, except }: Proxies, connecting: Connecting): Dispatcher =>
  new undici.EnvHttpProxyAgent({
    httpProxy: http,
    httpsProxy: https,
    noProxy: except,
    // What goes to an `http:` address is forwarded: many proxies open tunnels for TLS alone.
    proxyTunnel: false,
    clientFactory: (proxy) => tunnelsOver(undici, proxy, connecting),
    connect: connecting.connect,
  });

/** undici is loaded with the first request: that takes ten times as long as the rest of this package. */
const load = async (proxies: Proxies | undefined): Promise<Agents> => {
  const undici = await import('undici');
  // The client has a timeout of its own, on its own clock.
  const connecting = new Connecting(undici.buildConnector({ timeout: 0 }));
  const dispatcher =
    proxies === undefined
      ? new undici.Agent({ connect: connecting.connect })
      : through(undici, proxies, connecting);
  return { dispatcher, waits: (origin) => connecting.waits(origin) };
};

/** A process has one set of proxies, or none. */
const shared = new Map<string, Agents | Promise<Agents>>();

const begin = (key: string, proxies: Proxies | undefined): Promise<Agents> => {
  const loading = load(proxies).then((agents) => {
    shared.set(key, agents);
    return agents;
  });
  shared.set(key, loading);
  return loading;
};

/**
 * Returns what gives the agents for these proxies, and begins to load them when it is first called. All clients share them, with their
 * connections, which do not keep the process alive.
 */
export const agentsFor = (proxies?: Proxies): (() => Agents | Promise<Agents>) => {
  const key = JSON.stringify(proxies ?? null);
  return () => shared.get(key) ?? begin(key, proxies);
};
