import type { Iso, Meta, Ref } from './meta.js';
import type { Money } from './money.js';
import type { Measure } from './usage.js';

/** A limit of a provider, or a budget of one's own: what may be used or spent, and how much of it is. */
export interface Limit extends Meta {
  readonly type: 'limit';
  /** What the limit applies to: an organization, a project, a customer, a licence. */
  readonly subject: Ref;
  readonly measure: Measure | 'cost';
  readonly limit: Money | number;
  /** Absent: not reported. */
  readonly used?: Money | number | undefined;
  readonly period: 'month' | 'week' | 'day' | 'year' | 'total' | 'minute';
  readonly resetsAt?: Iso | undefined;
  /** `hard` refuses what goes over it, `soft` lets it pass, `alert` only notifies. */
  readonly enforcement: 'hard' | 'soft' | 'alert';
  /** Whether a hard limit refuses requests now. */
  readonly enforcing?: boolean | undefined;
}
