/** What a figure covers. Only `bucket` and `event` figures add up over time. */
export type Temporality = 'bucket' | 'cumulative' | 'period_to_date' | 'event' | 'gauge';
