import { expect } from 'chai';
import fc from 'fast-check';
import { merge, map, NEVER, Observable, reduce } from 'rxjs';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientOptions } from '../../src/walk/index.js';
import type { Transport } from '../../src/http/transport.js';
import { canariesIn, CREDENTIALS, LICENCE_KEY } from '../chaos/canaries.js';
import { Hang } from '../chaos/clock.js';
import { FAULTS } from '../chaos/faults.js';
import { LawBroken } from '../chaos/laws.js';
import { FAMILIES, FOREIGN } from '../chaos/protocol.js';
import { newTally, runScenario } from '../chaos/run.js';
import { scenarios, type Scenario } from '../chaos/scenario.js';
import type { Session } from '../chaos/session.js';

/** The same runs each time: `npm run chaos` looks for new ones. */
const SEED = 20_260_115;

const quiet: Scenario = {
  ...{ family: 'lastId', auth: 'bearer', items: 30, pageSize: 10, latencyMs: [5], pieces: 2 },
  ...{ total: 'honest', pastEnd: 'empty', faults: [], changes: [] },
  behaviour: { mode: 'pages', count: 2, leaveAtMs: 0, pauseMs: 0 },
  choices: {
    ...{ concurrency: 1, prefetch: 1, gateMs: undefined, maxItems: undefined, maxPages: undefined },
    ...{ maxEmptyPages: undefined, deadlineMs: undefined, onInvalid: 'fail', maxAttempts: 3, budget: 500 },
    ...{ jitter: 0.3, limiter: 'plain', credentialForm: 'text' },
  },
};

const failureOf = async (run: Promise<void>): Promise<unknown> => {
  try {
    await run;
    return undefined;
  } catch (error) {
    return error;
  }
};

describe('chaos: all items once and in order, or a typed error whose kind fits the fault', function () {
  it('holds over 500 random scenarios', async () => {
    const tally = newTally();
    await fc.assert(
      fc.asyncProperty(scenarios(FAULTS), (scenario) => runScenario(scenario, { tally })),
      { seed: SEED, numRuns: 500 },
    );
    expect(tally.runs).to.equal(500);
    expect([...tally.broken]).to.deep.equal([]);
    expect(tally.items, 'the walks had something to carry').to.be.above(10_000);
    expect([...tally.injected.keys()], 'every kind of fault came up').to.have.members([...FAULTS]);
    expect([...tally.outcomes.keys()], 'walks ended in many ways').to.include.members([
      ...['complete', 'left', 'HttpError', 'RateLimitError', 'NetworkError', 'TimeoutError timeout-stall'],
      ...['DecodeError text', 'PagingError paging-loop', 'PagingError paging-repeated-page'],
    ]);
  });

  for (const family of FAMILIES) {
    it(`${family}: a quiet server gives everything`, async () => {
      const tally = newTally();
      await runScenario({ ...quiet, family }, { tally });
      expect(tally.items).to.equal(30);
      expect([...tally.outcomes]).to.deep.equal([['complete', 1]]);
    });
  }

  const FOUND: readonly (readonly [string, Partial<Scenario>])[] = [
    [
      'a walk that completes gives its places free one by one: none of its other pages goes out on them',
      {
        ...{ family: 'numbered', items: 2, pageSize: 1, latencyMs: [40], pieces: 1, total: 'high' },
        faults: [{ kind: 'rateLimit', page: 1, times: 1, waitForm: 'none', amount: 0 }],
        behaviour: { ...quiet.behaviour, mode: 'again', count: 2 },
        choices: { ...quiet.choices, concurrency: 4, maxAttempts: 1, jitter: 0 },
      },
    ],
    [
      'a loop that a resumed walk runs into names the page by its index in the whole list',
      {
        faults: [{ kind: 'repeatedCursor', page: 2, times: 1, waitForm: 'none', amount: 0 }],
        ...{ items: 30, pageSize: 5 },
        behaviour: { ...quiet.behaviour, mode: 'resume', count: 1 },
      },
    ],
    [
      'behind a page whose server says that there is more, and not where, nothing is asked ahead',
      {
        ...{ family: 'pageNumber', items: 10, pageSize: 8, latencyMs: [0], pieces: 1, total: 'low' },
        faults: [
          { kind: 'missingCursor', page: 1, times: 1, waitForm: 'none', amount: 0 },
          { kind: 'rateLimit', page: 2, times: 1, waitForm: 'none', amount: 0 },
        ],
        behaviour: { ...quiet.behaviour, mode: 'items' },
        choices: { ...quiet.choices, concurrency: 3, maxAttempts: 1, budget: 0, jitter: 0 },
      },
    ],
    [
      'the credential that a refusal quotes is not quoted on',
      { faults: [{ kind: 'echo', page: 1, times: 1, waitForm: 'none', amount: 0 }] },
    ],
    [
      'an error that carries the whole request loses it',
      { faults: [{ kind: 'leakyNetwork', page: 1, times: 5, waitForm: 'none', amount: 0 }] },
    ],
    [
      'a server’s wait is waited out without a limiter, too',
      {
        faults: [{ kind: 'unavailable', page: 1, times: 1, waitForm: 'seconds', amount: 9 }],
        choices: { ...quiet.choices, limiter: 'none' },
      },
    ],
  ];
  for (const [what, scenario] of FOUND) {
    it(what, async () => {
      await runScenario({ ...quiet, ...scenario });
    });
  }

  it('gives the same run for the same scenario', async () => {
    const [scenario] = fc.sample(scenarios(FAULTS), { seed: SEED, numRuns: 1 });
    const traces: string[][] = [];
    // One line for both runs: the stacks of errors tell where they were started.
    for (const run of [0, 1]) {
      await runScenario(scenario!, { traces: (seen) => (traces[run] = [...seen]) });
    }
    expect(traces[0]).to.deep.equal(traces[1]);
  });
});

/** A transport whose whole bodies are rewritten: a client, as far as the laws can tell, that does so itself. */
const rewriting =
  (transport: Transport, rewrite: (body: { data: unknown[] }) => unknown): Transport =>
  (request) =>
    transport(request).pipe(
      map((response) => ({
        ...response,
        text: (maxBytes: number) =>
          response.text(maxBytes).pipe(
            reduce((whole, piece) => whole + piece, ''),
            map((text) => JSON.stringify(rewrite(JSON.parse(text) as { data: unknown[] }))),
          ),
      })),
    );

type Spoil = (
  options: ClientOptions & { readonly transport: Transport },
  session: () => Session,
) => ClientOptions;

const SPOILED: readonly (readonly [law: string, what: string, spoil: Spoil, scenario?: Partial<Scenario>])[] =
  [
    [
      'lost',
      'an item is dropped',
      ({ transport }) => ({
        transport: rewriting(transport, (body) => ({ ...body, data: body.data.slice(1) })),
      }),
    ],
    [
      'repeated',
      'an item comes twice',
      ({ transport }) => ({
        transport: rewriting(transport, (body) => ({ ...body, data: [body.data[0], ...body.data] })),
      }),
    ],
    [
      'lost',
      'the walk ends early',
      ({ transport }) => ({ transport: rewriting(transport, (body) => ({ ...body, has_more: false })) }),
    ],
    [
      'requests',
      'each request is sent often',
      ({ transport }) => ({
        transport: (request) => {
          const once = transport(request);
          return merge(once, once, once, once);
        },
      }),
    ],
    [
      'secret',
      'the credential goes elsewhere, too',
      ({ transport }) => ({
        transport: (request) => merge(transport(request), transport({ ...request, url: `${FOREIGN}/v1` })),
      }),
    ],
    ['error', 'no answer comes although nothing is wrong', () => ({ transport: () => NEVER })],
    [
      'left over',
      'a timer stays behind',
      ({ transport }, session) => ({
        transport: (request) =>
          new Observable((subscriber) => {
            session().clock.schedule(() => undefined, 60_000);
            return transport(request).subscribe(subscriber);
          }),
      }),
    ],
    [
      'error',
      'retries are off although there are attempts left',
      () => ({ retry: false }),
      { faults: [{ kind: 'network', page: 1, times: 1, waitForm: 'none', amount: 0 }] },
    ],
    [
      'requests',
      'a gate is not kept',
      ({ transport }, session) => ({
        transport: (request) => {
          session().watch.gates += 1;
          return transport(request);
        },
      }),
    ],
  ];

describe('chaos: the laws notice', () => {
  for (const [law, what, spoil, scenario = {}] of SPOILED) {
    it(`${law}: ${what}`, async () => {
      const error = await failureOf(
        runScenario(
          { ...quiet, ...scenario },
          {
            tamper: (options, session) => ({
              ...options,
              ...spoil({ ...options, transport: options.transport! }, session),
            }),
          },
        ),
      );
      expect(error).to.be.instanceOf(LawBroken);
      expect(error).to.have.property('law', law);
    });
  }

  it('hang: a walk that nothing ends', async () => {
    const tally = newTally();
    const forever = { transport: () => NEVER, timeoutMs: 2_147_483_647, stallMs: 2_147_483_647 };
    const error = await failureOf(
      runScenario(quiet, { tally, tamper: (options) => ({ ...options, ...forever }) }),
    );
    expect(error).to.be.instanceOf(Hang);
    expect(tally.broken.get('hang')).to.equal(1);
  });

  it('secret: an event that quotes a credential', async () => {
    const spoiled = { userAgent: 'plain', baseUrl: `https://api.chaos.test/${CREDENTIALS.bearer}` };
    const error = await failureOf(runScenario(quiet, { tamper: (options) => ({ ...options, ...spoiled }) }));
    expect(error).to.be.instanceOf(LawBroken);
  });
});

describe('chaos: secrets', () => {
  let folder = '';

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'headwater-chaos-'));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const filesWithCanaries = (): string[] =>
    readdirSync(folder).filter((name) => canariesIn(readFileSync(join(folder, name), 'utf8')).length > 0);

  it('no file of events, tokens, pages and errors holds a canary', async () => {
    let runs = 0;
    const write = (traces: readonly string[]): void => {
      writeFileSync(join(folder, `${String((runs += 1))}.log`), traces.join('\n'));
    };
    await fc.assert(
      fc.asyncProperty(
        scenarios(['echo', 'leakyNetwork', 'redirect', 'refusal', 'drift', 'foreignNext']),
        (scenario) => runScenario({ ...scenario, items: 20 + (scenario.items % 20) }, { traces: write }),
      ),
      { seed: SEED, numRuns: 80 },
    );
    expect(readdirSync(folder)).to.have.length(80);
    expect(filesWithCanaries()).to.deep.equal([]);
  });

  it('the search finds a canary where there is one', () => {
    writeFileSync(join(folder, 'leak.log'), `{"key":"${LICENCE_KEY}1"}`);
    expect(filesWithCanaries()).to.deep.equal(['leak.log']);
  });
});
