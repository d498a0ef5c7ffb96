import { expect } from 'chai';
import { NEVER, of, throwError } from 'rxjs';
import type { Limiter } from '../../operators/throttleRequests.js';
import { HttpError, RateLimitError } from '../../src/http/errors.js';
import type { ClientContext } from '../../src/request/context.js';
import { acceptedWait, holdForRetry, nextAtOf, notePenalty, underPenalty } from '../../src/request/holds.js';

const said = { message: 'no', advice: 'wait', context: {} };
const refusal = (waitMs: number | undefined) =>
  new RateLimitError({ ...said, code: 'rate-limit-exceeded', status: 429, waitMs });
const failure = (waitMs: number) => new HttpError({ ...said, code: 'http-not-found', status: 503, waitMs });

/** A client that accepts waits of up to a second, and what was done to it. */
const clientOf = (leftMs = 0) => {
  const log: string[] = [];
  const limiter: Limiter = {
    admit: () => NEVER,
    hold: (ms) => log.push(`hold ${String(ms)}`),
    state$: NEVER,
  };
  const penalty = { impose: (ms: number) => log.push(`penalty ${String(ms)}`), remainingMs: () => leftMs };
  const client = { maxRetryAfterMs: 1000, limiter, penalty } as unknown as ClientContext;
  return { client, log };
};

describe('request/holds', () => {
  const waits: [string, unknown, number | undefined, string[]][] = [
    ['a refusal with an accepted wait', refusal(1000), 1000, []],
    ['one above it', refusal(1001), undefined, ['penalty 1001']],
    ['one that names no wait', refusal(undefined), undefined, []],
    ['one whose wait is no number', refusal(NaN), undefined, []],
    ['a failure with a wait', failure(500), undefined, []],
    ['a failure with a long wait', failure(5000), undefined, []],
    ['no error of ours', new Error('no'), undefined, []],
  ];
  for (const [title, error, accepted, penalties] of waits) {
    it(`${title}: holds for ${String(accepted)}, ${penalties.join() || 'no penalty'}`, () => {
      const { client, log } = clientOf();
      expect(acceptedWait(client)(error)).to.equal(accepted);
      notePenalty(client, error);
      expect(log).to.deep.equal(penalties);
    });
  }

  it('a refusal without a wait holds all for the wait of its own retry; a failure holds nobody', () => {
    const { client, log } = clientOf();
    holdForRetry(client, refusal(undefined), 300);
    holdForRetry(client, refusal(undefined), 3000);
    holdForRetry(client, failure(10), 300);
    expect(log).to.deep.equal(['hold 300', 'penalty 3000']);
  });

  it('under a penalty the error has the rest of the wait, rounded up; when it is over there is none', () => {
    const context = { provider: 'acme' };
    const error = underPenalty(clientOf(1500.2).client, () => context);
    expect(error).to.include({ status: 429, waitMs: 1501, provider: 'acme' });
    expect(String(error)).to.include('nothing was sent').and.to.include('2 s are left');
    for (const left of [0, -1])
      expect(underPenalty(clientOf(left).client, () => context)).to.equal(undefined);
  });

  it('nextAtOf reads the state of now, and waits for none', () => {
    const state = { queued: 1, running: 0, heldUntil: undefined, windows: [], concurrency: 1 };
    const { limiter } = clientOf().client;
    const base = { ...(limiter as Limiter) };
    expect(nextAtOf({ ...base, state$: of({ ...state, nextAt: 7 }) })).to.equal(7);
    expect(nextAtOf({ ...base, state$: of(state) })).to.equal(undefined);
    expect(nextAtOf({ ...base, state$: NEVER })).to.equal(undefined);
    expect(nextAtOf({ ...base, state$: throwError(() => 'down') })).to.equal(undefined);
  });
});
