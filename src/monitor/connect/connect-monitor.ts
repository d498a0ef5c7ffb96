import { asyncScheduler, defer, EMPTY, Observable, ReplaySubject, share, type SchedulerLike } from 'rxjs';
import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import type { MonitorViews } from '../monitor.js';
import type { ChangeEvent } from '../shapes.js';
import { applyPatch } from './apply-patch.js';
import { Connection, type Channel, type ConnectionState } from './connection.js';
import { SUBPROTOCOL, TOKEN_PREFIX, type Refusal, type ViewName } from './protocol.js';
import { readEvent, readPosition, readRefusal, readValue } from './read-message.js';
import { readingOverview, readingSeries, readingSpend, readingTable } from './reading.js';
import { constructorOf, protocolOfToken, type WebSocketConstructor } from './web-socket.js';

/** How to connect. */
export interface ConnectOptions {
  /** What the gateway asks for. It is sent as a subprotocol, never in the URL. */
  readonly token?: string | undefined;
  /** Where the platform has none: `WebSocket` of the package `ws`. */
  readonly WebSocket?: WebSocketConstructor | undefined;
  /** How long the connection is kept when nobody looks any more, in milliseconds. Default 5 s. */
  readonly lingerMs?: number | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Spreads the attempts to connect: a number from 0 up to 1. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** A monitor that runs elsewhere. */
export interface RemoteMonitor extends MonitorViews {
  /** How the connection is; looking at it connects to nothing. */
  readonly connection$: Observable<ConnectionState>;
  /** Connects at once instead of at `retryAt`. */
  retry(): void;
  /** Ends this connection and completes every stream; the monitor goes on. */
  close(): void;
}

/**
 * A view that the gateway does not open: the query makes no sense there, or too many views are open.
 *
 * @example
 * ```ts no-run
 * connectMonitor('wss://example.com/monitor')
 *   .spend({ by: 'key' })
 *   .subscribe({ error: (error) => console.log(error instanceof ViewRefusedError && error.code) });
 * ```
 */
export class ViewRefusedError extends Error {
  readonly _tag = 'ViewRefusedError';
  override readonly name = 'ViewRefusedError';
  /** What programs read. */
  readonly code: Refusal['code'];
  /** Of a query: which member. */
  readonly path: string | undefined;

  constructor({ code, path, message }: Refusal) {
    super(message);
    this.code = code;
    this.path = path;
  }
}

type Query = object | undefined;

/** A view of a monitor elsewhere, for one subscriber. */
const remoteView = <T>(connection: Connection, view: ViewName, query: Query, first: () => T): Observable<T> =>
  new Observable((subscriber) => {
    let value: unknown = first();
    let isCurrent = false;
    const channel: Channel = {
      opening: () => {
        isCurrent = false;
        return { view, query };
      },
      hear: (message) => {
        if ('error' in message) {
          subscriber.error(new ViewRefusedError(readRefusal(message.error)));
          return;
        }
        if ('value' in message) value = readValue(message.value, first());
        else if (!('patch' in message)) return;
        else if (isCurrent) value = applyPatch(value, message.patch);
        else throw new TypeError('a patch came before the value');
        isCurrent = true;
        subscriber.next(value as T);
      },
      end: () => subscriber.complete(),
    };
    subscriber.next(value as T);
    subscriber.add(connection.add(channel));
  });

/** The changes of a monitor elsewhere, for one subscriber: after a loss of the connection from where they were. */
const remoteChanges = (
  connection: Connection,
  since: string | undefined,
  now: () => string,
): Observable<ChangeEvent> =>
  new Observable((subscriber) => {
    let position = since;
    const channel: Channel = {
      opening: () => ({ view: 'changes', since: position }),
      hear: (message) => {
        if ('error' in message) subscriber.error(new ViewRefusedError(readRefusal(message.error)));
        else if ('at' in message) position = readPosition(message.at);
        else if ('event' in message) {
          const event = readEvent(message.event, position, now);
          position = event.position;
          subscriber.next(event);
        }
      },
      end: () => subscriber.complete(),
    };
    subscriber.add(connection.add(channel));
  });

/** Views of one connection: each distinct one is open once, however many look at it. */
class RemoteViews {
  readonly #open = new Map<string, Observable<unknown>>();

  constructor(
    private readonly connection: Connection,
    private readonly now: () => string,
  ) {}

  view<T>(view: ViewName, first: () => T, query?: Query): Observable<T> {
    const text = JSON.stringify(query ?? {});
    const key = view + text;
    // A copy: the view is opened again after each loss of the connection, whatever has become of the program's object.
    const asked = query === undefined ? undefined : (JSON.parse(text) as object);
    return defer(() => {
      if (this.connection.isClosed) return EMPTY;
      const open = this.#open.get(key) ?? this.#share(key, remoteView(this.connection, view, asked, first));
      return open as Observable<T>;
    });
  }

  #share<T>(key: string, stream: Observable<T>): Observable<T> {
    const forgetting = new Observable<T>((subscriber) => {
      subscriber.add(() => this.#open.delete(key));
      subscriber.add(stream.subscribe(subscriber));
    });
    const shared = forgetting.pipe(share({ connector: () => new ReplaySubject<T>(1) }));
    this.#open.set(key, shared);
    return shared;
  }

  changes(since?: string): Observable<ChangeEvent> {
    return defer(() => (this.connection.isClosed ? EMPTY : remoteChanges(this.connection, since, this.now)));
  }
}

/** The address of a websocket, of one or of the page beside it. @throws TypeError where it is malformed */
const addressOf = (url: string): string => {
  const address = new URL(url);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  return address.href;
};

/**
 * Returns a monitor that runs elsewhere, behind `serveMonitor` or `attachMonitor`: the members of a {@link MonitorViews}, over
 * one websocket. Nothing is sent before the first subscription.
 *
 * Unlike `webSocket()` of RxJS it comes back after errors and after clean closes, with backoff and jitter, and opens its views
 * again. Until new values arrive the old ones stay; `changes` goes on where it was, and names a gap where events are lost, or
 * one cannot be read. A message outside of the protocol ends the connection, as an error does: `connection$` says so.
 *
 * - Each member emits at once, `state: 'reading'` before the first data, and completes with `close()`.
 * - Errors: {@link ViewRefusedError} on a single stream, where the gateway cannot open what was asked for; nothing else.
 *
 * @param url `ws://127.0.0.1:4318`; `http` and `https` are taken as `ws` and `wss`
 * @param options see {@link ConnectOptions}
 * @throws TypeError where the URL is malformed, or the platform has no WebSocket and none was given
 * @throws RangeError when `lingerMs` is out of its range
 *
 * @example
 * import { WebSocket } from 'ws';
 * const monitor = createMonitor([source]);
 * const gateway = await serveMonitor(monitor, { port: 0 });
 * const remote = connectMonitor(gateway.url.replace('http', 'ws'), { WebSocket });
 * const rows = await firstValueFrom(remote.sources$.pipe(filter(([first]) => first?.state === 'ok')));
 * console.log(rows.map(({ feed, records }) => `${feed} ${records}`));
 * remote.close();
 * await gateway.close();
 * monitor.close();
 * // [ 'keys 2' ]
 */
export const connectMonitor = (url: string, options: ConnectOptions = {}): RemoteMonitor => {
  const { token, scheduler = asyncScheduler, random = Math.random, lingerMs = 5_000 } = options;
  // A timer that is longer fires at once, and one that is no number too.
  if (!(Number.isFinite(lingerMs) && lingerMs >= 0 && lingerMs <= MAX_TIMER_MS))
    throw new RangeError(
      `connectMonitor: lingerMs must be from 0 to ${String(MAX_TIMER_MS)}, got ${String(lingerMs)}`,
    );
  const Socket = constructorOf(options.WebSocket);
  const address = addressOf(url);
  const protocols = [SUBPROTOCOL, ...(token === undefined ? [] : [protocolOfToken(TOKEN_PREFIX, token)])];
  const make = (): InstanceType<WebSocketConstructor> => new Socket(address, protocols);
  const connection = new Connection({ make, scheduler, random, lingerMs });
  const now = (): string => new Date(scheduler.now()).toISOString();
  const views = new RemoteViews(connection, now);
  const rows = (): [] => [];
  const table = (): typeof readingTable => readingTable;
  return {
    overview$: views.view('overview', () => readingOverview),
    sources$: views.view('sources', rows),
    limits$: views.view('limits', rows),
    findings$: views.view('findings', rows),
    drift$: views.view('drift', rows),
    spend: (query) => views.view('spend', () => readingSpend(now()), query),
    series: (query) => views.view('series', () => readingSeries(now()), query),
    credentials: (query) => views.view('credentials', table, query),
    principals: (query) => views.view('principals', table, query),
    changes: (since) => views.changes(since),
    refresh: () => connection.refresh(),
    connection$: connection.state$,
    retry: () => connection.retry(),
    close: () => connection.close(),
  };
};
