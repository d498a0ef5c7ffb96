import * as t from 'io-ts';
import { of, type Observable } from 'rxjs';
import { expectAssignable, expectError, expectNotAssignable, expectType } from 'tsd';
import { decodeWith } from '../operators/index.js';
import {
  isHeadwaterError,
  secret,
  type AnyHeadwaterError,
  type ClientEvent,
  type ClientOptions,
  type Fetch,
  type OpenAi,
  type Secret,
} from '../src/index.js';
import { projectApiKey, type ProjectApiKey } from '../src/providers/openai/index.js';

// decodeWith infers from the codec, the codecs of the providers included.
declare const raw: unknown;
expectType<Observable<ProjectApiKey>>(of(raw).pipe(decodeWith(projectApiKey)));
expectType<Observable<{ a: number }>>(of(raw).pipe(decodeWith(t.type({ a: t.number }))));

// The family of errors is closed: a switch over the tag is exhaustive.
declare const caught: unknown;
if (isHeadwaterError(caught)) {
  expectType<AnyHeadwaterError>(caught);
  switch (caught._tag) {
    case 'RateLimitError':
      expectType<number | undefined>(caught.waitMs);
      break;
    case 'HttpError':
      expectType<number>(caught.status);
      break;
    case 'NetworkError':
      expectType<boolean>(caught.retryable);
      break;
    case 'PagingError':
    case 'DecodeError':
    case 'ConfigError':
    case 'TimeoutError':
      expectType<string | undefined>(caught.endpoint);
      break;
    default:
      expectType<never>(caught);
  }
}

// A secret is no text, and no text is a secret.
const wrapped = secret('clear');
expectType<Secret<string>>(wrapped);
expectNotAssignable<string>(wrapped);
expectNotAssignable<Secret<string>>('clear');
expectType<string>(wrapped.reveal());

// The global fetch and Node's are taken as they are.
expectAssignable<Fetch>(fetch);
expectAssignable<ClientOptions>({ retry: false, limiter: false });
expectAssignable<ClientOptions>({ retry: { maxAttempts: 2 }, fetch });
expectNotAssignable<ClientOptions>({ retry: true });
expectError<ClientOptions>({ timeout: 3 });

declare const org: OpenAi;
expectType<Observable<ClientEvent>>(org.events$);
