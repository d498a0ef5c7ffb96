import { isSafe, keepsDigits } from '../http/digits.js';
import { ConfigError } from '../http/errors.js';
import { isText } from '../../operators/internal/isText.js';
import { listOf } from '../paging/config.js';

const isName = (name: unknown): boolean => isText(name) && /^(?:[\w-]+|\*)$/.test(name);

/** Returns a JSON text whose amounts keep all their digits, made by {@link exactAmounts}. */
export type KeepAmounts = (json: string) => string;

/**
 * Names the members of an endpoint's replies that hold money: a number there whose digits JavaScript cannot hold arrives as its text,
 * which the codec must take, too. All other numbers stay as they are.
 *
 * @param names of letters, digits, `_` and `-`, so that no part of a text passes for one; `*` is any such name.
 * @throws ConfigError for another name, or none.
 *
 * @example
 * const reply = () => Promise.resolve(new Response('[{ "price": 0.06 }, { "price": 0.123456789012345678901 }]'));
 * const prices = defineEndpoint({
 *   id: 'acme.prices',
 *   path: '/prices',
 *   paging: single({ items: '' }),
 *   item: t.type({ price: t.union([t.number, t.string]) }),
 *   key: ['price'],
 *   amounts: exactAmounts('price'),
 * });
 * createPlainClient(provider, { fetch: reply }).list(prices).subscribe(console.log);
 * // { price: 0.06 }
 * // { price: '0.123456789012345678901' }
 */
export const exactAmounts = (...names: readonly string[]): KeepAmounts => {
  if (!listOf(isName, 1)(names))
    throw new ConfigError({
      code: 'config-definition',
      message: 'exactAmounts takes names of letters, digits, _ and -, or *',
      advice: 'Name the members that hold money.',
    });
  const name = names.includes('*') ? '[\\w-]+' : names.join('|');
  const member = RegExp(`("(?:${name})"\\s*:\\s*)(-?\\d[^\\s,}\\]]*)`, 'g');
  return (json) =>
    json.replace(member, (whole, before: string, number: string) =>
      isSafe(number) && keepsDigits(number) ? whole : `${before}"${number}"`,
    );
};
