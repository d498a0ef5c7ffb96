// How figures and money are written. Pure functions: the same input gives the same text on every machine.
import type { Amount, Coverage, Figure, Money, Rounding, Window } from 'headwater/monitor';

const LOCALE = 'en-US';

/** Where the types of older libraries do not know the mode yet, all engines do. */
interface FormatOptions extends Intl.NumberFormatOptions {
  readonly roundingMode?: 'halfExpand' | 'floor' | 'ceil';
}

const MODES = { nearest: 'halfExpand', down: 'floor', up: 'ceil' } as const;

const formats = new Map<string, Intl.NumberFormat>();

export const formatOf = (options: FormatOptions): Intl.NumberFormat => {
  const key = JSON.stringify(options);
  let format = formats.get(key);
  if (format === undefined) formats.set(key, (format = new Intl.NumberFormat(LOCALE, options)));
  return format;
};

/** What is shown where nothing was reported: never a zero. */
export const NOTHING = '–';

const isCurrency = (currency: string): boolean => /^[A-Z]{3}$/.test(currency);

const moneyWith = (amount: number | string, currency: string, options: FormatOptions): string =>
  isCurrency(currency)
    ? // A decimal text is formatted exactly; the types of older libraries know numbers alone.
      formatOf({ style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...options }).format(
        amount as number,
      )
    : `${formatOf(options).format(amount as number)} ${currency}`;

const TINY = 0.01;

/** Money to read at a glance: two decimals, thousands in short where asked for. */
export const moneyText = (
  { amount, currency }: Money,
  short = false,
  rounding: Rounding = 'nearest',
): string => {
  const size = Math.abs(Number(amount));
  const roundingMode = MODES[rounding];
  if (size > 0 && size < TINY)
    return moneyWith(amount, currency, {
      maximumSignificantDigits: 2,
      minimumFractionDigits: 2,
      roundingMode,
    });
  if (short && size >= 10_000)
    return moneyWith(amount, currency, {
      notation: 'compact',
      maximumFractionDigits: 1,
      minimumFractionDigits: 0,
      roundingMode,
    });
  return moneyWith(amount, currency, { minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode });
};

const SIGNS: ReadonlySet<string> = new Set(['USD', 'EUR', 'GBP']);

/** Money within a sentence, as the terminal has it: two decimals, and what is less than a cent shows as that. */
const moneyWord = ({ amount, currency }: Money, rounding: Rounding = 'nearest'): string => {
  if (rounding === 'nearest' && Number(amount) > 0 && Number(amount) < TINY)
    return `<${moneyWord({ amount: '0.01', currency })}`;
  const decimals = { minimumFractionDigits: 2, maximumFractionDigits: 2, roundingMode: MODES[rounding] };
  return SIGNS.has(currency)
    ? moneyWith(amount, currency, decimals)
    : `${formatOf(decimals).format(amount as unknown as number)} ${currency}`;
};

const EXACT = /(\b[Aa]t least )?(?<![\w.,])(-?\d{1,30}(?:\.\d{1,30})?) ([A-Z]{3})(?![\w-])/g;

let currencies: ReadonlySet<string> | undefined;

const isKnown = (code: string): boolean => {
  currencies ??= new Set(Intl.supportedValuesOf('currency'));
  return currencies.has(code);
};

/** A sentence with its amounts rounded to be read: `2408.491561825 USD` becomes `$2,408.49`; what is at least so much is cut. */
export const readable = (text: string): string =>
  text.replace(EXACT, (exact, least: string | undefined, amount: string, currency: string) =>
    isKnown(currency)
      ? `${least ?? ''}${moneyWord({ amount, currency }, least === undefined ? 'nearest' : 'down')}`
      : exact,
  );

/** Money as it was summed, to the last digit. */
export const moneyExact = ({ amount, currency }: Money): string => `${amount} ${currency}`;

/** A count to read at a glance: `1.2M`. */
export const compact = (value: number | undefined, rounding: Rounding = 'nearest'): string =>
  value === undefined
    ? NOTHING
    : formatOf({
        notation: 'compact',
        maximumFractionDigits: 1,
        roundingMode: MODES[rounding],
      }).format(value);

/** A count in full. */
export const whole = (value: number | undefined): string =>
  value === undefined ? NOTHING : formatOf({ maximumFractionDigits: 2 }).format(value);

/** From here on a percentage says less than a multiple. */
const MANY_TIMES = 10;

/** A part of one, as percent; far above it as a multiple. */
export const percent = (part: number | undefined, rounding: Rounding = 'nearest'): string =>
  part === undefined || !Number.isFinite(part)
    ? NOTHING
    : part >= MANY_TIMES
      ? `${formatOf({ maximumFractionDigits: 0, roundingMode: MODES[rounding] }).format(part)}×`
      : formatOf({
          style: 'percent',
          maximumFractionDigits: part > 0 && part < 0.1 ? 1 : 0,
          roundingMode: MODES[rounding],
        }).format(part);

/** A change against before, with its sign: `+11%`. */
export const change = (ratio: number | undefined): string =>
  ratio === undefined || !Number.isFinite(ratio)
    ? NOTHING
    : formatOf({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(ratio);

const RANK: Readonly<Record<Amount['basis'], number>> = {
  provider_reported: 0,
  provider_gateway: 1,
  estimated: 2,
};

export const BASIS: Readonly<Record<Amount['basis'], string>> = {
  provider_reported: 'reported',
  provider_gateway: 'gateway',
  estimated: 'estimated',
};

/** What an estimate is of: the days of a window, today alone, or a stretch that cuts days. */
export type EstimateOf = 'days' | 'today' | 'part';

const BY_TOKENS = 'tokens × what a token cost the source in the last 7 days, or × prices of your own';

/** How an estimate is made, and since when. When its prices are of is not reported. Days are those of UTC, wherever one looks. */
const ESTIMATES: Readonly<Record<EstimateOf, string>> = {
  days: `of days (UTC) that are not reported yet: ${BY_TOKENS}`,
  today: `since 00:00 UTC, of sources that have not reported today yet: ${BY_TOKENS}`,
  part: `of a part of a day, where costs are reported by the day: its costs × the share of its tokens; where they are not reported yet: ${BY_TOKENS}`,
};

/** What the estimates of a window are of. */
export const estimateOf = (window: Window): EstimateOf => {
  if (window === 'today') return 'today';
  return window === '60m' || window === '24h' ? 'part' : 'days';
};

/** How an amount is made, behind what it is; empty where it is not estimated. */
export const madeOf = ({ basis }: Pick<Amount, 'basis'>, of: EstimateOf): string =>
  basis === 'estimated' ? ` ${ESTIMATES[of]}` : '';

/** An amount to the last digit, with its origin, and of an estimate its formula. */
export const amountTitle = (amount: Amount, of: EstimateOf): string =>
  `${moneyExact(amount)}, ${BASIS[amount.basis]}${madeOf(amount, of)}`;

/** The mark before an amount of a figure: `≥` of a floor, `~` of an estimate, and both of an estimate that lacks a part. */
export const amountMark = (
  { basis }: Pick<Amount, 'basis'>,
  { quality }: Pick<Figure<unknown>, 'quality'>,
): string => `${quality === 'floor' ? '≥' : ''}${basis === 'estimated' ? '~' : ''}`;

interface Led {
  readonly lead: Amount | undefined;
  readonly rest: readonly Amount[];
}

/** Amounts of the currency that is asked for come first. */
const isOther = ({ currency }: Amount, preferred: string): number =>
  Number(preferred !== '' && currency !== preferred);

/**
 * The amount to show first, and the others, which never add up to it: reported before gateway before estimated.
 *
 * @param preferred the currency whose amounts come before all others; none where it is empty
 */
export const leading = (amounts: readonly Amount[] | undefined, preferred = ''): Led => {
  const [lead, ...rest] = [...(amounts ?? [])].sort(
    (a, b) =>
      isOther(a, preferred) - isOther(b, preferred) ||
      RANK[a.basis] - RANK[b.basis] ||
      Number(b.amount) - Number(a.amount),
  );
  return { lead, rest };
};

/** The largest amount first, whatever its origin; of the preferred currency before all others. */
export const largest = (amounts: readonly Amount[] | undefined, preferred = ''): Led => {
  const [lead, ...rest] = [...(amounts ?? [])].sort(
    (a, b) => isOther(a, preferred) - isOther(b, preferred) || Number(b.amount) - Number(a.amount),
  );
  return { lead, rest };
};

/** The currencies of some amounts, in order. */
export const currenciesOf = (...all: readonly (readonly Amount[] | undefined)[]): readonly string[] =>
  [...new Set(all.flatMap((amounts) => amounts?.map(({ currency }) => currency) ?? []))].sort();

const originsText = (amounts: readonly Amount[]): string =>
  amounts
    .map(({ currency, basis }) => `${currency} ${basis}`)
    .sort()
    .join();

/**
 * How much more one rate is than another, as a ratio; undefined where they are not made of figures of the same origins, and so
 * cannot be compared.
 */
export const paceOf = (
  now: readonly Amount[] | undefined,
  before: readonly Amount[] | undefined,
  preferred = '',
): number | undefined => {
  const { lead } = largest(now, preferred);
  const like = lead === undefined ? undefined : sameOrigin(before, lead);
  if (lead === undefined || like === undefined || Number(like.amount) === 0) return undefined;
  if (originsText(now ?? []) !== originsText(before ?? [])) return undefined;
  return Number(lead.amount) / Number(like.amount) - 1;
};

/** As {@link paceOf}, of two figures: what is at least so much is not known to be more or less than another. */
export const paceOfFigures = (
  now: Figure<readonly Amount[]> | undefined,
  before: Figure<readonly Amount[]> | undefined,
  preferred = '',
): number | undefined =>
  now?.quality === 'floor' || before?.quality === 'floor'
    ? undefined
    : paceOf(now?.value, before?.value, preferred);

/** The amount of the same currency and basis. */
export const sameOrigin = (amounts: readonly Amount[] | undefined, like: Amount): Amount | undefined =>
  amounts?.find(({ currency, basis }) => currency === like.currency && basis === like.basis);

/** An amount with the mark of what it is: `~` for an estimate. */
export const amountText = (amount: Amount, short = false, rounding: Rounding = 'nearest'): string =>
  `${amount.basis === 'estimated' ? '~' : ''}${moneyText(amount, short, rounding)}`;

/** The mark before a figure: `≥` for a floor, `~` for an estimate. */
export const markOf = ({ quality }: Pick<Figure<unknown>, 'quality'>): string =>
  quality === 'floor' ? '≥' : quality === 'estimated' ? '~' : '';

/** The badge of a figure that lacks sources; undefined where none is missing. */
export const coverageText = ({ included, missing }: Coverage): string | undefined =>
  missing.length === 0
    ? undefined
    : `${String(included.length)} of ${String(included.length + missing.length)} sources`;

/** `1 key`, `2 keys`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${whole(count)} ${count === 1 ? one : many}`;
