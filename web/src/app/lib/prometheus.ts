// What is on the chart, as a query of the metrics that the gateway gives at /metrics.
import type { Dimension, Window } from 'headwater/monitor';
import { bareId, type Look } from './url-state.js';

/** What `metrics` of the gateway gives without being asked for more. */
const WINDOWS: readonly Window[] = ['60m', '24h'];
const LABELS: readonly string[] = ['model', 'project'];

interface Origin {
  readonly currency?: string | undefined;
  readonly basis?: string | undefined;
}

/** The label of a dimension, as the metrics have it. */
const LABEL: Readonly<Record<Dimension, string>> = {
  key: 'credential',
  principal: 'principal',
  project: 'project',
  model: 'model',
  provider: 'provider',
  source: 'source',
};

const quoted = (text: string): string =>
  `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ');

const isOfSource = (dimension: Dimension): boolean => dimension === 'source' || dimension === 'provider';

/** What the gateway must be asked for, and what the query leaves out. */
const notesOf = (look: Pick<Look, 'window' | 'where'>, label: string | undefined): readonly string[] => {
  const labels = label === undefined || LABELS.includes(label) ? '' : `labels: ['${label}']`;
  const windows = WINDOWS.includes(look.window) ? '' : `windows: ['${look.window}']`;
  const options = [labels, windows].filter((option) => option !== '').join(', ');
  const left = (Object.entries(look.where) as [Dimension, string][]).filter(
    ([dimension]) => !isOfSource(dimension) && LABEL[dimension] !== label,
  );
  return [
    ...(options === '' ? [] : [`# needs serveMonitor(monitor, { metrics: { ${options} } })`]),
    ...left.map(([dimension, value]) => `# not narrowed to ${dimension} ${oneLine(value)}`),
  ];
};

const matchersOf = (
  { measure, window, where }: Pick<Look, 'measure' | 'window' | 'where'>,
  { currency, basis }: Origin,
  label: string | undefined,
): readonly string[] => [
  `window=${quoted(window)}`,
  ...(measure === 'tokens' ? ['measure=~"input_tokens|output_tokens"'] : []),
  ...(measure === 'cost' && currency !== undefined ? [`currency=${quoted(currency)}`] : []),
  ...(measure === 'cost' && basis !== undefined ? [`basis=${quoted(basis)}`] : []),
  ...(Object.entries(where) as [Dimension, string][])
    .filter(([dimension]) => isOfSource(dimension) || LABEL[dimension] === label)
    .map(
      ([dimension, value]) => `${LABEL[dimension]}=${quoted(isOfSource(dimension) ? value : bareId(value))}`,
    ),
];

const METRIC = { cost: 'cost', tokens: 'usage', requests: 'requests' } as const;

/**
 * Returns the query of Prometheus that gives the figures of the chart: the eight largest groups over the window. Comments before
 * it say what the gateway must be configured to give, and which filter the metrics cannot follow.
 */
export const prometheusQuery = (
  look: Pick<Look, 'by' | 'measure' | 'window' | 'where'>,
  origin: Origin = {},
): string => {
  const label = isOfSource(look.by) ? undefined : LABEL[look.by];
  const name = `headwater_${label === undefined ? '' : `${label}_`}${METRIC[look.measure]}_window`;
  const matchers = matchersOf(look, origin, label).join(', ');
  return [
    ...notesOf(look, label),
    `topk(8, sum by (${label ?? LABEL[look.by]}) (${name}{${matchers}}))`,
  ].join('\n');
};
