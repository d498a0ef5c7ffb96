import * as t from 'io-ts';
import { of, type Observable, type OperatorFunction } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import { decodeWith, type DecodeConfig } from '../../operators/decodeWith.js';

const User = t.type({ id: t.string }, 'User');
const Shout = new t.Type<Uppercase<string>, string, string>(
  'Shout',
  (value): value is Uppercase<string> => typeof value === 'string',
  (value) => t.success(value.toUpperCase() as Uppercase<string>),
  t.identity,
);

// A codec of `unknown` takes any source, and the items get the type of the codec.
expectType<OperatorFunction<unknown, { id: string }>>(decodeWith(User));
expectType<Observable<{ id: string }>>(of<unknown>(1).pipe(decodeWith(User)));
expectType<Observable<{ id: string }>>(of(1, 'two').pipe(decodeWith(User, { label: 'users', maxIssues: 3 })));

// The input of the codec is the input of the operator.
expectType<OperatorFunction<string, Uppercase<string>>>(decodeWith(Shout));
expectError(of(1).pipe(decodeWith(Shout)));
expectError(of<unknown>('a').pipe(decodeWith(Shout)));

expectAssignable<DecodeConfig>({});
expectError(decodeWith(User, { maxIssues: '5' }));
expectError(decodeWith(User, { maxIssues: undefined }));
expectError(decodeWith(User, { issues: 5 }));
expectError(decodeWith());
