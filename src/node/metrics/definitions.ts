import type { Dimension } from '../../monitor/queries.js';

/** A metric, before it has any value. */
export interface MetricDefinition {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  /** Default `gauge`: figures may be restated, so that they can shrink. */
  readonly type?: 'gauge' | 'counter';
}

/** Dimensions by which spend may be labelled. */
export type MetricLabel = 'model' | 'project' | 'credential' | 'principal';

/** The dimension of each label. */
export const DIMENSION: Readonly<Record<MetricLabel, Dimension>> = {
  model: 'model',
  project: 'project',
  credential: 'key',
  principal: 'principal',
};

const FEED = ['provider', 'source', 'feed'];

const FIXED: readonly MetricDefinition[] = [
  { name: 'source_up', help: 'Whether the last reading of a list succeeded.', labels: FEED },
  { name: 'source_last_success_timestamp_seconds', help: 'When a list was last read.', labels: FEED },
  { name: 'data_as_of_timestamp_seconds', help: 'How far the data of a list reaches.', labels: FEED },
  { name: 'source_records', help: 'Records that a list holds.', labels: FEED },
  { name: 'source_left_out', help: 'Items of the last reading that could not be decoded.', labels: FEED },
  { name: 'poll_requests_total', help: 'Requests that were sent for a list.', labels: FEED, type: 'counter' },
  {
    name: 'schema_drift_total',
    help: 'Places where replies depart from what is known, by how often they were seen.',
    labels: ['source', 'feed', 'change', 'severity'],
    type: 'counter',
  },
  {
    name: 'budget_used_ratio',
    help: 'Used part of a limit: 1 is all of it.',
    labels: ['source', 'limit', 'measure', 'period', 'enforcement'],
  },
  { name: 'findings', help: 'Findings that are open.', labels: ['rule', 'severity'] },
  {
    name: 'missing_sources_window',
    help: 'Sources that the figures of a window lack: above 0 they are floors.',
    labels: ['window'],
  },
];

const spend = (label: MetricLabel | undefined): readonly MetricDefinition[] => {
  const name = label === undefined ? '' : `${label}_`;
  const words = label === undefined ? 'by source' : `by ${label}`;
  const labels = ['window', 'provider', 'source', ...(label === undefined ? [] : [label])];
  return [
    {
      name: `${name}cost_window`,
      help: `Cost of a window ${words}, in major units of its currency. It may be restated.`,
      labels: [...labels, 'currency', 'basis'],
    },
    {
      name: `${name}usage_window`,
      help: `Use of a window ${words}: tokens and the like, by measure. It may be restated.`,
      labels: [...labels, 'measure'],
    },
    { name: `${name}requests_window`, help: `Requests of a window ${words}. It may be restated.`, labels },
  ];
};

/** All metrics, those of spend by source and by each label. */
export const definitionsOf = (labels: readonly MetricLabel[]): readonly MetricDefinition[] => [
  ...FIXED,
  ...[undefined, ...labels].flatMap(spend),
];
