import { either as E, function as F } from 'fp-ts';
import * as t from 'io-ts';
import { of, pipe, type Observable } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import { decodeEither } from '../../operators/decodeEither.js';
import type { DecodeFailure } from '../../operators/errors.js';
import {
  partitionEither,
  type PartitionedEither,
  type PartitionEitherConfig,
} from '../../operators/partitionEither.js';

declare const source: Observable<E.Either<Error, number>>;

// Both sides are inferred from the source, called directly or in the pipe of RxJS or fp-ts.
expectType<PartitionedEither<Error, number>>(partitionEither()(source));
expectType<PartitionedEither<Error, number>>(F.pipe(source, partitionEither({ connect: 'first' })));
expectType<PartitionedEither<DecodeFailure, string>>(
  pipe(decodeEither(t.string), partitionEither())(of<unknown>(1)),
);
expectAssignable<readonly [Observable<Error>, Observable<number>]>(partitionEither()(source));

// Or they are given.
expectType<(source: Observable<E.Either<Error, number>>) => PartitionedEither<Error, number>>(
  partitionEither<Error, number>(),
);
expectError(partitionEither<string, number>()(source));
expectError(partitionEither()(of(1)));

// Two streams are no operator of one.
expectError(source.pipe(partitionEither()));

expectAssignable<PartitionEitherConfig>({ connect: 'both' });
expectError(partitionEither({ connect: 'second' }));
