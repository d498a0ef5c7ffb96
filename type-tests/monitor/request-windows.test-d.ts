import { NEVER, of, asyncScheduler } from 'rxjs';
import { expectAssignable, expectError, expectType } from 'tsd';
import {
  defineSource,
  requestWindowsOf,
  type LimitRow,
  type PacedClient,
  type RequestWindow,
  type Source,
} from '../../src/monitor/index.js';
import { keygen } from '../../src/providers/keygen/index.js';

const { client } = keygen({ token: 'token' });
expectAssignable<PacedClient>(client);
expectType<readonly RequestWindow[]>(requestWindowsOf(client));
expectAssignable<PacedClient>({ limiter: undefined, scheduler: asyncScheduler });
expectAssignable<PacedClient>({ limiter: { state$: NEVER }, scheduler: asyncScheduler });
expectError(requestWindowsOf({ limiter: { state$: of(1) }, scheduler: asyncScheduler }));

const feeds = [] as const;
expectType<Source>(
  defineSource({
    name: 'acme',
    provider: 'acme',
    feeds,
    requestWindows: () => [{ limit: 60, perMs: 60_000, used: 3, atLeast: true, ageMs: 0, resetInMs: 10 }],
  }),
);
expectError(defineSource({ name: 'acme', provider: 'acme', feeds, requestWindows: () => [{ limit: 60 }] }));
expectError(defineSource({ name: 'acme', provider: 'acme', feeds, requestWindows: [] }));

declare const row: LimitRow;
expectType<number | undefined>(row.windowMs);
expectType<boolean | undefined>(row.atLeast);
