import { isObject } from '../../../operators/internal/isObject.js';
import type { Refusal, ViewName } from '../../monitor/connect/protocol.js';

const VIEWS: ReadonlySet<string> = new Set<ViewName>([
  'overview',
  'sources',
  'limits',
  'findings',
  'drift',
  'spend',
  'series',
  'credentials',
  'principals',
  'changes',
]);

const LONGEST_POSITION = 200;

/** What a message of a client asks for. */
export type Asked =
  | { readonly type: 'beat' }
  | { readonly type: 'refresh' }
  | { readonly type: 'close'; readonly id: number }
  | {
      readonly type: 'open';
      readonly id: number;
      readonly view: ViewName;
      readonly query: unknown;
      readonly since: string | undefined;
    }
  /** The view cannot be opened; the connection goes on. */
  | { readonly type: 'refused'; readonly id: number; readonly error: Refusal }
  /** Not of this protocol. */
  | { readonly type: 'malformed' };

const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value > 0;

const isView = (value: unknown): value is ViewName => typeof value === 'string' && VIEWS.has(value);

const parse = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const readOpen = (message: Readonly<Record<string, unknown>>): Asked => {
  const { open: id, view, query, since } = message;
  if (!isId(id)) return { type: 'malformed' };
  if (!isView(view))
    return {
      type: 'refused',
      id,
      error: { code: 'view', message: `view must be one of ${[...VIEWS].join(', ')}.` },
    };
  if (since !== undefined && !(typeof since === 'string' && since.length <= LONGEST_POSITION))
    return {
      type: 'refused',
      id,
      error: { code: 'query', path: 'since', message: 'since must be the position of an event.' },
    };
  return { type: 'open', id, view, query, since };
};

/** Reads a message of a client. */
export const readMessage = (text: string): Asked => {
  const message = parse(text);
  if (message === undefined) return { type: 'malformed' };
  if ('beat' in message) return { type: 'beat' };
  if ('refresh' in message) return { type: 'refresh' };
  if ('close' in message)
    return isId(message['close']) ? { type: 'close', id: message['close'] } : { type: 'malformed' };
  return 'open' in message ? readOpen(message) : { type: 'malformed' };
};
