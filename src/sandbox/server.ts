import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FaultBook } from './faults.js';
import { pairsOf, walkOf, type Ask, type Provider, type Reply } from './http.js';
import { corsHeaders, isPreflight, preflight } from './cors.js';
import { MAX_TIMER_MS } from '../../operators/internal/backoff.js';
import { disturb, spoil, textOf } from './spoil.js';
import type { Fault, ProviderId, RequestRecord } from './types.js';

/** A request record while it is written. */
export type OpenRecord = { -readonly [K in keyof RequestRecord]: RequestRecord[K] };

/** What a server serves. */
export interface ServerConfig {
  readonly providers: readonly Provider[];
  /** The provider that a path belongs to, and the prefix it lives under. */
  readonly locate: (path: string) => { readonly provider: ProviderId; readonly prefix: string } | undefined;
  readonly faults: FaultBook;
  readonly log: OpenRecord[];
  /** Milliseconds of real time since the start. */
  readonly elapsed: () => number;
  /** Timers that end with the server. */
  readonly timers: Set<NodeJS.Timeout>;
  /** Whether pages of other origins may read the providers' replies. */
  readonly cors: boolean;
  /** Answers what belongs to no provider. */
  readonly other: (ask: Ask) => Reply;
}

const MAX_BODY = 1_048_576;

const TOO_LARGE: Reply = {
  status: 413,
  headers: {},
  body: { error: `the body is larger than ${String(MAX_BODY)} bytes` },
};

/** The requests that are kept in the log. */
const MAX_LOG = 10_000;

/** What one server remembers. */
interface Session extends ServerConfig {
  /** The last good reply of each walk. */
  readonly seen: Map<string, Reply>;
  /** Replies that the sandbox itself cut off: no client's doing. */
  readonly cut: WeakSet<ServerResponse>;
}

/** A server that is not listening yet. */
export function sandboxServer(config: ServerConfig): Server {
  const session: Session = { ...config, seen: new Map(), cut: new WeakSet() };
  return createServer((request, response) => {
    readBody(request, response, (body) => {
      guarded(response, () => {
        answer(session, askOf(config, request, body), response);
      });
    });
  });
}

/** Runs work on a reply; what it throws becomes a 500, or the end of the connection where the head has been sent. */
function guarded(response: ServerResponse, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    // A header of the reply that failed may be what cannot be sent.
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    send(response, { status: 500, headers: {}, body: { error: `sandbox: ${String(error)}` } });
  }
}

/** A request, and whether it is for a provider at all. */
interface KnownAsk extends Ask {
  readonly known: boolean;
}

function readBody(request: IncomingMessage, response: ServerResponse, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY) chunks.push(chunk);
  });
  // A body that is too large is read to its end and forgotten: a client that is still sending reads no reply.
  request.on('end', () => {
    if (size > MAX_BODY) send(response, TOO_LARGE);
    else done(Buffer.concat(chunks).toString('utf8'));
  });
}

function askOf(config: ServerConfig, request: IncomingMessage, body: string): KnownAsk {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  const place = config.locate(path);
  const headers = Object.entries(request.headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(', ') : value,
  ]);
  return {
    known: place !== undefined,
    provider: place?.provider ?? 'openai',
    method: request.method ?? 'GET',
    prefix: place?.prefix ?? '',
    path: path.slice(place?.prefix.length ?? 0),
    origin: `http://${request.headers.host ?? '127.0.0.1'}`,
    query: at < 0 ? [] : pairsOf(url.slice(at)),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body,
  };
}

function answer(session: Session, ask: KnownAsk, response: ServerResponse): void {
  const provider = ask.known ? session.providers.find(({ id }) => id === ask.provider) : undefined;
  if (provider === undefined) {
    send(response, session.other(ask));
    return;
  }
  if (session.cors && isPreflight(ask)) {
    send(response, preflight(ask));
    return;
  }
  const record = recordOf(session, ask, response);
  const faults = session.faults.strike(ask, provider, session.seen);
  const spoiling = { ask, provider, seen: session.seen };
  for (const fault of faults) disturb(fault, spoiling);
  const whole = provider.handle(ask);
  const reply = faults.reduce((spoiled, fault) => spoil(spoiled, fault, spoiling), whole);
  if (whole.status === 200) session.seen.set(walkOf(ask), whole);
  const wait = faults.reduce((ms, fault) => (fault.kind === 'latency' ? ms + fault.ms : ms), 0);
  later(session, response, Math.min(wait, MAX_TIMER_MS), () => {
    record.status = reply.status;
    transmit(session, response, session.cors ? corsHeaders(reply) : reply, faults.find(isCut));
  });
}

type Cut = Extract<Fault, { kind: 'reset' | 'stall' }>;

function isCut(fault: Fault): fault is Cut {
  return fault.kind === 'reset' || fault.kind === 'stall';
}

function recordOf(session: Session, ask: Ask, response: ServerResponse): OpenRecord {
  const { provider, method, path, query, headers } = ask;
  const at = session.elapsed();
  const record: OpenRecord = { provider, method, path, query, headers, status: 0, at, aborted: false };
  session.log.push(record);
  if (session.log.length > MAX_LOG) session.log.shift();
  response.on('close', () => {
    record.aborted = !response.writableFinished && !session.cut.has(response);
  });
  return record;
}

function later(config: ServerConfig, response: ServerResponse, ms: number, run: () => void): void {
  if (ms <= 0) {
    run();
    return;
  }
  const timer = setTimeout(() => {
    config.timers.delete(timer);
    if (!response.destroyed) guarded(response, run);
  }, ms);
  config.timers.add(timer);
  response.on('close', () => {
    clearTimeout(timer);
    config.timers.delete(timer);
  });
}

function transmit(session: Session, response: ServerResponse, reply: Reply, fault: Cut | undefined): void {
  if (fault === undefined) {
    send(response, reply);
    return;
  }
  const bytes = Buffer.from(textOf(reply));
  const sent = bytes.subarray(0, fault.afterBytes ?? Math.floor(bytes.length / 2));
  head(response, reply, bytes.length);
  response.flushHeaders();
  response.write(sent, () => {
    if (fault.kind === 'stall') return;
    session.cut.add(response);
    response.socket?.destroy();
  });
}

function send(response: ServerResponse, reply: Reply): void {
  const bytes = Buffer.from(textOf(reply));
  head(response, reply, bytes.length);
  response.end(bytes);
}

function head(response: ServerResponse, reply: Reply, length: number): void {
  response.statusCode = reply.status;
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('Content-Length', length);
  for (const [name, value] of Object.entries(reply.headers)) response.setHeader(name, value);
}
