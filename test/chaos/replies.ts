import { concat, defer, delay, EMPTY, map, NEVER, Observable, of, throwError } from 'rxjs';
import {
  BodyTooLargeError,
  revealHeaders,
  type HttpRequest,
  type HttpResponse,
} from '../../src/http/transport.js';
import { waitHeaders, type FaultKind } from './faults.js';
import { FOREIGN, PATH } from './protocol.js';
import type { Fault } from './scenario.js';
import type { ModelServer, Served } from './server.js';

/** What the server has decided to answer. */
export type Answer =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'pastEnd' }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly text: string }
  | {
      readonly kind: 'page';
      readonly page: number;
      readonly body: Readonly<Record<string, unknown>>;
      readonly headers: Readonly<Record<string, string>>;
      readonly fault: Fault | undefined;
      readonly served: Served;
    };

export const LIMITS = { stallMs: 1000, timeoutMs: 5000, maxResponseBytes: 256 * 1024, maxDepth: 16 } as const;

/** Between the pieces of a slow body: longer than nothing, shorter than a stall. */
const SLOW_MS = 600;

type Headers = Readonly<Record<string, string>>;

/** Where a body breaks off, and how. */
type Break = 'whole' | 'reset' | 'stall';

const piecesOf = (text: string, count: number): readonly string[] => {
  const size = Math.max(1, Math.ceil(text.length / count));
  return Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
    text.slice(index * size, (index + 1) * size),
  );
};

const reset = (): Error => Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

const endOf = (how: Break): Observable<never> =>
  how === 'whole' ? EMPTY : how === 'reset' ? throwError(reset) : NEVER;

const bodyOf = (server: ModelServer, text: string, how: Break, gapMs: number): HttpResponse['text'] => {
  const { scenario, clock } = server;
  const all = piecesOf(text, how === 'whole' ? scenario.pieces : scenario.pieces + 1);
  const sent = how === 'whole' ? all : all.slice(0, -1);
  return (maxBytes) =>
    new Observable<string>((subscriber) => {
      server.open += 1;
      subscriber.add(() => {
        server.open -= 1;
      });
      let bytes = 0;
      const flowing = sent.map((piece) => (gapMs === 0 ? of(piece) : of(piece).pipe(delay(gapMs, clock))));
      const counted = concat(...flowing, endOf(how)).pipe(
        map((piece) => {
          bytes += piece.length;
          if (bytes > maxBytes) throw new BodyTooLargeError(maxBytes);
          return piece;
        }),
      );
      subscriber.add(counted.subscribe(subscriber));
    });
};

const respond = (
  server: ModelServer,
  status: number,
  headers: Headers,
  text: string,
  how: Break = 'whole',
  gapMs = 0,
): Observable<HttpResponse> =>
  of({
    status,
    header: (name) => headers[name.toLowerCase()] ?? null,
    text: bodyOf(server, text, how, gapMs),
  });

const refuse = (
  server: ModelServer,
  status: number,
  headers: Headers = {},
  message = 'no',
): Observable<HttpResponse> =>
  respond(server, status, { 'x-request-id': 'req_1', ...headers }, JSON.stringify({ error: { message } }));

/** A refusal with a wait: what is asked for is noted, to be compared with when the next request comes. */
const later = (server: ModelServer, status: number, fault: Fault): Observable<HttpResponse> => {
  const { clock } = server;
  const { headers, waitMs } = waitHeaders(fault, clock.now());
  if (waitMs !== undefined) {
    const { client, walk } = server;
    const fromMs = clock.elapsedMs;
    server.waits.push({
      ...{ client, walk, page: fault.page, all: status === 429 },
      ...{ fromMs, untilMs: fromMs + waitMs },
    });
  }
  return refuse(server, status, headers);
};

const authOf = (request: HttpRequest): string => {
  const headers = revealHeaders(request);
  return headers['authorization'] ?? headers['x-api-key'] ?? '';
};

/** What an unhappy HTTP library throws: the whole request hangs on the error. */
const leaky = (request: HttpRequest): Error =>
  Object.assign(new Error(`connect failed, sent ${authOf(request)}`), {
    code: 'ECONNREFUSED',
    config: { url: request.url, headers: revealHeaders(request) },
    cause: new Error(`socket closed while writing ${authOf(request)}`),
  });

/** Of a broken server, and of what stands in front of one. */
const BROKEN = [500, 502, 504, 507, 520, 522, 524, 525, 530, 598];

const failing = (
  server: ModelServer,
  fault: Fault,
  text: string,
  request: HttpRequest,
): Observable<HttpResponse> => {
  switch (fault.kind) {
    case 'rateLimit':
      return later(server, 429, fault);
    case 'unavailable':
      return later(server, 503, fault);
    case 'serverError':
      return respond(server, BROKEN[fault.amount % BROKEN.length] ?? 500, {}, '<html>oops</html>');
    case 'network':
      return throwError(reset);
    case 'leakyNetwork':
      return throwError(() => leaky(request));
    case 'reset':
      return respond(server, 200, {}, text, 'reset');
    case 'stall':
      return respond(server, 200, {}, text, 'stall');
    case 'truncated':
      return respond(server, 200, {}, text.slice(0, -1 - (fault.amount % 5)));
    case 'invalidJson':
      return respond(server, 200, {}, `${text.slice(0, -1)},]`);
    case 'emptyBody':
      return respond(server, 200, {}, '');
    default:
      return NEVER;
  }
};

const NESTED = '['.repeat(5000) + ']'.repeat(5000);

/** Puts another member at the head of a JSON object. */
const withMember = (text: string, member: string): string => text.replace('{', () => `{${member},`);

const lasting = (
  server: ModelServer,
  kind: FaultKind | undefined,
  fault: Fault | undefined,
  request: HttpRequest,
  text: string,
  headers: Headers,
): Observable<HttpResponse> | undefined => {
  switch (kind) {
    case 'html':
      return respond(server, 200, {}, '<!doctype html><title>Sign in</title>');
    case 'notFound':
      return refuse(server, [400, 401, 403, 404, 422][(fault?.amount ?? 0) % 5] ?? 404);
    case 'echo':
      return refuse(
        server,
        401,
        { 'x-request-id': authOf(request) },
        `Incorrect API key provided: ${authOf(request)}`,
      );
    case 'redirect':
      return respond(
        server,
        302,
        { location: `${FOREIGN}${PATH}?token=${encodeURIComponent(authOf(request))}` },
        'moved',
      );
    case 'noRetry':
      return refuse(server, 429, { 'x-should-retry': 'false' });
    case 'longWait':
      return refuse(server, (fault?.amount ?? 0) % 2 === 0 ? 429 : 503, { 'retry-after': '3600' });
    case 'refusal':
      return respond(
        server,
        200,
        {},
        JSON.stringify({ success: false, error: `denied for ${authOf(request)}` }),
      );
    case 'noEnvelope':
      return respond(server, 200, {}, '{"ok":true}');
    case 'huge':
      return respond(
        server,
        200,
        headers,
        withMember(text, `"pad":"${'x'.repeat(LIMITS.maxResponseBytes)}"`),
      );
    case 'deep':
      return respond(server, 200, headers, withMember(text, `"deep":${NESTED}`));
    default:
      return undefined;
  }
};

const PROTO = '"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}';

const pageReply = (
  server: ModelServer,
  answer: Answer & { kind: 'page' },
  request: HttpRequest,
): Observable<HttpResponse> => {
  const { fault, body, headers, page, served } = answer;
  const text = JSON.stringify(body);
  const instead = lasting(server, fault?.kind, fault, request, text, headers);
  if (instead !== undefined) return instead;
  server.served.set(page, served);
  if (fault?.kind === 'proto') {
    return respond(
      server,
      200,
      headers,
      withMember(text, PROTO).replaceAll('{"id"', () => `{${PROTO},"id"`),
    );
  }
  return respond(server, 200, headers, text, 'whole', fault?.kind === 'slow' ? SLOW_MS : 0);
};

/** Returns the reply to one request, after its latency; without latency it comes synchronously. */
export const replyOf = (
  server: ModelServer,
  answer: Answer,
  request: HttpRequest,
  latencyMs: number,
): Observable<HttpResponse> => {
  const reply = defer(() => {
    switch (answer.kind) {
      case 'nothing':
        return NEVER;
      case 'pastEnd':
        return refuse(server, 404, {}, 'no such page');
      case 'fault':
        return failing(server, answer.fault, answer.text, request);
      case 'page':
        return pageReply(server, answer, request);
    }
  });
  if (latencyMs === 0) return reply;
  return new Observable((subscriber) =>
    server.clock.schedule(() => {
      subscriber.add(reply.subscribe(subscriber));
    }, latencyMs),
  );
};
