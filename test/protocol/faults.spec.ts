import { expect } from 'chai';
import type { Observable } from 'rxjs';
import {
  cobo,
  isHeadwaterError,
  keygen,
  keywordsai,
  openai,
  PagingError,
  type ClientOptions,
} from '../../src/index.js';
import type { Fault, ProviderId, RateLimitForm, Sandbox } from '../../src/sandbox/index.js';
import { boxFor } from '../sandbox/support.js';
import { all, broken } from './wire.js';

const PAGE = 5;

/** Quick in all its waits, so that a fault costs milliseconds. */
const QUICK: ClientOptions = { retry: { maxAttempts: 3, baseMs: 1 }, limiter: false, stallMs: 60 };

interface Walk {
  readonly provider: ProviderId;
  /** A part of the path that the fault is bound to. */
  readonly path: string;
  readonly list: (box: Sandbox, concurrency: number) => Observable<{ readonly id?: string | number | null }>;
  readonly held: (box: Sandbox) => readonly unknown[];
}

const WALKS = {
  openai: {
    provider: 'openai',
    path: '/organization/users',
    list: (box) => openai({ ...box.openai, ...QUICK }).users.list({}, { pageSize: PAGE }),
    held: ({ control }) => control.items('openai', 'users'),
  },
  keywordsai: {
    provider: 'keywordsai',
    path: '/api/users/list/',
    list: (box, concurrency) =>
      keywordsai({ ...box.keywordsai, ...QUICK }).users.list(
        { environment: 'test', sort_by: 'first_seen' },
        { pageSize: PAGE, concurrency },
      ),
    held: ({ control }) => control.items('keywordsai', 'users.test'),
  },
  keyset: {
    provider: 'keygen',
    path: '/tokens',
    list: (box) => keygen({ ...box.keygen, ...QUICK }).tokens.list({}, { pageSize: PAGE }),
    held: ({ control }) => control.items('keygen', 'tokens'),
  },
  numbered: {
    provider: 'keygen',
    path: '/tokens',
    list: (box, concurrency) =>
      keygen({ ...box.keygen, ...QUICK }).tokens.list({ walk: 'numbered' }, { pageSize: PAGE, concurrency }),
    held: ({ control }) => control.items('keygen', 'tokens'),
  },
  cobo: {
    provider: 'cobo',
    path: '/api/v1/principals',
    list: (box) => cobo({ ...box.cobo, ...QUICK }).principals.list({}, { pageSize: PAGE }),
    held: ({ control }) => control.items('cobo', 'principals'),
  },
  offset: {
    provider: 'cobo',
    path: '/api/v1/principals',
    list: (box, concurrency) =>
      cobo({ ...box.cobo, ...QUICK }).principals.list({ offset: 0 }, { pageSize: PAGE, concurrency }),
    held: ({ control }) => control.items('cobo', 'principals'),
  },
} as const satisfies Record<string, Walk>;

type WalkName = keyof typeof WALKS;

/** `all`: every item once and in order. Else the tag of the error, with the reason of a PagingError. */
type Outcome = string;
type Row = readonly [
  title: string,
  fault: Fault,
  usual: Outcome,
  others?: Partial<Record<WalkName, Outcome>>,
];

const limited = (form: RateLimitForm, seconds: number): Row => [
  `429, ${form}`,
  { kind: 'rate-limit', form, seconds },
  'all',
];

/** Struck is the second request of a walk. */
const ROWS: readonly Row[] = [
  ['latency', { kind: 'latency', ms: 3 }, 'all'],
  limited('retry-after-seconds', 0),
  limited('retry-after-fraction', 0.003),
  // A second that has passed: the wait is over.
  limited('retry-after-date', -2),
  limited('retry-after-ms', 0.003),
  limited('reset-seconds', 0),
  limited('reset-epoch', -2),
  limited('reset-epoch-ms', 0.003),
  limited('reset-duration', 0.003),
  limited('reset-iso', 0.003),
  limited('body', 0.003),
  limited('none', 0),
  ...[500, 502, 503, 504, 529].map((status): Row => [
    `status ${String(status)}`,
    { kind: 'status', status },
    'all',
  ]),
  ...[400, 401, 402, 403, 404, 422].map((status): Row => [
    `status ${String(status)}`,
    { kind: 'status', status },
    'HttpError',
  ]),
  ['a reset socket', { kind: 'reset' }, 'all'],
  ['a socket that is reset at once', { kind: 'reset', afterBytes: 0 }, 'all'],
  ['JSON cut off', { kind: 'truncated-json' }, 'all'],
  ['no JSON', { kind: 'invalid-json' }, 'all'],
  // Something in between answered: asking again would only find it there again.
  ['a page of HTML', { kind: 'html' }, 'DecodeError'],
  ['no body', { kind: 'empty-body' }, 'all'],
  ['a body that stands still', { kind: 'stall', afterBytes: 20 }, 'all'],
  ['a redirect', { kind: 'redirect', to: 'http://127.0.0.1:9/elsewhere' }, 'HttpError'],
  ['the same cursor again', { kind: 'repeat-cursor' }, 'PagingError paging-loop', { offset: 'all' }],
  ['the same page again', { kind: 'repeat-page' }, 'PagingError paging-repeated-page'],
  [
    'more, and no cursor',
    { kind: 'has-more-without-cursor' },
    'PagingError paging-missing-cursor',
    // Row numbers need no cursor.
    { offset: 'all' },
  ],
  [
    'a next on another origin',
    { kind: 'foreign-next', origin: 'http://127.0.0.1:9' },
    // A cursor is a text for the server, whatever it looks like; the server refuses it.
    'HttpError',
    // Only the number is read from a link.
    { keyset: 'PagingError paging-foreign-link', numbered: 'all', keywordsai: 'all', offset: 'all' },
  ],
  ['a drifted item', { kind: 'drift', retype: { id: 'object' } }, 'DecodeError'],
  ['a count that is too low', { kind: 'lying-count', count: 1 }, 'all'],
  ['a count that is too high', { kind: 'lying-count', count: 100_000 }, 'all'],
  ['success: false', { kind: 'success-false' }, 'HttpError'],
];

const outcomeOf = (error: unknown): Outcome => {
  if (error instanceof PagingError) return `${error._tag} ${error.code}`;
  return isHeadwaterError(error) ? error._tag : String(error);
};

const runsAhead = (name: WalkName): boolean => ['keywordsai', 'numbered', 'offset'].includes(name);

describe('the sandbox with faults: all items once and in order, or a typed error', () => {
  const box = boxFor({ rateLimits: false });

  for (const [title, fault, usual, others = {}] of ROWS) {
    for (const name of Object.keys(WALKS) as WalkName[]) {
      // Which page is given again is only sure where one is asked for after the other.
      for (const concurrency of runsAhead(name) && fault.kind !== 'repeat-page' ? [1, 8] : [1]) {
        const expected = others[name] ?? usual;
        it(`${title}: ${name}, ${String(concurrency)} at once: ${expected}`, async () => {
          const { provider, path, list, held }: Walk = WALKS[name];
          const whole = (await broken(list(box(), 1))).values.map(({ id }) => id);
          expect(whole).to.have.length(held(box()).length);
          box().control.faults.add({ provider, path, skip: 1, fault });
          const { values, error } = await broken(list(box(), concurrency));
          const came = values.map(({ id }) => id);
          if (expected === 'all') {
            expect(came, String(error)).to.deep.equal(whole);
            return;
          }
          expect(outcomeOf(error)).to.equal(expected);
          expect(came).to.deep.equal(whole.slice(0, came.length));
          expect(came.length).to.be.at.least(PAGE);
        });
      }
    }
  }

  it('a fault that stays is an error that tells how often it was tried', async () => {
    box().control.faults.add({ provider: 'openai', fault: { kind: 'status', status: 503 }, times: Infinity });
    box().control.clearRequests();
    const { error } = await broken(WALKS.openai.list(box()));
    expect(error).to.include({ _tag: 'HttpError', status: 503, attempt: 3 });
    expect(box().control.requests()).to.have.length(3);
  });

  it('an empty page with a cursor is not the end: only its own items are missing', async () => {
    for (const { provider, list } of [WALKS.openai, WALKS.keyset, WALKS.cobo]) {
      const whole = (await broken<{ readonly id: string }>(list(box()))).values.map(({ id }) => id);
      box().control.faults.add({ provider, skip: 1, fault: { kind: 'empty-page-with-cursor' } });
      const { values } = await broken<{ readonly id: string }>(list(box()));
      expect(values.map(({ id }) => id)).to.deep.equal([...whole.slice(0, PAGE), ...whole.slice(2 * PAGE)]);
    }
  });

  for (const name of ['openai', 'keyset', 'cobo'] as const) {
    it(`${name}: a row that comes during the walk shifts nothing`, async () => {
      const { provider, path, list }: Walk = WALKS[name];
      const whole = (await broken(list(box(), 1))).values.map(({ id }) => id);
      box().control.faults.add({ provider, path, skip: 1, fault: { kind: 'insert' } });
      const came = (await broken(list(box(), 1))).values.map(({ id }) => id);
      expect(came.filter((id) => whole.includes(id))).to.deep.equal(whole);
      expect(new Set(came).size).to.equal(came.length);
    });
  }

  it('keyset: the record of the cursor goes away during the walk: it goes on from the one before', async () => {
    const { list } = WALKS.keyset;
    const whole = (await broken(list(box()))).values.map(({ id }) => id);
    box().control.faults.add({ provider: 'keygen', path: '/tokens', skip: 1, fault: { kind: 'remove' } });
    expect((await all<{ readonly id: string }>(list(box()))).map(({ id }) => id)).to.deep.equal(whole);
  });

  it('numbered: a row that comes during the walk shifts the pages: none is lost, none comes twice', async () => {
    const whole = (await broken(WALKS.numbered.list(box(), 1))).values.map(({ id }) => id);
    box().control.faults.add({ provider: 'keygen', path: '/tokens', skip: 1, fault: { kind: 'insert' } });
    const came = (await broken(WALKS.numbered.list(box(), 1))).values.map(({ id }) => id);
    expect(came).to.deep.equal(whole);
  });
});
