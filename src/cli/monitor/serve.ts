import { serveMonitor, type ServedMonitor } from '../../node/gateway/serve-monitor.js';
import type { Served } from '../../node/gateway/served.js';
import { TOKEN } from '../accounts.js';
import { UsageError } from '../exit.js';
import type { Env } from '../io.js';
import { portFault } from '../port-fault.js';

/** Where a monitor is served. */
interface Place {
  readonly port: number;
  readonly host: string;
  readonly allowOrigin?: readonly string[] | undefined;
  readonly sandbox: boolean;
}

const tokenIn = (env: Env): string | undefined => (env[TOKEN] === '' ? undefined : env[TOKEN]);

const REMEDIES: Readonly<Record<string, (place: Place) => string>> = {
  EADDRNOTAVAIL: ({ host }) =>
    `'${host}' is an address of another machine. Leave --host out to serve on 127.0.0.1.`,
  ENOTFOUND: ({ host }) => `'${host}' is an unknown host. Leave --host out to serve on 127.0.0.1.`,
};

const openTo = (host: string): UsageError =>
  new UsageError(
    `'${host}' can be reached from other machines. Set ${TOKEN} to a secret that clients send, or leave --host out.`,
  );

/**
 * Serves a monitor; what may not be is a wrong use with its remedy.
 *
 * @throws UsageError where the port is taken, the address is not one of this machine, or is open without a token
 */
export const serveAt = async (monitor: Served, place: Place, env: Env): Promise<ServedMonitor> => {
  try {
    const { port, host, sandbox, allowOrigin: allowedOrigins } = place;
    const label = sandbox ? 'sandbox' : undefined;
    return await serveMonitor(monitor, { port, host, label, allowedOrigins, token: tokenIn(env) });
  } catch (error) {
    if (error instanceof RangeError && tokenIn(env) === undefined) throw openTo(place.host);
    const remedy = REMEDIES[(error as NodeJS.ErrnoException).code ?? ''];
    throw remedy === undefined ? portFault(error, place.port) : new UsageError(remedy(place));
  }
};
