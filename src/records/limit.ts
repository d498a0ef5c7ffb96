import type { Iso, Meta, Ref } from './meta.js';
import type { Money } from './money.js';
import type { Measure } from './usage.js';

/** What a limit is about: a measure, money, or something of which only the present level counts. */
export type LimitMeasure = Measure | 'cost' | 'cores' | 'processes' | 'users' | 'memory_bytes' | 'disk_bytes';

/** A limit of a provider, or a budget of one's own: what may be used or spent, and how much of it is. */
export interface Limit extends Meta {
  readonly type: 'limit';
  /** What the limit applies to: an organization, a project, a customer, a licence. */
  readonly subject: Ref;
  /** The environment of the subject, where its id alone does not name it. */
  readonly environment?: string | undefined;
  /** The model that it is confined to. */
  readonly model?: string | undefined;
  /** What is limited. */
  readonly measure: LimitMeasure;
  /** How much is allowed: an amount of money for `cost`, a count for all others. */
  readonly limit: Money | number;
  /** Absent: not reported. */
  readonly used?: Money | number | undefined;
  /** Whether `used` is what this client counted itself: others may have used more of the same limit. */
  readonly atLeast?: boolean | undefined;
  /** `window`: for `windowMs` at a time, as rate limits of a few seconds are. */
  readonly period: 'month' | 'week' | 'day' | 'year' | 'total' | 'minute' | 'window';
  /** Length of the window in milliseconds, where `period` is `window`. */
  readonly windowMs?: number | undefined;
  /** When the use is set back; absent where it never is, or is not known. */
  readonly resetsAt?: Iso | undefined;
  /** `hard` refuses what goes over it, `soft` lets it pass, `alert` only notifies. */
  readonly enforcement: 'hard' | 'soft' | 'alert';
  /** Whether a hard limit refuses requests now. */
  readonly enforcing?: boolean | undefined;
}
