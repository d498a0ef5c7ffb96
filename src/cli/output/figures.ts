import { Big, type RoundingMode } from 'big.js';
import { roundingOf, type Rounding } from '../../monitor/rounding.js';
import type { Amount, Coverage, CredentialRow, Figure, SpendRow } from '../../monitor/shapes.js';
import type { Money } from '../../records/index.js';

const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };

const modeOf = (value: Big, rounding: Rounding): RoundingMode => {
  if (rounding === 'nearest') return Big.roundHalfUp;
  return value.lt(0) === (rounding === 'down') ? Big.roundUp : Big.roundDown;
};

/** Returns an amount for people: two decimals, thousands apart. */
export const moneyText = ({ amount, currency }: Money, rounding: Rounding = 'nearest'): string => {
  const value = new Big(amount);
  const [whole = '0', cents = '00'] = value.abs().toFixed(2, modeOf(value, rounding)).split('.');
  const grouped = BigInt(whole).toLocaleString('en-US');
  const sign = SIGNS[currency];
  return `${value.lt(0) ? '-' : ''}${sign ?? ''}${grouped}.${cents}${sign === undefined ? ` ${currency}` : ''}`;
};

/** Returns a count for people. */
export const countText = (count: number): string => count.toLocaleString('en-US');

const compact = (roundingMode: 'halfExpand' | 'floor' | 'ceil'): Intl.NumberFormat => {
  // The types of ES2022 do not know the mode yet; all engines of Node.js 20 do.
  const options: Intl.NumberFormatOptions & { roundingMode: string } = {
    ...{ notation: 'compact', maximumFractionDigits: 1 },
    roundingMode,
  };
  return new Intl.NumberFormat('en-US', options);
};
const COMPACT: Readonly<Record<Rounding, Intl.NumberFormat>> = {
  nearest: compact('halfExpand'),
  down: compact('floor'),
  up: compact('ceil'),
};

/** Returns a count at a glance. No count: no data. */
export const countWord = (value: number | undefined, rounding: Rounding = 'nearest'): string =>
  value === undefined ? '–' : COMPACT[rounding].format(value);

/** Returns the tokens of a row, of whatever kinds; undefined where none are reported. */
export const tokensOf = ({ tokens = {} }: Pick<SpendRow, 'tokens'>): number | undefined => {
  const { total_tokens: total, input_tokens: input, output_tokens: output } = tokens;
  if (total !== undefined) return total;
  return input === undefined && output === undefined ? undefined : (input ?? 0) + (output ?? 0);
};

/** Returns the day and the minute of a time, UTC. */
export const minuteText = (iso: string): string => iso.slice(0, 16).replace('T', ' ');

/** Returns when a key was last used, in the words of `dateText`, or why that is not known. */
export const lastUseText = (
  { lastUsed }: Pick<CredentialRow, 'lastUsed'>,
  dateText: (at: string) => string,
): string => {
  switch (lastUsed.state) {
    case 'used':
      return dateText(lastUsed.at);
    case 'never':
      return 'never';
    case 'no_record':
      return 'no record';
    case 'not_reported':
      return '–';
  }
};

/** Returns an amount to be read: what is less than a cent shows as that, not as zero. */
export const moneyWord = ({ amount, currency }: Money, rounding: Rounding = 'nearest'): string => {
  const value = new Big(amount);
  const isDust = value.gt(0) && value.lt('0.01');
  return isDust && rounding === 'nearest'
    ? `<${moneyText({ amount: '0.01', currency })}`
    : moneyText({ amount, currency }, rounding);
};

let currencies: ReadonlySet<string> | undefined;

/** Asked of the platform when it is first needed: most commands never do. */
const isCurrency = (code: string): boolean => {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code);
};

const EXACT = /(\b[Aa]t least )?(?<![\w.,])(-?\d{1,30}(?:\.\d{1,30})?) ([A-Z]{3})(?![\w-])/g;

/** Returns a sentence with its amounts rounded for people: `2408.491561825 USD` becomes `$2,408.49`; what is at least so much is cut. */
export const readable = (text: string): string =>
  text.replace(EXACT, (exact, least: string | undefined, amount: string, currency: string) =>
    isCurrency(currency)
      ? `${least ?? ''}${moneyWord({ amount, currency }, least === undefined ? 'nearest' : 'down')}`
      : exact,
  );

/** Returns an amount as part of a figure: `~` before an estimate. */
const amountText = (amount: Amount, rounding: Rounding): string =>
  (amount.basis === 'estimated' ? '~' : '') + moneyWord(amount, rounding);

/** What is printed behind an amount. */
type Note = (amount: Amount) => string;

/** Returns amounts of different origin or currency side by side: they never add up. No amounts: no data. */
export const amountsText = (
  amounts: readonly Amount[] | undefined,
  note: Note = () => '',
  rounding: Rounding = 'nearest',
): string =>
  amounts === undefined || amounts.length === 0
    ? '–'
    : amounts.map((amount) => amountText(amount, rounding) + note(amount)).join(' + ');

/** Returns amounts for programs, digit for digit: a cell of CSV. */
export const exactAmounts = (amounts: readonly Amount[] = []): string =>
  amounts.map(({ amount, currency, basis }) => `${amount} ${currency} ${basis}`).join('; ');

/** Returns a figure of money: `≥` before one that lacks a part. */
export const figureText = ({ value, quality }: Figure<readonly Amount[]>, note?: Note): string =>
  value === undefined
    ? '–'
    : `${quality === 'floor' ? '≥' : ''}${amountsText(value, note, roundingOf({ quality }))}`;

/** Returns the mark before a count: `≥` where a source is missing. */
export const figureMark = ({ missing }: Coverage): string => (missing.length > 0 ? '≥' : '');
