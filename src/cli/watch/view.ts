import { VARIABLES, type ProviderName } from '../accounts.js';
import { countOf } from '../left-out.js';
import { printable } from '../output/escape.js';
import type { Paint, Style } from '../output/paint.js';
import { tableLines } from '../output/table.js';
import { clipped, fitted, widthOf } from '../output/width.js';
import type { KeyChange, SpendJump } from './changes.js';
import { clockText, countText, moneyText } from '../output/figures.js';
import type { Holes } from './read.js';
import type { Health, ProviderRow, Shown } from './state.js';

/** What the screen is made of. */
export interface View {
  readonly rows: readonly ProviderRow[];
  readonly sandbox: boolean;
  /** The providers without a credential. */
  readonly unset: readonly ProviderName[];
  readonly now: Date;
  readonly width: number;
  readonly paint: Paint;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const cellOf = <T>(shown: Shown<T>, text: (value: T) => string): string => {
  if (shown.is === 'none') return '–';
  return shown.is === 'pending' ? '…' : `${shown.atLeast ? '≥' : ''}${text(shown.value)}`;
};

const spendOf =
  (now: Date) =>
  ({ sums, cumulative }: SpendValue): string => {
    const [first, ...others] = sums;
    if (first === undefined) return '0';
    const more = others.length === 0 ? '' : ` +${String(others.length)}`;
    return `${moneyText(first)}${more} ${cumulative ? 'in all' : (MONTHS[now.getUTCMonth()] ?? '')}`;
  };

type SpendValue = Extract<ProviderRow['spend'], { is: 'known' }>['value'];

const MARKS: Readonly<Record<Health, { readonly sign: string; readonly style: Style }>> = {
  live: { sign: '●', style: 'green' },
  reading: { sign: '○', style: 'cyan' },
  partial: { sign: '▲', style: 'yellow' },
  stale: { sign: '▲', style: 'yellow' },
  down: { sign: '✕', style: 'red' },
};

const stateText = ({ health, soFar }: ProviderRow): string =>
  `${MARKS[health].sign} ${health}${health === 'reading' && soFar > 0 ? ` ${countText(soFar)}` : ''}`;

const HEAD = ['PROVIDER', 'USERS', 'KEYS', 'NEVER USED', 'SPEND SO FAR', 'AS OF', 'STATE'];
const RIGHT = [1, 2, 3, 4];
const STATE = HEAD.indexOf('STATE');

/** Returns the lines of the table: a head, and one line for each provider. */
export const providerLines = ({
  rows,
  now,
  width,
  paint,
}: Pick<View, 'rows' | 'now' | 'width' | 'paint'>): readonly string[] => {
  const cells = rows.map((row) => [
    row.provider,
    cellOf(row.users, countText),
    cellOf(row.keys, countText),
    cellOf(row.neverUsed, countText),
    cellOf(row.spend, spendOf(now)),
    row.asOf === undefined ? '–' : clockText(row.asOf),
    stateText(row),
  ]);
  return tableLines(HEAD, cells, paint, {
    right: RIGHT,
    width,
    headStyle: 'dim',
    styleOf: (row, column) => (column === STATE ? MARKS[rows[row]?.health ?? 'live'].style : undefined),
  });
};

const reachText = ({ provider, spend }: ProviderRow): string[] =>
  spend.is === 'known' && spend.value.to !== undefined
    ? [`${provider} costs reach ${spend.value.to.slice(0, 16).replace('T', ' ')}`]
    : [];

/** The next of the tries, or that it is under way. */
const nextTry = (times: readonly (Date | undefined)[], now: Date): string => {
  const known = times.flatMap((time) => (time === undefined ? [] : [time.getTime()]));
  if (known.length === 0) return '';
  const next = Math.min(...known);
  return next <= now.getTime() ? '; trying again' : `; next try ${clockText(new Date(next))}`;
};

type Reasons = ProviderRow['reasons'];

/** Reasons that are alike, together; a list that was not asked is one more of those whose failures are the cause. */
const alike = (reasons: Reasons): readonly Reasons[] => {
  const held = reasons.filter(({ isHeld }) => isHeld);
  const own = reasons.filter(({ isHeld }) => !isHeld);
  const [first, ...others] = [...new Set(own.map(({ reason }) => reason))];
  const ofFirst = reasons.filter(({ reason, isHeld }) => isHeld || reason === first);
  const groups = others.map((cause) => own.filter(({ reason }) => reason === cause));
  return [first === undefined ? held : ofFirst, ...groups].filter((group) => group.length > 0);
};

const reasonLines = ({ rows, now, width, paint }: View): string[] =>
  rows.flatMap(({ provider, reasons }) =>
    alike(reasons).map((group) => {
      const lists = group.map(({ list }) => list).join(', ');
      const cause = (group.find(({ isHeld }) => !isHeld) ?? group[0])?.reason ?? '';
      const again = nextTry(
        group.map(({ retryAt }) => retryAt),
        now,
      );
      return paint('yellow', clipped(printable(`${provider}: ${lists}: ${cause}${again}`), width));
    }),
  );

const holesText = ({ leftOut, failed }: Holes): string =>
  [
    ...(leftOut === 0 ? [] : [`${countOf(leftOut, 'item')} left out`]),
    ...(failed === 0 ? [] : [`${countOf(failed, 'part')} failed`]),
  ].join(', ');

const holeLines = ({ rows, width, paint }: View): string[] =>
  rows.flatMap(({ provider, holes }) =>
    holes.map((each) =>
      paint('yellow', clipped(printable(`${provider}: ${each.list}: ${holesText(each)}`), width)),
    ),
  );

const unsetText = (unset: readonly ProviderName[]): string[] =>
  unset.map((provider) => `${provider} not set (${VARIABLES[provider].join(', ')})`);

/** Returns the block that is drawn again and again: title, table, what is down, how far costs reach. */
export const screenLines = (view: View): string[] => {
  const { rows, sandbox, unset, now, width, paint } = view;
  const title = [
    paint('bold', 'headwater'),
    ...(sandbox ? [paint('magenta', 'sandbox: made-up data')] : []),
    paint('dim', `${clockText(now)} UTC`),
    ...(width >= 60 ? [paint('dim', 'Ctrl-C ends')] : []),
  ].join('  ');
  const notes = [...rows.flatMap(reachText), ...unsetText(unset)].map((note) =>
    paint('dim', clipped(note, width)),
  );
  return ['', title, ...providerLines(view), ...reasonLines(view), ...holeLines(view), ...notes];
};

const STYLES: Readonly<Record<(KeyChange | SpendJump)['change'], Style>> = {
  'new key': 'green',
  'first use': 'cyan',
  'spend jump': 'yellow',
  'key revoked': 'red',
  'key vanished': 'red',
  'key expired': 'dim',
  'key suspended': 'yellow',
};

const WORDS: Readonly<Record<string, string>> = {
  project_key: 'project key',
  admin_key: 'admin key',
  service_key: 'service key',
  api_token: 'token',
  license: 'license',
  wallet_key: 'wallet key',
  gateway_key: 'gateway key',
};

const subjectOf = (change: KeyChange | SpendJump): string => {
  if (change.change === 'spend jump') {
    return `+${moneyText(change.rise)} (usually ${moneyText(change.usual)}), now ${moneyText(change.total)}`;
  }
  const { kind, name, hint, id, scopeContainer } = change.key;
  const where = scopeContainer?.kind === 'project' ? ` in ${scopeContainer.id}` : '';
  const word = WORDS[kind] ?? kind;
  const called = name ?? id;
  return `${called.startsWith(word) ? '' : `${word} `}${called}${hint === undefined ? '' : ` ${hint}`}${where}`;
};

/** Returns the line of one change. */
export const changeLine = (
  change: (KeyChange | SpendJump) & { readonly source: string; readonly at: Date },
  { width, paint }: Pick<View, 'width' | 'paint'>,
): string => {
  const provider = change.source.slice(0, change.source.indexOf('/'));
  const head = `${clockText(change.at)}  ${fitted(provider, 10)}  `;
  const word = fitted(change.change, 13);
  const rest = clipped(printable(subjectOf(change)), Math.max(0, width - widthOf(head) - widthOf(word) - 2));
  return `${paint('dim', head)}${paint(STYLES[change.change], word)}  ${rest}`;
};
