import type { Measure, Measures, Money } from '../../records/index.js';

/**
 * A figure lies in lanes: one double for each measure, and for money the whole units in one lane and six decimals in each
 * of the next. Every lane holds an integer (money) or what the provider gave (measures), so that sums of lanes are exact
 * without a big number for each of them; a decimal is made when it is shown.
 */
export const MEASURES = [
  'requests',
  'input_tokens',
  'cached_input_tokens',
  'cache_write_tokens',
  'output_tokens',
  'total_tokens',
  'audio_input_tokens',
  'audio_output_tokens',
  'image_tokens',
  'images',
  'characters',
  'seconds',
  'bytes',
  'sessions',
  'searches',
  'license_uses',
  'machines',
  'validations',
] as const satisfies readonly Measure[];

/** The lane of tokens: the total where it is reported, else input and output. */
export const TOKENS = MEASURES.length;
/** The lane of whole units of money; those of its decimals follow. */
export const MONEY = TOKENS + 1;
/** One lane for units and eleven for decimals, 66 of them: smaller parts of a cent are noise of a double. */
export const MONEY_LANES = 12;
export const LANES = MONEY + MONEY_LANES;

export const REQUESTS = 0;
const INPUT = 1;
const OUTPUT = 4;
const TOTAL = 5;

/** Lanes of measures, as bits. */
export const MEASURE_MASK = 2 ** MEASURES.length - 1;
export const TOKENS_BIT = 1 << TOKENS;
export const MONEY_MASK = (2 ** MONEY_LANES - 1) << MONEY;
/** Present wherever there is money at all. */
export const MONEY_BIT = 1 << MONEY;

const TOKEN_PARTS = (1 << INPUT) | (1 << OUTPUT) | (1 << TOTAL);

const LANE_OF: ReadonlyMap<string, number> = new Map(MEASURES.map((measure, lane) => [measure, lane]));

const DIGITS_A_LANE = 6;
/** Larger amounts are refused: thousands of them could no longer be summed exactly. */
const LONGEST_INTEGER = 12;

/** Whether a sum of such numbers is what they add up to: larger ones swallow smaller ones, and would leave a trace when they go. */
const isSummable = (value: number): boolean => Math.abs(value) <= Number.MAX_SAFE_INTEGER;

/** Writes measures into lanes and returns which, as bits; -1 where one is no number that adds up, or has no name that is known. */
export const measuresToLanes = (measures: Measures, lanes: Float64Array): number => {
  let mask = 0;
  for (const name in measures) {
    const value = measures[name as Measure];
    if (value === undefined) continue;
    const lane = LANE_OF.get(name);
    if (lane === undefined || typeof value !== 'number' || !isSummable(value)) return -1;
    lanes[lane] = value;
    mask |= 1 << lane;
  }
  return withTokens(mask, lanes);
};

/** Input includes what was cached, so that total is input and output and nothing else. */
const withTokens = (mask: number, lanes: Float64Array): number => {
  if ((mask & TOKEN_PARTS) === 0) return mask;
  const part = (lane: number): number => ((mask & (1 << lane)) === 0 ? 0 : (lanes[lane] as number));
  lanes[TOKENS] = (mask & (1 << TOTAL)) === 0 ? part(INPUT) + part(OUTPUT) : part(TOTAL);
  return mask | TOKENS_BIT;
};

const ZERO = 48;
const NINE = 57;
const MINUS = 45;

/** Whether a text is a plain decimal: digits, and after a point more digits. */
const isDecimal = (text: string, from: number, dot: number): boolean => {
  if (dot === from || dot === text.length - 1 || from === text.length) return false;
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (at !== dot && (code < ZERO || code > NINE)) return false;
  }
  return true;
};

/** Writes an amount into the lanes of money and returns which; -1 where the text is no decimal or does not fit. */
export const moneyToLanes = (amount: string, lanes: Float64Array): number => {
  const from = amount.charCodeAt(0) === MINUS ? 1 : 0;
  const dot = amount.indexOf('.');
  const point = dot < 0 ? amount.length : dot;
  if (!isDecimal(amount, from, dot) || point - from > LONGEST_INTEGER) return -1;
  const sign = from === 1 ? -1 : 1;
  // Never -0: it would print a sign.
  lanes[MONEY] = sign * Number(amount.slice(from, point)) + 0;
  let mask = MONEY_BIT;
  for (let at = point + 1, lane = MONEY + 1; at < amount.length; at += DIGITS_A_LANE, lane += 1) {
    if (lane >= LANES) return -1;
    const digits = Number(amount.slice(at, at + DIGITS_A_LANE).padEnd(DIGITS_A_LANE, '0'));
    if (digits === 0) continue;
    lanes[lane] = sign * digits;
    mask |= 1 << lane;
  }
  return mask;
};

const LANE_UNIT = 1_000_000n;

/** The dot goes where the decimals begin; zeros at the end go. */
const decimal = (value: bigint, decimals: number): string => {
  const sign = value < 0n ? '-' : '';
  const digits = String(value < 0n ? -value : value).padStart(decimals + 1, '0');
  const dot = digits.length - decimals;
  let end = digits.length;
  while (end > dot && digits[end - 1] === '0') end -= 1;
  const whole = sign + digits.slice(0, dot);
  return end === dot ? whole : `${whole}.${digits.slice(dot, end)}`;
};

/** Returns the decimal text of money in lanes, exact. `laneOf` counts from 0, the whole units. */
export const lanesToAmount = (laneOf: (lane: number) => number): string => {
  let last = 0;
  for (let lane = 1; lane < MONEY_LANES; lane += 1) if (laneOf(lane) !== 0) last = lane;
  let value = BigInt(laneOf(0));
  for (let lane = 1; lane <= last; lane += 1) value = value * LANE_UNIT + BigInt(laneOf(lane));
  return decimal(value, last * DIGITS_A_LANE);
};

/** Returns about how much money the lanes hold, for orders, shares and charts; never for what is shown as an amount. */
export const lanesToNumber = (laneOf: (lane: number) => number): number => {
  let value = laneOf(0);
  for (let lane = 1, unit = 1e-6; lane < 4; lane += 1, unit *= 1e-6) value += laneOf(lane) * unit;
  return value;
};

/** Decimals of an estimate: more would pretend to know. */
const ESTIMATE_DECIMALS = 6;

/** Returns a number as money, rounded to six decimals: for estimates only. */
export const estimate = (value: number, currency: string): Money => {
  const scaled = Math.round(value * 10 ** ESTIMATE_DECIMALS);
  return {
    amount: Number.isSafeInteger(scaled)
      ? decimal(BigInt(scaled), ESTIMATE_DECIMALS)
      : String(BigInt(Math.round(value))),
    currency,
  };
};

/** How many bits are set. */
export const bits = (mask: number): number => {
  const pairs = mask - ((mask >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};
