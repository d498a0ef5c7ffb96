import type { either as E } from 'fp-ts';
import * as t from 'io-ts';
import { of, type Observable, type OperatorFunction } from 'rxjs';
import { expectError, expectType } from 'tsd';
import { decodeEither } from '../../operators/decodeEither.js';
import type { DecodeFailure } from '../../operators/errors.js';

const User = t.type({ id: t.string }, 'User');
const FromText = new t.Type<number, string, string>(
  'FromText',
  t.number.is,
  (text) => t.success(+text),
  String,
);

expectType<OperatorFunction<unknown, E.Either<DecodeFailure, { id: string }>>>(decodeEither(User));
expectType<Observable<E.Either<DecodeFailure, { id: string }>>>(of<unknown>(1).pipe(decodeEither(User)));
expectType<Observable<E.Either<DecodeFailure, number>>>(of('1').pipe(decodeEither(FromText, { label: 'n' })));

expectError(of(1).pipe(decodeEither(FromText)));
expectError(decodeEither(User, { label: 1 }));
expectError(decodeEither(User.name));

// A failure holds types, never values.
declare const failure: DecodeFailure;
expectType<string>(failure.issues[0]!.actual);
expectError(failure.issues[0]!.value);
