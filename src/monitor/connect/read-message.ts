import { isRecord } from '../../../operators/internal/isObject.js';
import type { ChangeEvent } from '../shapes.js';
import type { Refusal } from './protocol.js';
import { isText } from '../../../operators/internal/isText.js';

/** A message as it came: what is of a view is read by that view. */
export interface Heard {
  /** The view that it is about; absent of a beat, and of what nobody knows. */
  readonly id?: number;
  readonly value?: unknown;
  readonly patch?: unknown;
  readonly at?: unknown;
  readonly event?: unknown;
  readonly error?: unknown;
}

/**
 * Returns a message of a gateway. Members that nobody knows are of a later version, and are left alone.
 *
 * @throws SyntaxError or TypeError where it is malformed
 */
export const readMessage = (text: unknown): Heard => {
  const message: unknown = JSON.parse(String(text));
  if (!isRecord(message)) throw new TypeError('a message must be an object');
  if ('id' in message && typeof message['id'] !== 'number')
    throw new TypeError('the id of a view must be a number');
  return message;
};

const LISTS = ['rows', 'lines'] as const;

/**
 * Returns the value of a view as it came.
 *
 * @param like a value of the same view
 * @throws TypeError where it is a value of no such view: no list, or no object with the same lists
 */
export const readValue = (value: unknown, like: unknown): unknown => {
  const isAlike = Array.isArray(like)
    ? Array.isArray(value)
    : isRecord(value) &&
      isRecord(like) &&
      LISTS.every((name) => !(name in like) || Array.isArray(value[name]));
  if (!isAlike) throw new TypeError('a value must be one of its view');
  return value;
};

/** Returns why a view was refused: it was, even where the reason cannot be read. */
export const readRefusal = (error: unknown): Refusal =>
  isRecord(error) && isText(error['code']) && isText(error['message'])
    ? (error as unknown as Refusal)
    : { code: 'view', message: 'the gateway refused the view, and gave no reason that can be read' };

/** @throws TypeError where it is malformed */
export const readPosition = (at: unknown): string => {
  if (isText(at)) return at;
  throw new TypeError('the position of events must be a text');
};

const MEMBERS = ['position', 'at', 'kind', 'text'] as const;

/**
 * Returns an event; in place of one that cannot be read a gap, since something was there.
 *
 * @param since the position of the event before
 * @throws TypeError where neither position is known
 */
export const readEvent = (event: unknown, since: string | undefined, now: () => string): ChangeEvent => {
  const members = isRecord(event) ? event : {};
  if (MEMBERS.every((name) => isText(members[name]))) return members as unknown as ChangeEvent;
  const from = readPosition(since ?? members['position']);
  const position = isText(members['position']) ? members['position'] : from;
  const text = 'An event cannot be read, and is left out: the gateway sent it in another form.';
  return { position, at: now(), kind: 'gap', from, text };
};
