import type { either as E } from 'fp-ts';
import type * as t from 'io-ts';
import { map, type OperatorFunction } from 'rxjs';
import type { DecodeFailure } from './errors.js';
import { checkDecodeConfig, decodeOrReport, type DecodeConfig } from './internal/decodeReport.js';

export type { DecodeConfig } from './internal/decodeReport.js';

/**
 * Returns each value decoded on its own: a `Right` of what the codec makes of it, or a `Left` of a `DecodeFailure` that
 * says where and why it does not fit. One bad value costs that value only.
 *
 * It is RxJS `map` over `codec.decode` with io-ts's errors, thousands of them for a wholly bad value, cut to a bounded
 * report that holds types but never values (see `DecodeFailure`). `decodeWith` is the same with the first failure as an
 * error; `partitionEither` parts the two sides.
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
 *   .pipe(decodeEither(t.type({ id: t.string }, 'User')))
 *   .subscribe((item) => console.log(E.isRight(item) ? item.right.id : item.left.message));
 * // a
 * // item 1 does not fit User: id: expected string, got number
 */
export const decodeEither = <A, O, I>(
  codec: t.Type<A, O, I>,
  config: DecodeConfig = {},
): OperatorFunction<I, E.Either<DecodeFailure, A>> => {
  checkDecodeConfig('decodeEither', config);
  return map((value: I, index) => decodeOrReport(codec, value, index, config));
};
