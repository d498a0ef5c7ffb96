import {
  concat,
  defer,
  isObservable,
  map,
  NEVER,
  of,
  switchMap,
  take,
  tap,
  throwError,
  timer,
  VirtualTimeScheduler,
  type MonoTypeOperatorFunction,
  type Observable,
  type SchedulerLike,
} from 'rxjs';
import type { ClientOptions } from '../../src/walk/index.js';
import {
  revealHeaders,
  type HttpRequest,
  type HttpResponse,
  type Transport,
} from '../../src/http/transport.js';

/** One request as the scripted server saw it. */
export interface Sent {
  readonly method: string;
  readonly url: string;
  readonly path: string;
  /** Query parameters, decoded; of a repeated one, the last. */
  readonly query: Readonly<Record<string, string>>;
  /** Headers in the clear. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Virtual time of the request. */
  readonly at: number;
  /** How it went: still open, answered in full, failed, or given up by the client before its end. */
  state: 'open' | 'done' | 'failed' | 'aborted';
}

/** What the scripted server answers. */
export interface Answer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Written as JSON. */
  readonly json?: unknown;
  /** The body as it is, in place of `json`. */
  readonly text?: string;
  /** Pieces of the body, each as many virtual milliseconds after the one before it as it says. */
  readonly pieces?: readonly { readonly afterMs: number; readonly text: string }[];
  /** Virtual milliseconds until the headers come. Default: at once, synchronously. */
  readonly delayMs?: number;
  /** Fails like this instead of answering. */
  readonly error?: unknown;
  /** Never answers. */
  readonly silent?: boolean;
}

/** Decides what to answer; an Observable of an answer answers when it emits. */
export type Script = (request: Sent, index: number) => Answer | Observable<Answer>;

export interface FakeApi {
  readonly transport: Transport;
  /** Every request, in the order in which they were sent. */
  readonly log: Sent[];
  readonly scheduler: VirtualTimeScheduler;
  /** Lets virtual time go on to this point, or until nothing is left to do. */
  run(untilMs?: number): void;
}

const bodyOf = ({ json, text, pieces }: Answer, scheduler: SchedulerLike): Observable<string> => {
  if (pieces !== undefined) {
    return concat(
      ...pieces.map(({ afterMs, text: piece }) => timer(afterMs, scheduler).pipe(map(() => piece))),
    );
  }
  return of(text ?? JSON.stringify(json ?? {}));
};

const lowerCased = (headers: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const noted = <A>(sent: Sent, isWhole: boolean): MonoTypeOperatorFunction<A> => {
  const settle = (state: Sent['state']) => (): void => {
    if (sent.state === 'open') sent.state = state;
  };
  return tap({
    error: settle('failed'),
    unsubscribe: settle('aborted'),
    ...(isWhole ? { complete: settle('done') } : {}),
  });
};

const toSent = (request: HttpRequest, at: number): Sent => {
  const url = new URL(request.url);
  return {
    method: request.method,
    url: request.url,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: revealHeaders(request),
    body: request.body,
    at,
    state: 'open',
  };
};

/** Returns a transport that follows a script on virtual time, and a log of what it was asked. */
export const fakeApi = (script: Script, scheduler = new VirtualTimeScheduler()): FakeApi => {
  const log: Sent[] = [];

  const respond = (sent: Sent, answer: Answer): Observable<HttpResponse> => {
    if (answer.silent === true) return NEVER;
    if ('error' in answer) return throwError(() => answer.error);
    const headers = lowerCased(answer.headers ?? {});
    const response: HttpResponse = {
      status: answer.status ?? 200,
      header: (name) => headers.get(name.toLowerCase()) ?? null,
      text: () => bodyOf(answer, scheduler).pipe(noted(sent, true)),
    };
    return answer.delayMs === undefined
      ? of(response)
      : timer(answer.delayMs, scheduler).pipe(map(() => response));
  };

  const transport: Transport = (request) =>
    defer(() => {
      const sent = toSent(request, scheduler.now());
      log.push(sent);
      const given = script(sent, log.length - 1);
      const answers = isObservable(given) ? given : of(given);
      return answers.pipe(
        take(1),
        switchMap((answer) => respond(sent, answer)),
        noted(sent, false),
      );
    });

  return {
    transport,
    log,
    scheduler,
    run: (untilMs = Infinity) => {
      scheduler.maxFrames = untilMs;
      scheduler.flush();
    },
  };
};

/** What a client needs to talk to a scripted server: no jitter, so that backoffs are 250, 500, 1000 … ms. */
export const acmeOptions = ({ transport, scheduler }: FakeApi): ClientOptions => ({
  transport,
  scheduler,
  retry: { random: () => 0.5 },
});
