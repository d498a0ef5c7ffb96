import type { Iso, Meta } from './meta.js';
import type { Money } from './money.js';
import type { Temporality } from './temporality.js';
import type { Dims } from './usage.js';

/** What something cost. */
export interface CostRecord extends Meta {
  readonly type: 'cost';
  /** Whether records add up, or are running totals. */
  readonly temporality: Temporality;
  /** When the stretch of time begins. Absent for a running total. */
  readonly start?: Iso | undefined;
  /** When it ends, exclusive. Absent for a running total. */
  readonly end?: Iso | undefined;
  /** Whether the figure can still change. */
  readonly final: boolean;
  /** The amount. */
  readonly cost: Money;
  /** By how much the cost changed since the last reading of the same record. */
  readonly delta?: Money | undefined;
  /** Where the figure comes from; figures of different origin never add up. */
  readonly basis: 'provider_reported' | 'provider_gateway' | 'estimated';
  /** The line of the invoice, in the provider's words. */
  readonly lineItem?: string | undefined;
  /** How many units were charged, in the unit of the line. */
  readonly quantity?: number | undefined;
  /** What the cost is attributed to. */
  readonly dims: Dims;
  /** The provider's own names of the dimensions that the figures were grouped by. */
  readonly groupedBy: readonly string[];
  /** Present where the provider does not report the dimension: the person's cost is that of the keys they own. */
  readonly derived?: 'key_owner' | undefined;
}
