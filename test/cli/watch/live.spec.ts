import { expect } from 'chai';
import { filter, firstValueFrom, take, throwError, toArray } from 'rxjs';
import { CircuitOpenError } from '../../../operators/errors.js';
import { Listing } from '../../../src/walk/index.js';
import { ConfigError, HttpError, NetworkError, RateLimitError } from '../../../src/http/errors.js';
import { HELD } from '../../../src/cli/reason.js';
import { watchLive, type LiveEvent } from '../../../src/cli/watch/live.js';
import type { WatchList } from '../../../src/cli/watch/lists.js';

const AT = new Date('2026-01-15T12:00:00Z');

const failing = (error: unknown): WatchList => ({
  source: 'openai/users',
  provider: 'openai',
  endpoint: 'openai.users',
  credential: undefined,
  reports: ['users'],
  everyMs: 60_000,
  costEach: false,
  open: () => new Listing(() => throwError(() => error)),
  encode: (item) => item,
  records: () => [],
});

const said = { message: 'm', advice: 'a' };

const cases: readonly (readonly [
  what: string,
  error: unknown,
  reason: string,
  retryInMs: number | undefined,
])[] = [
  [
    'an open circuit: when it lets the next request through',
    new NetworkError({ code: 'network-circuit-open', ...said, cause: new CircuitOpenError(3000) }),
    HELD,
    3000,
  ],
  [
    'a limit: when the server says',
    new RateLimitError({ code: 'rate-limit-exceeded', ...said, status: 429, waitMs: 90_000 }),
    'too many requests (429), wait 90 s',
    90_000,
  ],
  [
    'a server error without a wait: a backoff',
    new HttpError({ code: 'http-server-error', ...said, status: 500 }),
    'server error (500)',
    1500,
  ],
  [
    'a refused credential: rarely',
    new HttpError({ code: 'http-forbidden', ...said, status: 403 }),
    'no permission (403)',
    600_000,
  ],
  [
    'a refused credential, whatever the refusal says: rarely',
    new HttpError({ code: 'http-forbidden', ...said, status: 403, waitMs: 1000 }),
    'no permission (403)',
    600_000,
  ],
  [
    'what only the caller can mend: never',
    new ConfigError({ ...said, code: 'config-option-invalid' }),
    'not set up',
    undefined,
  ],
];

describe('watchLive: a list that failed is tried again', () => {
  for (const [what, error, reason, retryInMs] of cases) {
    it(what, async () => {
      const session = { sandbox: true, clients: {}, now: () => AT, close: () => Promise.resolve() };
      const events = watchLive([failing(error)], { session, env: {}, random: () => 0.5 });
      const down = filter((event: LiveEvent) => event.kind === 'down');
      const [first] = await firstValueFrom(events.pipe(down, take(1), toArray()));
      expect(first).to.include({ source: 'openai/users', reason });
      expect(first?.retryAt).to.deep.equal(
        retryInMs === undefined ? undefined : new Date(AT.getTime() + retryInMs),
      );
    });
  }
});
