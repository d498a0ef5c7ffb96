import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { namesOf, type AccessOptions, type Door } from './admit.js';
import { divert, type Upgrade } from './divert.js';
import { Gateway, refuseUpgrade } from './gateway.js';
import { originsOf } from './guard.js';
import type { Served } from './served.js';
import { LIMITS } from './session.js';

/** Where and to whom a monitor is served beside something else. */
export interface AttachOptions extends AccessOptions {
  /** The path of the websocket. Default `/monitor`. */
  readonly path?: string | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A monitor beside something else. */
export interface AttachedMonitor {
  /** Ends the connections to the monitor; the server and the monitor go on. */
  close(): Promise<void>;
}

/** Listeners that answer what nobody else would. Where several monitors are attached to one server, the first of them does. */
const LAST_RESORTS = new WeakSet();

const doorOf = ({ token, authorize, allowedOrigins = [] }: AttachOptions): Door => {
  if (token === '') throw new RangeError('token must not be empty');
  const origins = originsOf(allowedOrigins);
  const isGuarded = token !== undefined || authorize !== undefined;
  // A server of others has names that only its owner knows. A page that came by another name carries no credential of this one.
  return { token, authorize, allowedOrigins: origins, names: isGuarded ? undefined : namesOf(origins) };
};

/**
 * Serves a monitor by websocket on a server that also does other things: Express, Fastify, Nest, or a bare one. Requests for
 * other paths are left to the others.
 *
 * Without `token` and `authorize` only programs of the same machine are let in.
 *
 * @param server the server of `node:http` or `node:https`: what `app.listen()` returns in Express, `app.server` in Fastify
 * @param monitor what is served: of `createMonitor` or of `connectMonitor`
 * @param options who is let in, and at which path. Default: `/monitor`, to programs of the same machine.
 *
 * @example
 * const server = createServer().listen(0);
 * const attached = attachMonitor(server, createMonitor([source]), { path: '/usage', token: 'a-token' });
 * console.log(server.listenerCount('upgrade') > 0);
 * await attached.close();
 * server.close();
 * // true
 */
export const attachMonitor = (
  server: Server | SecureServer,
  monitor: Served,
  options: AttachOptions = {},
): AttachedMonitor => {
  const { path = '/monitor', scheduler = asyncScheduler } = options;
  const gateway = new Gateway(monitor, doorOf(options), LIMITS, scheduler);
  const stop = divert(server, path, (...args) => void gateway.upgrade(...args));
  // A server without a listener takes no upgrades.
  const others: Upgrade = (_, socket) => {
    const all = server.listeners('upgrade');
    if (all[0] === others && all.every((each) => LAST_RESORTS.has(each)))
      refuseUpgrade(socket, 404, 'Not found.');
  };
  LAST_RESORTS.add(others);
  server.on('upgrade', others);
  return {
    close: () => {
      stop();
      server.off('upgrade', others);
      return gateway.close();
    },
  };
};
