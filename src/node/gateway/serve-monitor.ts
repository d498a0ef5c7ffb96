import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asyncScheduler, type SchedulerLike } from 'rxjs';
import { admit, misdirection, namesOf, type AccessOptions, type Door } from './admit.js';
import { Gateway } from './gateway.js';
import { isLoopback, originsOf } from './guard.js';
import type { Served } from './served.js';
import { answerPage, findPage, HEADERS, type ServedPage } from './page.js';
import { PageFiles } from './page-files.js';
import { checkMeasured } from '../metrics/measure.js';
import { metrics as measure, type Metrics, type MetricsOptions } from '../metrics/metrics.js';
import { LIMITS } from './session.js';

/** Where and to whom a monitor is served. */
export interface ServeOptions extends AccessOptions {
  /** Default 4318; 0 takes one that is free. */
  readonly port?: number | undefined;
  /** The address to listen on. Default `127.0.0.1`; any that other machines reach needs `token` or `authorize`. */
  readonly host?: string | undefined;
  /** Whether `GET /` answers with the page; or the folder of another page. Default true. */
  readonly page?: boolean | string | undefined;
  /** What the page and its files say that their figures are of, for example `sandbox`. Default: nothing. */
  readonly label?: string | undefined;
  /** Whether `GET /metrics` answers, to those who may see everything; or what is measured. Default true. */
  readonly metrics?: boolean | MetricsOptions | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
}

/** A monitor that is served. */
export interface ServedMonitor {
  /** Where the page is: `http://127.0.0.1:4318`. Websockets connect to the same place. */
  readonly url: string;
  /** The port that it listens on. */
  readonly port: number;
  /** Ends all connections and stops listening. The monitor goes on. */
  close(): Promise<void>;
}

const plain = (response: ServerResponse, status: number, text: string, headers: object = {}): void => {
  response.writeHead(status, { ...HEADERS, 'Content-Type': 'text/plain; charset=utf-8', ...headers });
  response.end(text);
};

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?', 1)[0] ?? '/';

/** What plain requests are answered from. */
interface Desk {
  readonly door: Door;
  /** The folder of the page, which may be built while the gateway runs. */
  readonly page: () => ServedPage;
  readonly hasPage: boolean;
  readonly metrics: (() => Metrics) | undefined;
  readonly scheduler: SchedulerLike;
}

/** Totals of everything: only for those who may see everything. */
const answerMetrics = async (
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const admission = await admit(desk.door, request, desk.scheduler);
  if (admission.type === 'undecided') plain(response, 503, 'It took too long to decide on the request.\n');
  else if (admission.type !== 'admitted')
    plain(response, 401, 'The token is missing or refused.\n', { 'WWW-Authenticate': 'Bearer' });
  else if (admission.scope !== undefined) plain(response, 403, 'Metrics are totals of all projects.\n');
  else {
    const measured = desk.metrics?.();
    const headers = { 'Content-Type': measured?.contentType, 'Cache-Control': 'no-store' };
    plain(response, 200, (await measured?.text()) ?? '', headers);
  }
};

/** Answers plain requests. */
const answer = async (desk: Desk, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const wrong = misdirection(desk.door, request);
  const path = pathOf(request);
  if (wrong !== undefined) plain(response, 403, `${wrong}\n`);
  else if (request.method !== 'GET' && request.method !== 'HEAD')
    plain(response, 405, 'Only GET and HEAD.\n', { Allow: 'GET, HEAD' });
  else if (path === '/healthz')
    plain(response, 200, '{"status":"ok"}', {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
    });
  else if (path === '/metrics' && desk.metrics !== undefined) await answerMetrics(desk, request, response);
  else if (desk.hasPage) await answerPage(desk.page(), path, request, response);
  else plain(response, 404, 'Not found.\n');
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const urlOf = (host: string, port: number): string =>
  `http://${host.includes(':') ? `[${host}]` : host}:${String(port)}`;

const doorOf = ({ token, authorize, allowedOrigins = [], host = '127.0.0.1' }: ServeOptions): Door => {
  if (token === '') throw new RangeError('token must not be empty');
  if (!isLoopback(host) && token === undefined && authorize === undefined)
    throw new RangeError(`host '${host}' can be reached from other machines: give a token, or authorize`);
  const origins = originsOf(allowedOrigins);
  return { token, authorize, allowedOrigins: origins, names: [host, ...namesOf(origins)] };
};

/**
 * Serves a monitor to browsers and other programs: a websocket for `connectMonitor` and every client of docs/protocol.md, and
 * the page. Each distinct view is computed once, however many clients have it open; a client that is slow delays no other.
 *
 * Rejects where it may not listen: the port is taken, or the address is not one of this machine.
 *
 * @param monitor what is served; it is not closed with the gateway
 * @param options see {@link ServeOptions}
 * @throws RangeError where an address that other machines reach has neither `token` nor `authorize`; what `metrics` throws for its options
 *
 * @example
 * const monitor = createMonitor([source]);
 * const gateway = await serveMonitor(monitor, { port: 0 });
 * console.log(new URL(gateway.url).hostname);
 * await gateway.close();
 * monitor.close();
 * // 127.0.0.1
 */
export const serveMonitor = async (monitor: Served, options: ServeOptions = {}): Promise<ServedMonitor> => {
  const { port = 4318, host = '127.0.0.1', scheduler = asyncScheduler } = options;
  const { metrics: measuring } = options;
  const door = doorOf(options);
  // Metrics are made when they are first asked for, which is too late to say what is wrong with them.
  if (typeof measuring === 'object') checkMeasured('metrics', measuring);
  const server = createServer();
  const bound = await listen(server, port, host);
  const gateway = new Gateway(monitor, door, LIMITS, scheduler);
  const measured = measuredOnce(monitor, options);
  const { page = true, label } = options;
  const files = new PageFiles();
  const desk: Desk = {
    door,
    page: () => ({ folder: typeof page === 'string' ? page : findPage(), label, files }),
    hasPage: page !== false,
    metrics: measured?.get,
    scheduler,
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(desk, request, response).catch(() => response.destroy());
  });
  server.on('upgrade', (request, socket, head) => void gateway.upgrade(request, socket, head));
  return {
    url: urlOf(host, bound),
    port: bound,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      measured?.close();
      await gateway.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

/** Metrics, made when they are first asked for. */
const measuredOnce = (
  monitor: Served,
  { metrics = true, scheduler }: ServeOptions,
): { readonly get: () => Metrics; readonly close: () => void } | undefined => {
  if (metrics === false) return undefined;
  let made: Metrics | undefined;
  return {
    get: () => (made ??= measure(monitor, { scheduler, ...(metrics === true ? {} : metrics) })),
    close: () => made?.close(),
  };
};
