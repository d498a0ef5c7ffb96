import type { Iso, Meta } from './meta.js';
import type { Money } from './money.js';
import type { Temporality } from './temporality.js';
import type { Dims } from './usage.js';

/** What something cost. */
export interface CostRecord extends Meta {
  readonly type: 'cost';
  readonly temporality: Temporality;
  readonly start?: Iso | undefined;
  /** Exclusive. */
  readonly end?: Iso | undefined;
  /** Whether the figure can still change. */
  readonly final: boolean;
  readonly cost: Money;
  /** By how much the cost changed since the last reading of the same record. */
  readonly delta?: Money | undefined;
  /** Where the figure comes from; figures of different origin never add up. */
  readonly basis: 'provider_reported' | 'provider_gateway' | 'estimated';
  readonly lineItem?: string | undefined;
  readonly quantity?: number | undefined;
  readonly dims: Dims;
  readonly groupedBy: readonly string[];
  /** Present where the provider does not report the dimension: the person's cost is that of the keys they own. */
  readonly derived?: 'key_owner' | undefined;
}
