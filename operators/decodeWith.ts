import { either as E } from 'fp-ts';
import type * as t from 'io-ts';
import { map, type OperatorFunction } from 'rxjs';
import { checkDecodeConfig, decodeOrReport, type DecodeConfig } from './internal/decodeReport.js';

export type { DecodeConfig } from './internal/decodeReport.js';

/**
 * Returns what the codec makes of each value, one by one, and errors with a `DecodeFailure` at the first that does not
 * fit; those before it have already been emitted, and the source is unsubscribed.
 *
 * It is RxJS `map` over `codec.decode`, with a bounded report that holds types but never values in place of io-ts's
 * errors (see `DecodeFailure`). Where one bad value should not end the stream, use `decodeEither`.
 *
 * Nothing is buffered: an empty, failing or never-ending source stays what it is, and synchronous values come out
 * synchronously. Indexes count from 0 within each subscription. A codec that throws, where a codec should return a
 * failure, has failed at that value: the report names what was thrown, without its message, which may quote the value.
 *
 * @param codec any io-ts codec; one with `unknown` as its input takes any source.
 * @param config `maxIssues` (default 5) bounds the report, `label` goes into its message.
 * @throws RangeError at once, when `maxIssues` is no whole number from 1.
 *
 * @example
 * of({ id: 'a' }, { id: 7 })
 *   .pipe(decodeWith(t.type({ id: t.string }, 'User'), { label: 'users' }))
 *   .subscribe({ next: (user) => console.log(user.id), error: (error) => console.log(error.message) });
 * // a
 * // users: item 1 does not fit User: id: expected string, got number
 */
export const decodeWith = <A, O, I>(
  codec: t.Type<A, O, I>,
  config: DecodeConfig = {},
): OperatorFunction<I, A> => {
  checkDecodeConfig('decodeWith', config);
  return map((value: I, index) => {
    const decoded = decodeOrReport(codec, value, index, config);
    if (E.isLeft(decoded)) throw decoded.left;
    return decoded.right;
  });
};
