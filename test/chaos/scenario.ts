import fc from 'fast-check';
import type { AuthStyle } from './canaries.js';
import type { FaultKind, WaitForm } from './faults.js';
import { CURSOR_FAMILIES, FAMILIES, type Family } from './protocol.js';

/** A fault of the server at one page of the walk. */
export interface Fault {
  readonly kind: FaultKind;
  readonly page: number;
  /** How often it happens before the page comes whole; for `empty` the number of empty pages. */
  readonly times: number;
  readonly waitForm: WaitForm;
  /** The wait that the server asks for, or how far back a repeated cursor leads. */
  readonly amount: number;
}

/** A change of the data while it is walked. */
interface Change {
  readonly op: 'insert' | 'delete';
  /** Happens once so many requests have arrived. */
  readonly afterRequests: number;
  /** Where in the data, from 0 up to 1. */
  readonly at: number;
}

/** What the consumer does. */
interface Behaviour {
  readonly mode:
    | 'items'
    | 'pages'
    | 'iterateItems'
    | 'iteratePages'
    | 'takePages'
    | 'takeItems'
    | 'leave'
    | 'again'
    | 'resume'
    | 'abort';
  /** How many pages or items until it leaves. */
  readonly count: number;
  readonly leaveAtMs: number;
  readonly pauseMs: number;
}

/** The choices of the caller. */
interface Choices {
  readonly concurrency: number;
  readonly prefetch: number;
  readonly gateMs: number | undefined;
  readonly maxItems: number | undefined;
  readonly maxPages: number | undefined;
  readonly maxEmptyPages: number | undefined;
  readonly deadlineMs: number | undefined;
  readonly onInvalid: 'fail' | 'skip' | 'collect';
  readonly maxAttempts: number;
  /** Tokens of the retry budget: 500 are never used up here. */
  readonly budget: number;
  readonly jitter: number;
  readonly limiter: 'none' | 'plain' | 'windows';
  readonly credentialForm: 'text' | 'function' | 'promise' | 'observable';
}

/** Everything that decides one run. */
export interface Scenario {
  readonly family: Family;
  readonly auth: AuthStyle;
  readonly items: number;
  readonly pageSize: number;
  readonly latencyMs: readonly number[];
  readonly pieces: number;
  readonly total: 'honest' | 'low' | 'high' | 'absent';
  readonly pastEnd: 'empty' | 'notFound';
  readonly faults: readonly Fault[];
  readonly changes: readonly Change[];
  readonly behaviour: Behaviour;
  readonly choices: Choices;
}

const rarely = <A>(arbitrary: fc.Arbitrary<A>, freq = 5): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq });

// `option` gives nil once in freq + 1: here most runs go without.
const seldom = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: rarely(arbitrary) });

const fault = (kinds: readonly FaultKind[]): fc.Arbitrary<Fault> =>
  fc.record({
    // Few protocols have links: without more weight these two would hardly ever come up.
    kind: fc.constantFrom(
      ...kinds,
      ...kinds.filter((kind) => kind === 'foreignNext' || kind === 'missingCursor'),
    ),
    page: fc.oneof(fc.nat(3), fc.nat(14)),
    times: fc.integer({ min: 1, max: 5 }),
    waitForm: fc.constantFrom<WaitForm>(
      ...([
        'none',
        'seconds',
        'fraction',
        'httpDate',
        'isoDate',
        'epoch',
        'epochMs',
        'ms',
        'duration',
      ] as const),
    ),
    amount: fc.integer({ min: 0, max: 9 }),
  });

const behaviour: fc.Arbitrary<Behaviour> = fc.record({
  mode: fc.constantFrom(
    ...(['items', 'pages', 'iterateItems', 'iteratePages', 'takePages'] as const),
    ...(['takeItems', 'leave', 'again', 'resume', 'abort'] as const),
  ),
  count: fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 40 })),
  leaveAtMs: fc.oneof(fc.nat(300), fc.nat(20_000)),
  pauseMs: fc.oneof(fc.constant(0), fc.nat(700)),
});

const choices: fc.Arbitrary<Choices> = fc.record({
  concurrency: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 8 })),
  prefetch: fc.nat(4),
  gateMs: seldom(fc.nat(300)),
  maxItems: seldom(fc.integer({ min: 1, max: 200 })),
  maxPages: seldom(fc.integer({ min: 1, max: 12 })),
  maxEmptyPages: seldom(fc.nat(3)),
  deadlineMs: seldom(fc.integer({ min: 1, max: 30_000 })),
  onInvalid: fc.constantFrom('fail', 'skip', 'collect'),
  maxAttempts: fc.integer({ min: 1, max: 5 }),
  budget: fc.oneof(
    { weight: 6, arbitrary: fc.constant(500) },
    { weight: 1, arbitrary: fc.constantFrom(0, 5, 10, 20) },
  ),
  jitter: fc.constantFrom(0, 0.3, 0.99),
  limiter: fc.constantFrom('plain', 'plain', 'none', 'windows'),
  credentialForm: fc.constantFrom('text', 'text', 'function', 'promise', 'observable'),
});

/** Returns the arbitrary of all scenarios over some kinds of fault. */
export const scenarios = (kinds: readonly FaultKind[]): fc.Arbitrary<Scenario> =>
  fc
    .record({
      family: fc.constantFrom(...FAMILIES),
      auth: fc.constantFrom<AuthStyle>('bearer', 'apiKeyScheme', 'license', 'keyHeader'),
      items: fc.oneof(fc.nat(12), fc.nat(120), fc.nat(500)),
      pageSize: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 8, max: 100 })),
      latencyMs: fc.array(fc.constantFrom(0, 0, 5, 40, 200, 900), { minLength: 1, maxLength: 5 }),
      pieces: fc.integer({ min: 1, max: 4 }),
      total: fc.constantFrom('honest', 'low', 'high', 'absent'),
      pastEnd: fc.constantFrom('empty', 'notFound'),
      faults: fc.oneof(
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 6, arbitrary: fc.array(fault(kinds), { minLength: 1, maxLength: 5 }) },
      ),
      changes: fc.oneof(
        { weight: 2, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: fc.array(
            fc.record({
              op: fc.constantFrom('insert', 'delete'),
              afterRequests: fc.integer({ min: 1, max: 20 }),
              at: fc.double({ min: 0, max: 0.999, noNaN: true }),
            }),
            { maxLength: 12 },
          ),
        },
      ),
      behaviour,
      choices,
    })
    .map((scenario) => ({
      ...scenario,
      // Rows that come and go shift numbered pages whatever the client does: only cursors are immune.
      changes: CURSOR_FAMILIES.has(scenario.family) ? scenario.changes : [],
    }));
