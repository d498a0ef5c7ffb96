import type { Iso, Meta, Ref } from './meta.js';
import type { Temporality } from './temporality.js';

/** What is counted. OpenAI's `input_tokens` include the cached ones, so that total is input plus output. */
export type Measure =
  | 'requests'
  | 'input_tokens'
  | 'cached_input_tokens'
  | 'cache_write_tokens'
  | 'output_tokens'
  | 'total_tokens'
  | 'audio_input_tokens'
  | 'audio_output_tokens'
  | 'image_tokens'
  | 'images'
  | 'characters'
  | 'seconds'
  | 'bytes'
  | 'sessions'
  | 'searches'
  | 'license_uses'
  | 'machines'
  | 'validations';

/** Counts by measure. An absent measure is not reported, which differs from zero. */
export type Measures = Readonly<Partial<Record<Measure, number>>>;

/** What a usage or cost figure is attributed to. Null means unattributed, and only for a dimension that it was grouped by. */
export interface Dims {
  readonly credential?: Ref | null | undefined;
  readonly principal?: Ref | null | undefined;
  readonly project?: Ref | null | undefined;
  readonly model?: string | null | undefined;
  readonly operation?: string | undefined;
  readonly serviceTier?: string | null | undefined;
  readonly batch?: boolean | null | undefined;
  readonly environment?: string | undefined;
}

/** What was used. */
export interface UsageRecord extends Meta {
  readonly type: 'usage';
  readonly temporality: Temporality;
  /** Of a bucket or a period. */
  readonly start?: Iso | undefined;
  /** Exclusive. */
  readonly end?: Iso | undefined;
  /** Whether the bucket is closed and the provider's data reaches past it: it changes no more. */
  readonly final: boolean;
  readonly measures: Measures;
  /** By how much the measures changed since the last reading of the same record. */
  readonly delta?: Measures | undefined;
  readonly dims: Dims;
  /** The provider's own names of the dimensions that the figures were grouped by. */
  readonly groupedBy: readonly string[];
  readonly quality?:
    | {
        readonly latencyAvgMs?: number | undefined;
        readonly ttftAvgMs?: number | undefined;
        readonly errors?: number | undefined;
      }
    | undefined;
}
