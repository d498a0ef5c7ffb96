import type { Iso, Meta, Ref } from './meta.js';
import type { Money } from './money.js';

/** What a figure covers. Only `bucket` and `event` figures add up over time. */
export type Temporality = 'bucket' | 'cumulative' | 'period_to_date' | 'event' | 'gauge';

/** What a cost is attributed to. Null means unattributed, and only where the figures were grouped by it. */
export interface CostDims {
  readonly credential?: Ref | null | undefined;
  readonly principal?: Ref | null | undefined;
  readonly project?: Ref | null | undefined;
  readonly environment?: string | undefined;
}

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
  /** Where the figure comes from; figures of different origin never add up. */
  readonly basis: 'provider_reported' | 'provider_gateway' | 'estimated';
  readonly lineItem?: string | undefined;
  readonly quantity?: number | undefined;
  readonly dims: CostDims;
  readonly groupedBy: readonly string[];
}
