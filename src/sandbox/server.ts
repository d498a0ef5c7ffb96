import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { FaultBook } from './faults.js';
import { pairsOf, type Ask, type Provider, type Reply } from './http.js';
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
  /** Answers what belongs to no provider. */
  readonly other: (ask: Ask) => Reply;
}

const MAX_BODY = 1_048_576;

/** A server that is not listening yet. */
export function sandboxServer(config: ServerConfig): Server {
  const seen = new Map<string, Reply>();
  return createServer((request, response) => {
    readBody(request, (body) => {
      answer(config, seen, askOf(config, request, body), response);
    });
  });
}

function readBody(request: IncomingMessage, done: (body: string) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > MAX_BODY) request.destroy();
    else chunks.push(chunk);
  });
  request.on('end', () => {
    done(Buffer.concat(chunks).toString('utf8'));
  });
}

function askOf(
  config: ServerConfig,
  request: IncomingMessage,
  body: string,
): Ask & { readonly known: boolean } {
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

function answer(
  config: ServerConfig,
  seen: Map<string, Reply>,
  ask: Ask & { readonly known: boolean },
  response: ServerResponse,
): void {
  const provider = ask.known ? config.providers.find(({ id }) => id === ask.provider) : undefined;
  if (provider === undefined) {
    send(response, config.other(ask));
    return;
  }
  const record = recordOf(config, ask, response);
  const faults = config.faults.strike(ask, provider, seen);
  const spoiling = { ask, provider, seen };
  for (const fault of faults) disturb(fault, spoiling);
  const whole = provider.handle(ask);
  const reply = faults.reduce((spoiled, fault) => spoil(spoiled, fault, spoiling), whole);
  if (whole.status === 200) seen.set(ask.path, whole);
  const wait = faults.reduce((ms, fault) => (fault.kind === 'latency' ? ms + fault.ms : ms), 0);
  later(config, response, wait, () => {
    record.status = reply.status;
    transmit(
      response,
      reply,
      faults.find(({ kind }) => kind === 'reset' || kind === 'stall'),
    );
  });
}

function recordOf(config: ServerConfig, ask: Ask, response: ServerResponse): OpenRecord {
  const { provider, method, path, query, headers } = ask;
  const record: OpenRecord = {
    provider,
    method,
    path,
    query,
    headers,
    status: 0,
    at: config.elapsed(),
    aborted: false,
  };
  config.log.push(record);
  response.on('close', () => {
    record.aborted = !response.writableFinished && !resets.has(response);
  });
  return record;
}

/** Replies that the sandbox itself cut off: they are no client's doing. */
const resets = new WeakSet<ServerResponse>();

function later(config: ServerConfig, response: ServerResponse, ms: number, run: () => void): void {
  if (ms <= 0) {
    run();
    return;
  }
  const timer = setTimeout(() => {
    config.timers.delete(timer);
    if (!response.destroyed) run();
  }, ms);
  config.timers.add(timer);
  response.on('close', () => {
    clearTimeout(timer);
    config.timers.delete(timer);
  });
}

function transmit(response: ServerResponse, reply: Reply, fault: Fault | undefined): void {
  if (fault?.kind !== 'reset' && fault?.kind !== 'stall') {
    send(response, reply);
    return;
  }
  const bytes = Buffer.from(textOf(reply));
  const sent = bytes.subarray(0, fault.afterBytes ?? Math.floor(bytes.length / 2));
  head(response, reply, bytes.length);
  response.flushHeaders();
  response.write(sent, () => {
    if (fault.kind !== 'reset') return;
    resets.add(response);
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
