import type { Monitor } from 'headwater';
import { SEVERITIES, type FindingRow, type Money, type SpendTable } from 'headwater/monitor';
import { combineLatest, lastValueFrom, takeUntil, takeWhile, timer } from 'rxjs';

/** Slack reads `<!channel>` and the like also in a name that somebody gave a key. */
const plain = (text: string): string =>
  text.slice(0, 80).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A floor is cut and not rounded: what is "at least" must not be more than is known. */
const moneyText = ({ amount, currency }: Money, isFloor: boolean): string => {
  const cents = Number(amount) * 100;
  const whole = isFloor ? Math.floor(cents) : Math.round(cents);
  return `${isFloor ? '≥ ' : ''}${(whole / 100).toFixed(2)} ${currency}`;
};

const BASES = {
  provider_reported: '',
  provider_gateway: ' by the gateway',
  estimated: ' estimated',
} as const;

/** Amounts of different currency or origin stand side by side: they never add up. */
const costText = (amounts: SpendTable['rows'][number]['cost'] | undefined, isFloor: boolean): string =>
  amounts === undefined || amounts.length === 0
    ? 'no data'
    : amounts.map((amount) => `${moneyText(amount, isFloor)}${BASES[amount.basis]}`).join(' and ');

const spendLines = ({ rows, total, sum, coverage, from, to }: SpendTable): string[] => [
  `*Spend* from ${from.slice(0, 16)} to ${to.slice(0, 16)} UTC: ${costText(sum.value, sum.quality === 'floor')}`,
  ...rows.map(
    ({ name, source, cost }) => `• ${plain(name)}: ${costText(cost, coverage.missing.includes(source))}`,
  ),
  ...(total > rows.length ? [`• and ${String(total - rows.length)} more`] : []),
  ...(coverage.missing.length > 0
    ? [`:warning: not whole: ${coverage.missing.map(plain).join(', ')}. What is known of it is in the sum.`]
    : []),
];

const MOST_FINDINGS = 10;
const rankOf = ({ severity }: FindingRow): number => SEVERITIES.indexOf(severity);

/** The gravest first; several of one rule on one thing, such as the alerts of a budget, are one line. */
const findingLines = (findings: readonly FindingRow[]): string[] => {
  const counts = new Map<string, number>();
  for (const row of [...findings].sort((a, b) => rankOf(b) - rankOf(a))) {
    const line = `• ${row.severity}: ${plain(row.title)}, ${plain(row.subjectName ?? row.subject.id)}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const lines = [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${String(count)})`));
  return [
    `*Findings*: ${String(findings.length)} open`,
    ...lines.slice(0, MOST_FINDINGS),
    ...(lines.length > MOST_FINDINGS ? [`• and ${String(lines.length - MOST_FINDINGS)} more`] : []),
  ];
};

/** The digest as text, once everything has been read; what is known after `waitMs`, where that takes longer. */
export const digestOf = async (monitor: Monitor, waitMs = 120_000): Promise<string> => {
  const [, spend, findings] = await lastValueFrom(
    combineLatest([
      monitor.overview$,
      monitor.spend({ by: 'key', window: '24h', limit: 10 }),
      monitor.findings$,
    ]).pipe(
      takeWhile(([overview, table]) => overview.state === 'reading' || table.state === 'reading', true),
      takeUntil(timer(waitMs)),
    ),
  );
  return [...spendLines(spend), ...findingLines(findings)].join('\n');
};
