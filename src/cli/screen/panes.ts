import type {
  CredentialRow,
  Dimension,
  PrincipalRow,
  SourceRow,
  SpendRow,
  Window,
} from '../../monitor/index.js';
import { amountsText, countWord, tokensOf } from '../output/figures.js';
import type { Style } from '../output/paint.js';
import type { Column } from './grid.js';
import { sparkline, type Ink } from './ink.js';
import { whyOf } from './sources.js';
import { agoText, countdown, shareText, STATES, untilText, usedText } from './words.js';

/** What columns depend on. */
export interface Scene {
  readonly ink: Ink;
  readonly now: Date;
  readonly window: Window;
  readonly hasCost: boolean;
  readonly width: number;
}

const HEADS: Readonly<Record<Dimension, string>> = {
  key: 'KEY',
  principal: 'PERSON',
  project: 'PROJECT',
  model: 'MODEL',
  provider: 'PROVIDER',
  source: 'SOURCE',
};

/** Columns that show money are left out where nobody is to see it. */
const priced = <R>({ hasCost }: Scene, ...columns: readonly Column<R>[]): readonly Column<R>[] =>
  hasCost ? columns : [];

/** The widest that a name gets. */
export const nameWidth = ({ width }: Scene): number => Math.max(12, Math.min(40, Math.floor(width / 3)));

const TREND = 12;

export const spendColumns = (scene: Scene, by: Dimension): readonly Column<SpendRow>[] => [
  { head: HEADS[by], cell: ({ name }) => name, most: nameWidth(scene), least: 14 },
  { head: 'SOURCE', cell: ({ source }) => source, most: 12, rank: 3 },
  ...priced<SpendRow>(
    scene,
    { head: `COST ${scene.window}`, cell: ({ cost }) => amountsText(cost), isRight: true, most: 24 },
    { head: 'SHARE', cell: ({ share }) => shareText(share), isRight: true, rank: 1 },
    { head: 'BEFORE', cell: ({ before }) => amountsText(before), isRight: true, most: 20, rank: 6 },
  ),
  { head: 'TOKENS', cell: (row) => countWord(tokensOf(row)), isRight: true, rank: 1 },
  { head: 'REQUESTS', cell: ({ requests }) => countWord(requests), isRight: true, rank: 4 },
  ...(scene.hasCost
    ? [{ head: 'TREND', cell: ({ spark }: SpendRow) => sparkline(scene.ink, spark, TREND), rank: 2 }]
    : []),
];

const STATUSES: Readonly<Record<string, Style>> = {
  active: 'green',
  expired: 'dim',
  revoked: 'dim',
  removed: 'yellow',
  banned: 'red',
  suspended: 'yellow',
  vanished: 'yellow',
};

const isGone = (status: string | undefined): boolean =>
  status !== undefined && status !== 'active' && status !== 'unknown';

const ownerText = ({ ownerName, ownerStatus }: CredentialRow): string => {
  if (ownerName === undefined) return '–';
  return isGone(ownerStatus) ? `${ownerName} (${ownerStatus ?? ''})` : ownerName;
};

const flags = ({ findings }: { readonly findings: readonly string[] }): string =>
  findings.map((rule) => rule.replace(/^key\./, '').replaceAll('_', ' ')).join(', ');

export const keyColumns = (scene: Scene): readonly Column<CredentialRow>[] => [
  { head: 'KEY', cell: ({ name, hint, id }) => name ?? hint ?? id, most: nameWidth(scene), least: 14 },
  { head: 'SOURCE', cell: ({ source }) => source, most: 12, rank: 3 },
  {
    head: 'STATUS',
    cell: ({ status }) => status,
    rank: 4,
    style: ({ status }) => STATUSES[status],
  },
  {
    head: 'OWNER',
    cell: ownerText,
    most: 24,
    least: 12,
    rank: 2,
    style: ({ ownerStatus }) => (isGone(ownerStatus) ? 'yellow' : undefined),
  },
  ...priced<CredentialRow>(scene, {
    head: `COST ${scene.window}`,
    cell: ({ cost }) => amountsText(cost),
    isRight: true,
    most: 24,
  }),
  { head: 'REQUESTS', cell: ({ requests }) => countWord(requests), isRight: true, rank: 6 },
  { head: 'LAST USED', cell: (row) => usedText(row, scene.now), isRight: true },
  { head: 'EXPIRES', cell: ({ expiresAt }) => untilText(expiresAt, scene.now), isRight: true, rank: 5 },
  { head: 'FLAG', cell: flags, most: 40, least: 12, rank: 1, style: () => 'yellow' },
];

export const peopleColumns = (scene: Scene): readonly Column<PrincipalRow>[] => [
  {
    head: 'NAME',
    cell: ({ displayName, email, id }) => displayName ?? email ?? id,
    most: nameWidth(scene),
    least: 14,
  },
  { head: 'SOURCE', cell: ({ source }) => source, most: 12, rank: 3 },
  { head: 'KIND', cell: ({ kind }) => kind.replaceAll('_', ' '), rank: 5 },
  { head: 'STATUS', cell: ({ status }) => status, rank: 2, style: ({ status }) => STATUSES[status] },
  { head: 'KEYS', cell: ({ credentials }) => String(credentials), isRight: true },
  ...priced<PrincipalRow>(scene, {
    head: `COST ${scene.window}`,
    cell: ({ cost }) => amountsText(cost),
    isRight: true,
    most: 24,
  }),
  { head: 'REQUESTS', cell: ({ requests }) => countWord(requests), isRight: true, rank: 4 },
  { head: 'LAST SEEN', cell: ({ lastActiveAt }) => agoText(lastActiveAt, scene.now), isRight: true, rank: 6 },
  { head: 'FLAG', cell: flags, most: 32, least: 12, rank: 1, style: () => 'yellow' },
];

export const feedColumns = ({ now, width }: Scene): readonly Column<SourceRow>[] => [
  { head: 'SOURCE', cell: ({ source }) => source, most: 14 },
  { head: 'LIST', cell: ({ feed }) => feed, most: 28 },
  {
    head: 'STATE',
    cell: ({ state }) => `${STATES[state].sign} ${STATES[state].word}`,
    style: ({ state }) => STATES[state].style,
  },
  { head: 'RECORDS', cell: ({ records }) => countWord(records), isRight: true, rank: 3 },
  { head: 'READ', cell: ({ lastSuccessAt }) => agoText(lastSuccessAt, now), isRight: true, rank: 2 },
  { head: 'NEXT', cell: ({ nextPollAt }) => countdown(nextPollAt, now) ?? '–', isRight: true, rank: 4 },
  { head: 'ASKED', cell: ({ requests }) => countWord(requests), isRight: true, rank: 6 },
  { head: 'AS OF', cell: ({ asOf }) => asOf?.slice(11, 16) ?? '–', isRight: true, rank: 5 },
  { head: 'WHY', cell: whyOf, most: Math.max(16, width - 40), least: 14, rank: 1, style: () => 'yellow' },
];
