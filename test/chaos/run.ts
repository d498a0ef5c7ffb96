import type { ClientOptions } from '../../src/walk/index.js';
import { Hang } from './clock.js';
import type { FaultKind } from './faults.js';
import { checkRun, checkWalk, labelOf, LawBroken, tracesOf } from './laws.js';
import type { Scenario } from './scenario.js';
import { Session } from './session.js';
import { walksOf } from './walks.js';

/** What came of many runs. */
export interface Tally {
  runs: number;
  requests: number;
  items: number;
  readonly injected: Map<FaultKind, number>;
  readonly outcomes: Map<string, number>;
  readonly broken: Map<string, number>;
}

export const newTally = (): Tally => ({
  ...{ runs: 0, requests: 0, items: 0 },
  ...{ injected: new Map(), outcomes: new Map(), broken: new Map() },
});

const add = <K>(counts: Map<K, number>, key: K, count = 1): void => {
  counts.set(key, (counts.get(key) ?? 0) + count);
};

/** What a run may be given beside its scenario. */
interface RunOptions {
  readonly tally?: Tally;
  /** Spoils the client's options: how a test makes sure that a law notices. */
  readonly tamper?: (options: ClientOptions, session: () => Session) => ClientOptions;
  /** Gets everything that the run could have written somewhere. */
  readonly traces?: (traces: readonly string[]) => void;
}

const count = (tally: Tally, { server }: Session): void => {
  tally.runs += 1;
  tally.requests += server.log.length;
  for (const [kind, times] of server.injected) add(tally.injected, kind, times);
};

const perform = async (session: Session, { tally, traces }: RunOptions): Promise<void> => {
  session.ended = (walk) => {
    if (tally !== undefined) {
      tally.items += walk.ranks.length;
      add(tally.outcomes, walk.state === 'error' ? labelOf(walk.error) : walk.state);
    }
    checkWalk(session, walk);
  };
  const walks = await walksOf(session, session.scenario);
  checkRun(session, walks);
  traces?.(tracesOf(session, walks));
};

/** Runs one scenario; rejects when a law was broken. The same scenario always gives the same run. */
export const runScenario = async (scenario: Scenario, options: RunOptions = {}): Promise<void> => {
  const { tally, tamper } = options;
  const session: Session = new Session(scenario, (given) => tamper?.(given, () => session) ?? given);
  try {
    await perform(session, options);
  } catch (error) {
    const law = error instanceof LawBroken ? error.law : error instanceof Hang ? 'hang' : 'other';
    if (tally !== undefined) add(tally.broken, law);
    throw error;
  } finally {
    if (tally !== undefined) count(tally, session);
  }
};
