import type { Budget } from './engine/budget.js';
import type { Source } from './feed.js';
import type { AnyRule } from './rules/rule.js';

/** Accounts that are kept elsewhere, in a database for example: their names, and each by its name. */
export interface SourceBook {
  names(): readonly string[] | Promise<readonly string[]>;
  load(name: string): Source | Promise<Source>;
}

/** What the file of `headwater monitor --config` exports by default. */
export interface HeadwaterConfig {
  readonly sources: readonly Source[] | SourceBook;
  /** Default: the rules that come with the monitor. */
  readonly rules?: readonly AnyRule[] | undefined;
  readonly budgets?: readonly Budget[] | undefined;
}
