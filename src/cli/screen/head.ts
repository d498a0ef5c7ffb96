import type { Amount, Figure, Overview } from '../../monitor/index.js';
import { roundingOf } from '../../monitor/rounding.js';
import { countWord, figureText, moneyText } from '../output/figures.js';
import { SEVERITY_STYLES } from '../output/findings.js';
import type { Style } from '../output/paint.js';
import { flow, line, spread, type Ink, type Part } from './ink.js';
import type { Picture } from './picture.js';
import { bySource, chipOf } from './sources.js';
import { PANES, type Ui } from './ui.js';
import { markOf, paceText } from './words.js';

/** What the head is made of. */
export interface HeadInput {
  readonly ui: Ui;
  readonly picture: Picture;
  readonly ink: Ink;
  readonly now: Date;
  readonly width: number;
  readonly isSandbox: boolean;
  readonly url: string | undefined;
  /** What came since the viewer paused. */
  readonly waiting: number;
}

const stateOf = (overview: Overview | undefined): Part => {
  if (overview?.state !== 'ready') return ['○ reading', 'cyan'];
  const { ok, total } = overview.sources;
  if (ok === total) return ['● live', 'green'];
  return ok === 0 ? ['▲ stale', 'yellow'] : ['▲ partial', 'yellow'];
};

const asOfOf = (overview: Overview | undefined): string | undefined => {
  const { spendToday, requestsPerMinute } = overview ?? {};
  return spendToday?.asOf ?? requestsPerMinute?.asOf;
};

const titleLine = ({ ui, picture, ink, width, isSandbox, waiting }: HeadInput): string => {
  const { overview } = picture;
  const asOf = asOfOf(overview);
  const parts: readonly Part[] = [
    ['headwater', 'bold'],
    ...(isSandbox ? [['SANDBOX', 'magenta'] as const] : []),
    ...(ui.isPaused ? [[`PAUSED +${String(waiting)} updates`, 'yellow'] as const] : []),
    stateOf(overview),
    ...(asOf === undefined ? [] : [[`as of ${asOf.slice(11, 19)}Z`] as const]),
    ...(width >= 70 ? [[`window ${ui.window}`] as const] : []),
    ...(overview === undefined || width < 70
      ? []
      : [[`${String(overview.sources.ok)}/${String(overview.sources.total)} sources`] as const]),
  ];
  return spread(ink, parts, [width >= 70 ? '? help  q quit' : '? help', 'dim'], width);
};

const chipLines = ({ picture, ink, now, width }: HeadInput): readonly string[] =>
  flow(
    ink,
    bySource(picture.sources).map((group) => chipOf(group, now)),
    width,
    ' │ ',
  );

const tabLine = ({ ui, picture, ink, width }: HeadInput): string => {
  const found = picture.findings.length;
  const parts = PANES.map((pane): Part => {
    const name = pane === 'findings' && found > 0 ? `findings ${String(found)}` : pane;
    return pane === ui.pane ? [`[${name}]`, 'bold'] : [name, 'dim'];
  });
  return flow(ink, parts, width, width < 60 ? ' ' : '  ')[0] ?? '';
};

type Money = Figure<readonly Amount[]>;

/** Figures of a gateway are named where they are beside others. */
const originOf = ({ basis }: Amount): string => (basis === 'provider_gateway' ? ' gateway' : '');

const amounts = (figure: Money | undefined): string =>
  figure === undefined ? '…' : figureText(figure, originOf);

const monthEndText = ({ monthEnd }: Overview): string => {
  if (monthEnd.value === undefined) return 'month end needs 3 complete days';
  const { low, mid, high } = monthEnd.value;
  const mark = monthEnd.quality === 'floor' ? '≥' : '~';
  const [least, middle, most] = [low, mid, high].map((each) => moneyText(each, roundingOf(monthEnd)));
  return `month end ${mark}${String(middle)} (${String(least)} to ${String(most)})`;
};

const moneyParts = (overview: Overview | undefined): readonly Part[] => {
  const pace =
    overview === undefined ? undefined : paceText(overview.burnPerHour.h1, overview.burnPerHour.h24);
  const hourly = amounts(overview?.burnPerHour.h1);
  return [
    [`today ${amounts(overview?.spendToday)}`, 'bold'],
    [`month ${amounts(overview?.monthToDate)}`],
    [`burn ${hourly}${hourly === '–' ? '' : '/h'}${pace === undefined ? '' : ` (${pace} of 24h)`}`],
    ...(overview === undefined ? [] : [[monthEndText(overview)] as const]),
  ];
};

const rateText = (figure: Figure<number> | undefined, unit: string): string => {
  if (figure === undefined) return `… ${unit}`;
  return `${figure.value === undefined ? '' : markOf(figure)}${countWord(figure.value, roundingOf(figure))} ${unit}`;
};

const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const;

const findingPart = ({ findings }: Overview): Part => {
  const open = SEVERITIES.filter((severity) => findings[severity] > 0);
  const [worst] = open;
  if (worst === undefined) return ['no findings', 'green'];
  const style: Style = SEVERITY_STYLES[worst];
  return [
    `findings ${open.map((severity) => `${String(findings[severity])} ${severity}`).join(', ')}`,
    style,
  ];
};

const useParts = (overview: Overview | undefined): readonly Part[] => [
  [rateText(overview?.tokensPerMinute, 'tok/min')],
  [rateText(overview?.requestsPerMinute, 'req/min')],
  ...(overview === undefined
    ? []
    : [
        [
          `keys ${countWord(overview.credentials.active)} active of ${countWord(overview.credentials.total)}`,
        ] as const,
        findingPart(overview),
      ]),
];

/** Sources that the figures lack, by name, with what is wrong there. */
const missingLine = ({ picture, ink, width }: HeadInput): readonly string[] => {
  const { overview } = picture;
  const missing = overview?.state === 'ready' ? overview.spendToday.coverage.missing : [];
  if (missing.length === 0) return [];
  const all = missing.length + (overview?.spendToday.coverage.included.length ?? 0);
  const text = ` ≥ at least: ${String(all - missing.length)} of ${String(all)} sources, without all of ${missing.join(', ')}`;
  return [line(ink, text, width, 'yellow')];
};

/** Returns the lines of the figures. */
export const figureLines = (input: HeadInput): readonly string[] => {
  const { ui, picture, ink, width } = input;
  const { overview } = picture;
  return [
    ...(ui.hasCost ? flow(ink, moneyParts(overview), width) : []),
    ...flow(ink, useParts(overview), width),
    ...(ui.hasCost ? missingLine(input) : []),
  ];
};

/** Returns the lines above a pane. */
export const headLines = (input: HeadInput): readonly string[] => [
  titleLine(input),
  ...chipLines(input),
  ...(input.url === undefined ? [] : flow(input.ink, [[input.url, 'dim']], input.width)),
  tabLine(input),
];
