import { expect } from 'chai';
import { option as O } from 'fp-ts';
import { map, NEVER, timer, VirtualTimeScheduler } from 'rxjs';
import { slidingWindowLimiter } from '../../operators/slidingWindowLimiter.js';
import type { Limiter } from '../../operators/throttleRequests.js';
import type { ClientEvent, ClientOptions, Provider } from '../../src/walk/index.js';
import { isHeadwaterError, RateLimitError, type AnyHeadwaterError } from '../../src/http/errors.js';
import { acme, acmeClient, inTurn, lastIdPages, things } from '../support/acme.js';
import type { Answer, Script } from '../support/fake-transport.js';
import { withSystemClock } from '../support/system-clock.js';

const [PAGE] = lastIdPages(['a']) as [Answer];

interface Run {
  readonly ids: string[];
  readonly times: number[];
  readonly events: ClientEvent[];
  readonly at: number;
  readonly error: AnyHeadwaterError | undefined;
  readonly states: string[];
}

/** Lists one page on virtual time, and tells all that could be seen of it. */
const run = (
  script: Script | readonly Answer[],
  options: ClientOptions = {},
  provider: Provider = acme,
): Run => {
  const { client, api } = acmeClient(script, options, provider);
  const events: ClientEvent[] = [];
  client.events$.subscribe((event) => events.push(event));
  const ids: string[] = [];
  let at = -1;
  let error: unknown;
  client.list(things).subscribe({
    next: ({ id }) => ids.push(id),
    error: (given: unknown) => {
      error = given;
      at = api.scheduler.now();
    },
    complete: () => (at = api.scheduler.now()),
  });
  api.run();
  expect(error === undefined || isHeadwaterError(error), String(error)).to.equal(true);
  const { log } = api;
  return {
    ids,
    events,
    at,
    error: error as AnyHeadwaterError | undefined,
    times: log.map(({ at: time }) => time),
    states: log.map(({ state }) => state),
  };
};

const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
const inADate = (ms: number): string => new Date(ms).toUTCString();

describe('one page', () => {
  describe('an attempt that is made again', () => {
    const again: readonly (readonly [what: string, answer: Answer, secondAt: number])[] = [
      ['500', { status: 500 }, 250],
      ['502 with HTML', { status: 502, text: '<html>' }, 250],
      ['503', { status: 503 }, 250],
      ['504', { status: 504 }, 250],
      ['529', { status: 529 }, 250],
      ['408', { status: 408 }, 250],
      ['503 with Retry-After', { status: 503, headers: { 'retry-after': '7' } }, 7000],
      ['429 with seconds', { status: 429, headers: { 'Retry-After': '2' } }, 2000],
      ['429 with a fraction', { status: 429, headers: { 'retry-after': '1.5' } }, 1500],
      ['429 with a date', { status: 429, headers: { 'retry-after': inADate(5000) } }, 5000],
      ['429 with a date that has passed', { status: 429, headers: { 'retry-after': inADate(-5000) } }, 250],
      ['507', { status: 507 }, 250],
      ['520 of the edge, with HTML', { status: 520, text: '<html>' }, 250],
      ['530', { status: 530 }, 250],
      ['598', { status: 598 }, 250],
      ['429 with milliseconds', { status: 429, headers: { 'retry-after-ms': '30', 'retry-after': '2' } }, 30],
      ['429 with exactly the accepted wait', { status: 429, headers: { 'retry-after': '60' } }, 60_000],
      ['429 with rubbish', { status: 429, headers: { 'retry-after': 'soon' } }, 250],
      ['429 without a word', { status: 429 }, 250],
      ['400 with x-should-retry', { status: 400, headers: { 'x-should-retry': 'true' } }, 250],
      ['a reset connection', { error: reset }, 250],
      ['truncated JSON', { text: '{"data":[{"id":"a"' }, 250],
      ['an empty body', { text: '' }, 250],
    ];
    for (const [what, answer, secondAt] of again) {
      it(`${what}: after ${String(secondAt)} ms`, () => {
        const { ids, times, error } = run([answer, PAGE]);
        expect(error).to.equal(undefined);
        expect(ids).to.deep.equal(['a']);
        expect(times).to.deep.equal([0, secondAt]);
      });
    }

    it('backs off twice as long each time, and after five attempts the last error is told', () => {
      const { times, error } = run(() => ({ status: 500, headers: { 'x-request-id': 'r9' } }));
      expect(times).to.deep.equal([0, 250, 750, 1750, 3750]);
      expect(error).to.include({ _tag: 'HttpError', status: 500, attempt: 5, pageIndex: 0 });
      expect(error?.vendor?.requestId).to.equal('r9');
    });

    it('is not made where retry is off', () => {
      expect(run([{ status: 500 }, PAGE], { retry: false }).times).to.deep.equal([0]);
    });
  });

  describe('an attempt that is not made again', () => {
    const once: readonly (readonly [what: string, answer: Answer, expected: object])[] = [
      [
        '400',
        { status: 400, json: { error: { message: 'bad limit', code: 'bad' } } },
        { _tag: 'HttpError', status: 400 },
      ],
      ['401', { status: 401 }, { _tag: 'HttpError', status: 401 }],
      ['402', { status: 402 }, { _tag: 'HttpError', status: 402 }],
      ['403', { status: 403 }, { _tag: 'HttpError', status: 403 }],
      ['404', { status: 404 }, { _tag: 'HttpError', status: 404 }],
      [
        '500 that says so',
        { status: 500, headers: { 'x-should-retry': 'false' } },
        { _tag: 'HttpError', status: 500, retryable: false },
      ],
      [
        '429 that says so',
        { status: 429, headers: { 'x-should-retry': 'false' } },
        { _tag: 'RateLimitError', retryable: false },
      ],
      ['a page of HTML', { text: '<html>' }, { _tag: 'DecodeError', part: 'text' }],
      ['JSON that nests too deep', { text: '['.repeat(100_000) }, { _tag: 'DecodeError', part: 'text' }],
      ['a body without a list', { json: { items: [] } }, { _tag: 'DecodeError', part: 'envelope' }],
      ['a list that is null', { json: { data: null } }, { _tag: 'DecodeError', part: 'envelope' }],
      ['a body that is null', { json: null }, { _tag: 'DecodeError', part: 'envelope' }],
      [
        'an item that does not decode',
        { json: { data: [{ id: 'a' }, { id: 7 }] } },
        { _tag: 'DecodeError', part: 'item', itemIndex: 1 },
      ],
      ['304', { status: 304 }, { _tag: 'HttpError', status: 304 }],
    ];
    for (const [what, answer, expected] of once) {
      it(what, () => {
        const { times, error, ids } = run([answer, PAGE]);
        expect(times).to.deep.equal([0]);
        expect(ids).to.deep.equal([]);
        expect(error).to.include({ ...expected, provider: 'acme', endpoint: 'acme.things', pageIndex: 0 });
      });
    }

    it('a wait above the accepted one is a RateLimitError with the wait, at once', () => {
      const { times, at, error } = run([{ status: 429, headers: { 'retry-after': '3600' } }, PAGE]);
      expect([times, at]).to.deep.equal([[0], 0]);
      expect(error).to.include({ _tag: 'RateLimitError', waitMs: 3_600_000, status: 429 });
      expect(error?.message)
        .to.contain('a wait of 3600 s, more than the accepted 60 s')
        .and.contain('maxRetryAfterMs');
    });

    it('the same for a 503, and for a lower cap', () => {
      const answer = { status: 503, headers: { 'retry-after': '5' } };
      const { error } = run([answer, PAGE], { maxRetryAfterMs: 4999 });
      expect(error).to.include({ _tag: 'RateLimitError', waitMs: 5000, status: 503 });
    });

    const redirects: readonly (readonly [
      status: number,
      location: string | undefined,
      target: string | undefined,
    ])[] = [
      [301, 'https://evil.test/x', 'https://evil.test/x'],
      [302, '/elsewhere', 'https://api.acme.test/elsewhere'],
      [307, 'https://evil.test/?token=abc', 'https://evil.test/?token=[secret]'],
      [308, undefined, undefined],
      [0, undefined, undefined],
    ];
    for (const [status, location, target] of redirects) {
      it(`a redirect (${String(status)}) to ${String(location)} names its target`, () => {
        const { times, error } = run([{ status, headers: location === undefined ? {} : { location } }, PAGE]);
        expect(times).to.deep.equal([0]);
        expect(error).to.include({ _tag: 'HttpError', status, redirectTo: target, retryable: false });
        expect(error?.message).to.contain(target ?? 'and names no address');
      });
    }
  });

  describe("the vendor's own words", () => {
    const bodies: readonly (readonly [body: unknown, message: string | undefined, code?: string])[] = [
      [{ error: { message: 'no such limit', code: 'bad_limit' } }, 'no such limit', 'bad_limit'],
      [{ error: 'no such limit' }, 'no such limit'],
      [{ message: 'no such limit', code: 'X' }, 'no such limit', 'X'],
      [{ detail: 'no such limit' }, 'no such limit'],
      [{ errors: [{ detail: 'no such limit' }] }, 'no such limit'],
      [{ error: { message: 7 } }, undefined],
      [[], undefined],
      [null, undefined],
    ];
    for (const [json, message, code] of bodies) {
      it(`are read from ${JSON.stringify(json)}`, () => {
        const { error } = run([{ status: 400, json }]);
        expect(error?.vendor).to.include({ message, code });
        if (message !== undefined) expect(error?.message).to.contain(`The vendor says: ${message}`);
      });
    }

    it('a body that cannot be read does not hide the status', () => {
      expect(run([{ status: 403, text: '\u0000<<' }]).error).to.include({ status: 403 });
    });

    it('a provider reads its own, finds the wait in it, and forbids the retry', () => {
      const provider: Provider = {
        ...acme,
        readFault: ({ body }) => ({
          message: 'read here',
          waitMs: 1234,
          retryable: JSON.stringify(body) !== '{"credit":0}',
        }),
        requestIdHeader: 'x-acme-id',
      };
      expect(run([{ status: 429 }, PAGE], {}, provider).times).to.deep.equal([0, 1234]);
      const { times, error } = run(
        [{ status: 429, json: { credit: 0 }, headers: { 'x-acme-id': 'q1' } }],
        {},
        provider,
      );
      expect(times).to.deep.equal([0]);
      expect(error?.vendor).to.include({ message: 'read here', requestId: 'q1' });
    });

    it('reset headers count only where the server refuses', () => {
      const provider: Provider = { ...acme, resetHeaders: ['x-reset-a', 'x-reset-b'] };
      const headers = { 'x-reset-a': '20ms', 'x-reset-b': '6s' };
      expect(run([{ status: 429, headers }, PAGE], {}, provider).times).to.deep.equal([0, 6000]);
      expect(run([{ status: 503, headers }, PAGE], {}, provider).times).to.deep.equal([0, 250]);
      expect(run([{ ...PAGE, headers }], {}, provider).at).to.equal(0);
    });

    it('a good status with an error in the body is an error', () => {
      const provider: Provider = {
        ...acme,
        refusal: (body) =>
          (body as { success?: boolean }).success === false
            ? O.some({ message: 'not you', suggestion: 'Ask nicely.' })
            : O.none,
      };
      const { error, times } = run([{ json: { success: false, data: [{ id: 'a' }] } }, PAGE], {}, provider);
      expect(times).to.deep.equal([0]);
      expect(error).to.include({ _tag: 'HttpError', status: 200, advice: 'Ask nicely.' });
      expect(run([PAGE], {}, provider).ids).to.deep.equal(['a']);
    });
  });

  describe('time', () => {
    it('an attempt that is not over in time is given up, aborted, and made again', () => {
      const { times, states, ids } = run([{ silent: true }, PAGE], { timeoutMs: 1000 });
      expect(times).to.deep.equal([0, 1250]);
      expect(states).to.deep.equal(['aborted', 'done']);
      expect(ids).to.deep.equal(['a']);
    });

    it('the time counts for the body, too', () => {
      const pieces = Array.from({ length: 50 }, () => ({ afterMs: 100, text: ' ' }));
      const { error, states } = run([{ pieces }], { timeoutMs: 1000, retry: false });
      expect(error).to.include({ _tag: 'TimeoutError', code: 'timeout-response', timeoutMs: 1000 });
      expect(states).to.deep.equal(['aborted']);
    });

    it('a body that stands still is given up before', () => {
      const pieces = [
        { afterMs: 10, text: '{"da' },
        { afterMs: 5000, text: 'ta":[]}' },
      ];
      const { error, at, states } = run([{ pieces }], { stallMs: 500, retry: false });
      expect(error).to.include({ _tag: 'TimeoutError', code: 'timeout-stall', timeoutMs: 500 });
      expect(at).to.equal(510);
      expect(states).to.deep.equal(['aborted']);
    });

    it('a body that only comes slowly is not', () => {
      const pieces = ['{"data":', '[{"id":"a"}],', '"has_more":false}'].map((text) => ({
        afterMs: 400,
        text,
      }));
      expect(run([{ pieces }], { stallMs: 500 }).ids).to.deep.equal(['a']);
    });

    it('unsubscribing during the wait leaves no timer and sends nothing more', () => {
      const { client, api } = acmeClient([{ status: 429, headers: { 'retry-after': '30' } }, PAGE]);
      const subscription = client.list(things).subscribe();
      api.run(1000);
      subscription.unsubscribe();
      api.run();
      expect(api.log).to.have.length(1);
      expect(api.scheduler.actions).to.deep.equal([]);
      expect(api.scheduler.now()).to.be.lessThan(30_000);
    });

    it('unsubscribing aborts what is in flight and leaves no timer', () => {
      const { client, api } = acmeClient([{ ...PAGE, delayMs: 500 }]);
      const subscription = client.list(things).subscribe();
      api.run(100);
      subscription.unsubscribe();
      api.run();
      expect(api.log.map(({ state }) => state)).to.deep.equal(['aborted']);
      expect(api.scheduler.now()).to.be.lessThan(500);
    });
  });

  describe('pace', () => {
    it('a 429 holds the other requests of the client', () => {
      const script: Script = (_sent, index) =>
        index === 0 ? { status: 429, headers: { 'retry-after': '9' }, delayMs: 5 } : PAGE;
      const { client, api } = acmeClient(script);
      client.list(things).subscribe();
      api.run(10);
      client.list(things).subscribe();
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 9005, 9005]);
    });

    it('a 429 holds the other requests even where nothing is retried', () => {
      const script = inTurn([{ status: 429, headers: { 'retry-after': '9' } }, PAGE]);
      const { client, api } = acmeClient(script, { retry: false });
      client.list(things).subscribe({ error: () => undefined });
      client.list(things).subscribe();
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 9000]);
    });

    it('a 429 whose wait is longer than accepted is told to the other requests: nothing is sent into it', () => {
      const script = inTurn([{ status: 429, headers: { 'retry-after': '90' } }, PAGE]);
      const { client, api } = acmeClient(script);
      const told: unknown[] = [];
      const ask = (): void => {
        client.list(things).subscribe({ error: (error: unknown) => told.push(error) });
      };
      ask();
      for (const at of [1000, 10_000]) api.scheduler.schedule(ask, at);
      api.run(10_000);
      expect(api.log).to.have.length(1);
      expect(told.map((error) => (error as RateLimitError).waitMs)).to.deep.equal([90_000, 89_000, 80_000]);
      expect(told.every((error) => error instanceof RateLimitError)).to.equal(true);
      // With less left than is accepted, the rest is waited out.
      api.scheduler.schedule(ask, 30_000);
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 90_000]);
      expect(told).to.have.length(3);
    });

    it('a 503 holds nobody', () => {
      const { client, api } = acmeClient(
        inTurn([{ status: 503, headers: { 'retry-after': '9' } }, PAGE, PAGE]),
      );
      client.list(things).subscribe();
      client.list(things).subscribe();
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 0, 9000]);
    });

    const windows = [{ limit: 2, perMs: 1000 }];

    it('keeps the documented windows, retries counted', () => {
      const { client, api } = acmeClient(
        inTurn([{ status: 500 }, PAGE, PAGE, PAGE]),
        {},
        { ...acme, windows },
      );
      for (let round = 0; round < 3; round += 1) client.list(things).subscribe();
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 0, 1001, 1001]);
    });

    it('limiter: false sends all at once', () => {
      const { client, api } = acmeClient(() => PAGE, { limiter: false }, { ...acme, windows });
      for (let round = 0; round < 5; round += 1) client.list(things).subscribe();
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 0, 0, 0, 0]);
      expect(client.limiter).to.equal(undefined);
    });

    it('a limiter is shared by all clients that are given it', () => {
      const scheduler = new VirtualTimeScheduler();
      const limiter = slidingWindowLimiter({ windows, scheduler });
      const sent: number[] = [];
      const clients = [1, 2, 3].map(() => acmeClient(() => PAGE, { limiter, scheduler }));
      for (const { client, api } of clients) {
        client.list(things).subscribe(() => sent.push(scheduler.now()));
        expect(client.limiter).to.equal(limiter);
        expect(api.log.length).to.be.lessThan(2);
      }
      scheduler.flush();
      expect(sent).to.deep.equal([0, 0, 1001]);
    });

    it('at most so many at once', () => {
      const { client, api } = acmeClient(
        () => ({ ...PAGE, delayMs: 100 }),
        {},
        { ...acme, maxConcurrency: 2 },
      );
      for (let round = 0; round < 4; round += 1) client.list(things).subscribe();
      api.run();
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 0, 100, 100]);
    });
  });

  describe('events', () => {
    it('tell the whole story in order', () => {
      const script = inTurn([
        { status: 429, headers: { 'retry-after': '2', 'x-request-id': 'r1' }, delayMs: 5 },
        { ...PAGE, headers: { 'x-request-id': 'r2' }, delayMs: 7 },
      ]);
      const { events } = run(script);
      const page = { provider: 'acme', endpoint: 'acme.things', pageIndex: 0 };
      const request = { method: 'GET', url: 'https://api.acme.test/v1/things?limit=100' };
      const failure = events[2]?.type === 'retry' ? events[2].error : undefined;
      expect(failure?.tag).to.equal('RateLimitError');
      expect(events.filter(({ type }) => type !== 'throttle')).to.deep.equal([
        { type: 'request', ...page, attempt: 1, request },
        { type: 'response', ...page, attempt: 1, status: 429, durationMs: 5, requestId: 'r1' },
        { type: 'retry', ...page, attempt: 1, delayMs: 2000, reason: 'server', error: failure },
        { type: 'request', ...page, attempt: 2, request },
        { type: 'response', ...page, attempt: 2, status: 200, durationMs: 7, requestId: 'r2' },
        {
          type: 'end',
          provider: 'acme',
          endpoint: 'acme.things',
          reason: 'complete',
          pages: 1,
          items: 1,
          leftOut: 0,
          total: undefined,
        },
      ]);
    });

    it('tell of a request that has to wait for its turn, and of no other', () => {
      const { client, api } = acmeClient(() => PAGE, {}, { ...acme, maxConcurrency: 1 });
      const types: string[] = [];
      client.events$.subscribe(({ type }) => types.push(type));
      client.list(things).subscribe();
      expect(types).to.deep.equal(['request', 'response', 'end']);
      client.limiter?.hold(50);
      client.list(things).subscribe();
      expect(types.at(-1)).to.equal('throttle');
      api.run();
      expect(types.slice(3)).to.deep.equal(['throttle', 'request', 'response', 'end']);
    });

    it('say until when the first of those who wait has to wait, where time alone decides', () => {
      const { client, api } = acmeClient(() => PAGE);
      const untils: (number | undefined)[] = [];
      client.events$.subscribe((event) => {
        if (event.type === 'throttle') untils.push(event.until);
      });
      client.limiter?.hold(50);
      client.list(things).subscribe();
      client.list(things).subscribe();
      api.run();
      expect(untils).to.deep.equal([50, 50]);
    });

    it('do not say it where a limiter of one’s own does not', () => {
      const limiter: Limiter = {
        admit: () => timer(5, api.scheduler).pipe(map(() => lease)),
        hold: () => undefined,
        state$: NEVER,
      };
      const lease = { release: () => undefined };
      const { client, api } = acmeClient(() => PAGE, { limiter });
      const told: ClientEvent[] = [];
      client.events$.subscribe((event) => told.push(event));
      client.list(things).subscribe();
      api.run();
      expect(told[0]).to.deep.equal({
        type: 'throttle',
        provider: 'acme',
        endpoint: 'acme.things',
        pageIndex: 0,
        until: undefined,
      });
      expect(told.at(-1)?.type).to.equal('end');
    });

    it('come from the client, whether or not anybody listens, and mask what a query carries', () => {
      const { client, api } = acmeClient(() => PAGE, { baseUrl: 'http://localhost/v1' });
      client.list(things).subscribe();
      expect(api.log).to.have.length(1);
    });
  });

  it('the request carries accept, user agent, own headers and credential', () => {
    const provider: Provider = { ...acme, headers: ({ id }) => ({ 'x-of': id }) };
    const { client, api } = acmeClient([PAGE], { headers: { 'X-Team': 'a' }, userAgent: 'mine/1' }, provider);
    client.list(things).subscribe();
    expect(api.log[0]?.headers).to.deep.equal({
      accept: 'application/json',
      'user-agent': 'mine/1',
      'x-team': 'a',
      'x-of': 'acme.things',
      authorization: 'Bearer sk-canary-7f3a',
    });
  });

  describe('limits that good replies tell', () => {
    const provider: Provider = {
      ...acme,
      limitHeaders: { window: 'w', limit: 'l', remaining: 'r', reset: 't' },
    };
    const told = (window: string, limit: number): Answer => ({
      ...PAGE,
      headers: { w: window, l: String(limit), r: '0', t: '3000' },
    });

    it('a window beyond maxRetryAfterMs parks nobody: a RateLimitError with the wait, at once, and nothing is sent', () => {
      const { client, api } = acmeClient(() => told('3600', 1), {}, provider);
      client.list(things).subscribe();
      const errors: unknown[] = [];
      client.list(things).subscribe({ error: (error: unknown) => errors.push([error, api.scheduler.now()]) });
      api.run();
      const [error, at] = (errors[0] ?? []) as [RateLimitError, number];
      expect(error).to.be.instanceOf(RateLimitError);
      expect(error).to.include({
        waitMs: 3_600_001,
        retryable: false,
        endpoint: 'acme.things',
        pageIndex: 0,
      });
      expect(error.message).to.contain('3601 s are left');
      expect([at, api.log.length]).to.deep.equal([0, 1]);
      expect(client.limiter).not.to.equal(undefined);
    });

    it('one up to maxRetryAfterMs is kept, and a throttle event says until when', () => {
      const { client, api } = acmeClient(() => told('60', 1), {}, provider);
      const untils: (number | undefined)[] = [];
      client.events$.subscribe((event) => {
        if (event.type === 'throttle') untils.push(event.until);
      });
      client.list(things).subscribe();
      client.list(things).subscribe();
      api.run();
      expect(untils).to.deep.equal([60_001]);
      expect(api.log.map(({ at }) => at)).to.deep.equal([0, 60_001]);
    });
  });

  describe('a system clock that is set forward, where no scheduler is given', () => {
    const ended = (answers: readonly Answer[], options: ClientOptions) =>
      withSystemClock((setForward) => {
        const { client, api } = acmeClient(answers, { ...options, retry: false, scheduler: undefined });
        const errors: unknown[] = [];
        const list = () => client.list(things).subscribe({ error: (error: unknown) => errors.push(error) });
        list();
        setForward(10 * 3_600_000);
        list();
        return { errors: errors as AnyHeadwaterError[], sent: api.log.length };
      });

    it('does not end a wait that the server asked for', () => {
      const { errors, sent } = ended([{ status: 429, headers: { 'retry-after': '3600' } }, PAGE], {});
      expect(sent).to.equal(1);
      expect(errors[1]).to.be.instanceOf(RateLimitError);
      expect((errors[1] as RateLimitError).waitMs).to.be.within(3_500_000, 3_600_000);
    });

    it('does not close an open circuit', () => {
      const breaker = { failureThreshold: 1, openMs: 600_000 };
      const { errors, sent } = ended([{ status: 503 }, PAGE], { breaker });
      expect(sent).to.equal(1);
      expect(errors[1]?.message).to.contain('nothing was sent');
    });

    it('is no silence, and makes no exchange longer', () => {
      withSystemClock((setForward) => {
        const durations: number[] = [];
        const { client } = acmeClient(
          () => {
            setForward(3_600_000);
            return PAGE;
          },
          { scheduler: undefined },
        );
        client.events$.subscribe((event) => {
          if (event.type === 'response') durations.push(event.durationMs);
        });
        client.list(things).subscribe();
        expect(durations[0]).to.be.lessThan(1_800_000);
      });
    });
  });
});
