import { STATUS_CODES } from 'node:http';
import { drifted } from './drift.js';
import { isBody, walkOf, type Ask, type Body, type Provider, type Reply } from './http.js';
import { waitHeaders } from './rate-limit.js';
import type { Fault } from './types.js';

/** What a fault is applied with. */
interface Spoiling {
  readonly ask: Ask;
  readonly provider: Provider;
  /** The last good reply of each walk. */
  readonly seen: ReadonlyMap<string, Reply>;
}

/** The data changes that come before the answer. */
export function disturb(fault: Fault, { ask, provider }: Spoiling): void {
  const place = provider.placeOf(ask);
  if (place === undefined) return;
  if (fault.kind === 'insert') provider.world.insert(place.list, place.parent);
  if (fault.kind !== 'remove') return;
  const cursor = provider.shape.cursorId(ask);
  provider.world.remove(place.list, cursor === '' ? undefined : cursor, place.parent);
}

/** A reply with one fault in it; faults of the transport leave it as it is. */
export function spoil(reply: Reply, fault: Fault, spoiling: Spoiling): Reply {
  return (
    replaced(reply, fault, spoiling) ?? (reply.status === 200 ? pageFault(reply, fault, spoiling) : reply)
  );
}

function replaced(reply: Reply, fault: Fault, { ask, provider, seen }: Spoiling): Reply | undefined {
  switch (fault.kind) {
    case 'rate-limit':
      return limited(reply, fault, provider);
    case 'status': {
      const body = fault.body ?? provider.errorBody(fault.status, STATUS_CODES[fault.status] ?? 'Error');
      return { status: fault.status, headers: { ...reply.headers, ...fault.headers }, body };
    }
    case 'redirect':
      return { status: 302, headers: { Location: fault.to }, body: '' };
    case 'html':
      return {
        status: 200,
        headers: { 'Content-Type': 'text/html' },
        body: '<!doctype html><title>Gateway</title><h1>One moment</h1>',
      };
    case 'empty-body':
      return { ...reply, body: '' };
    case 'invalid-json':
      return { ...reply, body: '{"data": [}' };
    case 'truncated-json': {
      const text = textOf(reply);
      return { ...reply, body: text.slice(0, Math.floor(text.length / 2)) };
    }
    case 'repeat-page':
      return seen.get(walkOf(ask));
    default:
      return undefined;
  }
}

function limited(reply: Reply, fault: Extract<Fault, { kind: 'rate-limit' }>, provider: Provider): Reply {
  const kept = Object.entries(reply.headers).filter(([name]) => !/^(x-ratelimit|retry-after)/i.test(name));
  const body = provider.errorBody(429, 'Rate limit reached for requests');
  const { retry_after: _told, ...silent } = isBody(body) ? body : {};
  return {
    status: 429,
    headers: { ...Object.fromEntries(kept), ...waitHeaders(fault.form, fault.seconds, Date.now()) },
    body: fault.form === 'body' ? { ...silent, retry_after: fault.seconds } : silent,
  };
}

function pageFault(reply: Reply, fault: Fault, { ask, provider }: Spoiling): Reply {
  const { shape } = provider;
  const itemsPath = typeof shape.items === 'string' ? shape.items : shape.items(ask);
  if (fault.kind === 'drift' || fault.kind === 'empty-page-with-cursor') {
    const items = (list: readonly unknown[]) => (fault.kind === 'drift' ? drifted(list, fault) : []);
    return { ...reply, body: withItems(reply.body, itemsPath, items) };
  }
  if (!isBody(reply.body)) return reply;
  const body = reply.body;
  const paged = (changed: Body): Reply => ({ ...reply, body: changed });
  switch (fault.kind) {
    case 'repeat-cursor':
      return paged(shape.repeatCursor(body, ask));
    case 'has-more-without-cursor':
      return paged(shape.withoutCursor(body, ask));
    case 'foreign-next':
      return paged(shape.foreignNext(body, fault.origin, ask));
    case 'lying-count':
      return paged(shape.withCount(body, fault.count));
    case 'no-next':
      return paged(shape.noNext(body, fault.form));
    case 'success-false':
      return paged({ success: false, error: 'Internal error', suggestion: 'Try again later.', message: '' });
    default:
      return reply;
  }
}

/** A body with other items at a dotted path; the object of a reply that is no list is its only item, and cannot go away. */
function withItems(
  value: unknown,
  path: string,
  change: (items: readonly unknown[]) => readonly unknown[],
): unknown {
  if (path === '') return Array.isArray(value) ? change(value) : (change([value])[0] ?? value);
  if (!isBody(value)) return value;
  const [name = '', ...rest] = path.split('.');
  return name in value ? { ...value, [name]: withItems(value[name], rest.join('.'), change) } : value;
}

/** A reply's body as it goes over the wire. */
export function textOf(reply: Reply): string {
  if (typeof reply.body === 'string') return reply.body;
  try {
    return JSON.stringify(reply.body);
  } catch {
    return exactText(reply.body);
  }
}

/** JSON with integers that no number can hold: `JSON.stringify` refuses them. */
function exactText(body: unknown): string {
  const text = JSON.stringify(body, (_name, value: unknown) =>
    typeof value === 'bigint' ? `\u0000whole:${String(value)}` : value,
  );
  return text.replaceAll(/"\\u0000whole:(-?\d+)"/g, '$1');
}
