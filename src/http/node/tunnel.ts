import type { Dispatcher, Pool } from 'undici';
import type { Connecting } from './connecting.js';
import { NoResponseError } from '../transport.js';

type Undici = typeof import('undici');

type ConnectOptions = Parameters<Pool['connect']>[0];

type Connected = (error: Error | null, data: Dispatcher.ConnectData) => void;

/** Statuses of a proxy that may be others in a moment. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

const refusal = (status: number): NoResponseError =>
  new NoResponseError({
    code: 'network-proxy',
    message: `the proxy answers ${status}, and opens no connection to the server`,
    advice: 'Ask the administrator of the proxy, or name the host in NO_PROXY.',
    retryable: PASSING.has(status),
  });

/** The error of a proxy that answers 407. */
export const wantsLogin = (cause?: Error): NoResponseError =>
  new NoResponseError({
    code: 'network-proxy',
    message: 'the proxy asks for a login',
    advice: 'Put user and password into the proxy variable, as http://user:password@host:port.',
    retryable: false,
    cause,
  });

const unreachable = (error: unknown): NoResponseError =>
  new NoResponseError({
    code: 'network-proxy',
    message: 'the proxy cannot be reached',
    advice: 'Check the proxy variable, or unset it.',
    cause: error,
    retryable: true,
  });

/** As much of the headers of a tunnel's request as is read here. */
const hostOf = ({ headers }: ConnectOptions): string => {
  const host = headers !== null && typeof headers === 'object' && 'host' in headers ? headers.host : '';
  return typeof host === 'string' ? host : '';
};

/**
 * Returns the connections to a proxy, for tunnels. What goes wrong with the proxy is an error of ours: undici names no status, and
 * where a proxy closes the connection, it would try again at once and without end. A tunnel that no request waits for is given up.
 */
export const tunnelsOver = ({ Pool }: Undici, proxy: URL, connecting: Connecting): Dispatcher => {
  class Tunnels extends Pool {
    override connect(options: ConnectOptions): Promise<Dispatcher.ConnectData>;
    override connect(options: ConnectOptions, callback: Connected): void;
    override connect(options: ConnectOptions, callback?: Connected): Promise<Dispatcher.ConnectData> | void {
      if (callback === undefined) return this.#open(options);
      super.connect(options, callback);
      return undefined;
    }

    async #open(options: ConnectOptions): Promise<Dispatcher.ConnectData> {
      const controller = new AbortController();
      const opened = connecting.opens(hostOf(options), () => {
        controller.abort();
      });
      try {
        const data = await super.connect({ ...options, signal: controller.signal });
        if (data.statusCode === 200) return data;
        data.socket.on('error', () => undefined).destroy();
        throw data.statusCode === 407 ? wantsLogin() : refusal(data.statusCode);
      } catch (error) {
        throw error instanceof NoResponseError ? error : unreachable(error);
      } finally {
        opened();
      }
    }
  }
  return new Tunnels(proxy);
};
