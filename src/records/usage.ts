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
  /** The key. */
  readonly credential?: Ref | null | undefined;
  /** The person or account. */
  readonly principal?: Ref | null | undefined;
  /** The project, product or pact. */
  readonly project?: Ref | null | undefined;
  /** The model, in the provider's words. */
  readonly model?: string | null | undefined;
  /** What was done: `completions`, `embeddings` … */
  readonly operation?: string | undefined;
  /** The service tier, in the provider's words. */
  readonly serviceTier?: string | null | undefined;
  /** Whether it was part of a batch. */
  readonly batch?: boolean | null | undefined;
  /** The environment, for example `prod`. */
  readonly environment?: string | undefined;
}

/** What was used. */
export interface UsageRecord extends Meta {
  readonly type: 'usage';
  /** Whether records add up, or are running totals. */
  readonly temporality: Temporality;
  /** When the bucket or the period begins. */
  readonly start?: Iso | undefined;
  /** When it ends, exclusive. */
  readonly end?: Iso | undefined;
  /** Whether the bucket is closed and the provider's data reaches past it: it changes no more. */
  readonly final: boolean;
  /** The counts. */
  readonly measures: Measures;
  /** By how much the measures changed since the last reading of the same record. */
  readonly delta?: Measures | undefined;
  /** What the use is attributed to. */
  readonly dims: Dims;
  /** The provider's own names of the dimensions that the figures were grouped by. */
  readonly groupedBy: readonly string[];
  /** How requests fared: average latency and time to the first token in milliseconds, and the number of errors. */
  readonly quality?:
    | {
        readonly latencyAvgMs?: number | undefined;
        readonly ttftAvgMs?: number | undefined;
        readonly errors?: number | undefined;
      }
    | undefined;
}
