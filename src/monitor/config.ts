import type { Budget } from './engine/budget.js';
import type { Source } from './feed.js';
import type { AnyRule } from './rules/rule.js';

/** Accounts that come from somewhere else, such as a database: their names, and each by its name. */
export interface SourceLoader {
  /**
   * The names of all accounts as they are now. It is asked again and again: an account that it names no longer is read no longer, and
   * what was read of it is deleted. Where it does not know, it should reject: then nothing changes.
   */
  names(): readonly string[] | Promise<readonly string[]>;
  /**
   * Makes the source of a name, with its client and credential, in the process that reads it. It is asked again after a refused
   * credential.
   */
  load(name: string): Source | Promise<Source>;
}

/** What the file of `headwater monitor --config` exports by default. */
export interface HeadwaterConfig {
  /** The accounts, or what loads them by name. */
  readonly sources: readonly Source[] | SourceLoader;
  /** Default: the rules that come with the monitor. */
  readonly rules?: readonly AnyRule[] | undefined;
  /** Limits of one's own. Default: none. */
  readonly budgets?: readonly Budget[] | undefined;
}
