import type { SchedulerLike } from 'rxjs';
import type { Money, UsageRecord } from '../../records/index.js';
import type { SourceInfo } from '../feed.js';
import type { Journal } from '../journal.js';
import { checkCount, checkUpTo } from '../../../operators/internal/check.js';
import { MAX_TIMER_MS } from '../../../operators/internal/backoff.js';
import { defaultRules } from '../rules/default-rules.js';
import type { AnyRule } from '../rules/rule.js';
import { checkBudget, type Budget } from './budget.js';
import type { Snooze } from './snooze.js';

/** For how long what is held. */
export interface Retention {
  /** Values by the minute, for this many minutes. At least 60, default 120. */
  readonly minutes?: number | undefined;
  /** Values by the hour, for this many hours. At least 24, default 48. */
  readonly hours?: number | undefined;
  /** Values by the day, for this many days. At least 31, default 35. */
  readonly days?: number | undefined;
  /** Changes to go on from. Default 10,000. */
  readonly changes?: number | undefined;
}

/** What a picture is made with. */
export interface PictureOptions {
  /** Default: `defaultRules`. */
  readonly rules?: readonly AnyRule[] | undefined;
  /** Limits of one's own, beside those of the providers. Default: none. */
  readonly budgets?: readonly Budget[] | undefined;
  /** Where the baseline and the changes are kept. Default: nowhere. */
  readonly journal?: Journal | undefined;
  /** Milliseconds between two baselines in the journal. Default 5 minutes. */
  readonly saveEveryMs?: number | undefined;
  /** Each view emits at most once in this many milliseconds. Default 250. */
  readonly frameMs?: number | undefined;
  /** How much is kept, and for how long. Default: see {@link Retention}. */
  readonly retention?: Retention | undefined;
  /**
   * What usage costs that is not reported yet: estimates, marked as such. Undefined for what it does not know. Default: the
   * source's own effective rate, reported costs by tokens of the last days.
   */
  readonly prices?: ((usage: UsageRecord) => Money | undefined) | undefined;
  /** Findings that are not to be looked at until a time. Default: none. */
  readonly snooze?: readonly Snooze[] | undefined;
  /** Default `asyncScheduler`. */
  readonly scheduler?: SchedulerLike | undefined;
  /** Names the log of changes, so that positions of another one are distinguished from its own. Default `Math.random`. */
  readonly random?: (() => number) | undefined;
}

/** The options of the engine, with their defaults. */
export interface EngineOptions {
  readonly sources: readonly SourceInfo[];
  /** Whether there may be sources beside them, which events name. */
  readonly isOpen: boolean;
  readonly rules: readonly AnyRule[];
  readonly budgets: readonly Budget[];
  readonly journal: Journal | undefined;
  readonly saveEveryMs: number;
  readonly frameMs: number;
  readonly depth: readonly [number, number, number];
  readonly changes: number;
  readonly prices: PictureOptions['prices'];
  readonly snooze: readonly Snooze[];
  readonly scheduler: SchedulerLike;
  readonly random: () => number;
}

/** Who is named by errors: `createMonitor` and `clusterMonitor` take the same options. */
const OWNER = 'monitor';

const checkNames = (sources: readonly SourceInfo[], budgets: readonly Budget[]): void => {
  const names = sources.map(({ name }) => name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new RangeError(`two sources have the name '${twice}'`);
  const budgetNames = budgets.map(({ name }) => name);
  const same = budgetNames.find((name, at) => budgetNames.indexOf(name) < at);
  if (same !== undefined) throw new RangeError(`two budgets have the name '${same}'`);
  for (const budget of budgets) checkBudget(budget);
};

/** Checks the options and fills in the defaults. */
export const engineOptions = (
  given: readonly SourceInfo[] | undefined,
  options: PictureOptions,
  scheduler: SchedulerLike,
): EngineOptions => {
  const sources = given ?? [];
  const { minutes = 120, hours = 48, days = 35, changes = 10_000 } = options.retention ?? {};
  const { rules = defaultRules, budgets = [], journal, prices, snooze = [], random = Math.random } = options;
  const { frameMs = 250, saveEveryMs = 300_000 } = options;
  checkNames(sources, budgets);
  checkUpTo(OWNER, 'frameMs', frameMs, MAX_TIMER_MS);
  checkUpTo(OWNER, 'saveEveryMs', saveEveryMs, MAX_TIMER_MS);
  checkCount(OWNER, 'retention.minutes', minutes, 60);
  checkCount(OWNER, 'retention.hours', hours, 24);
  checkCount(OWNER, 'retention.days', days, 31);
  checkCount(OWNER, 'retention.changes', changes);
  return {
    sources,
    isOpen: given === undefined,
    rules,
    budgets,
    journal,
    prices,
    snooze,
    scheduler,
    random,
    frameMs,
    saveEveryMs,
    depth: [minutes, hours, days],
    changes,
  };
};
