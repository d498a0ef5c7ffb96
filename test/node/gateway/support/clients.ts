import type { Observable } from 'rxjs';
import { WebSocket } from 'ws';
import { connectMonitor, ViewRefusedError } from '../../../../src/monitor/connect/connect-monitor.js';
import type { MonitorViews } from '../../../../src/monitor/monitor.js';
import type { ChangeEvent } from '../../../../src/monitor/shapes.js';
import { NEVER_MS } from '../../../support/patience.js';
import { PlainClient, type StandardConstructor } from './plain-client.js';

/** What a client has got of a view. */
interface Got<T = unknown> {
  readonly values: T[];
  /** Codes of refusals. */
  readonly refused: string[];
  leave(): void;
}

/** A client that a test drives, whichever it is. */
export interface AnyClient {
  watch(view: string, query?: object): Got;
  changes(since?: string): Got<ChangeEvent>;
  close(): void;
}

interface ClientOptions {
  readonly token?: string;
}

const streamOf = (monitor: MonitorViews, view: string, query: object | undefined): Observable<unknown> =>
  view in monitor ? monitor[view as 'spend'](query as never) : monitor[`${view}$` as 'overview$'];

const connected = (url: string, { token }: ClientOptions = {}): AnyClient => {
  const monitor = connectMonitor(url, { WebSocket, random: () => 0.01, token, lingerMs: 0 });
  const collect = (stream: Observable<unknown>): Got => {
    const got: Got = { values: [], refused: [], leave: () => subscription.unsubscribe() };
    const subscription = stream.subscribe({
      next: (value) => got.values.push(value),
      error: (error: unknown) =>
        got.refused.push(error instanceof ViewRefusedError ? error.code : String(error)),
    });
    return got;
  };
  return {
    watch: (view, query) => collect(streamOf(monitor, view, query)),
    changes: (since) => collect(monitor.changes(since)) as Got<ChangeEvent>,
    close: () => monitor.close(),
  };
};

/** That of the platform from Node.js 22 on. */
const Standard = ((globalThis as { WebSocket?: unknown }).WebSocket ?? WebSocket) as StandardConstructor;

const plain = (url: string, { token }: ClientOptions = {}): AnyClient => {
  const client = new PlainClient(url.replace(/^http/, 'ws'), Standard, token);
  const open = (view: string, options: object): Got => {
    const [values, refused]: [unknown[], string[]] = [[], []];
    const leave = client.open(
      view,
      options,
      (value) => values.push(value),
      (code) => refused.push(code),
    );
    return { values, refused, leave };
  };
  return {
    watch: (view, query) => open(view, query === undefined ? {} : { query }),
    changes: (since) => open('changes', since === undefined ? {} : { since }) as Got<ChangeEvent>,
    close: () => client.close(),
  };
};

/** The clients that must pass the same tests. */
export const CLIENTS: Readonly<Record<string, (url: string, options?: ClientOptions) => AnyClient>> = {
  connectMonitor: connected,
  'a client written from docs/protocol.md': plain,
};

/** Waits until something is so, however slow the machine is. */
export const eventually = async (
  isSo: () => boolean,
  what = 'it never came to pass',
  ms = NEVER_MS,
): Promise<void> => {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(what);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
};
