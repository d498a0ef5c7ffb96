import fc from 'fast-check';

const DAY_MS = 86_400_000;
const FIRST_MS = -62_167_219_200_000 + 400 * DAY_MS;
const LAST_MS = 253_402_300_799_999 - 400 * DAY_MS;

/** A point in time, and one of the texts that mean it. */
interface Spelled {
  readonly ms: number;
  readonly text: string;
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

/** The year of the Thursday of a day's week, and the week's number in it. */
const weekOf = (ms: number): readonly [year: string, week: string, day: string] => {
  const day = new Date(ms).getUTCDay() || 7;
  const thursday = new Date(ms + (4 - day) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const newYear = new Date(0).setUTCFullYear(year, 0, 1);
  const week = Math.floor((thursday.getTime() - newYear) / DAY_MS / 7) + 1;
  return [digits(year, 4), digits(week, 2), String(day)];
};

const dayOfYear = (ms: number): string => {
  const newYear = new Date(0).setUTCFullYear(new Date(ms).getUTCFullYear(), 0, 1);
  return digits(Math.floor((ms - newYear) / DAY_MS) + 1, 3);
};

type Form = 'calendar' | 'week' | 'ordinal';

const dateText = (ms: number, form: Form, dash: '-' | ''): string => {
  const [year, week, day] = weekOf(ms);
  if (form === 'week') return `${year}${dash}W${week}${dash}${day}`;
  const [calendar = ''] = new Date(ms).toISOString().split('T');
  return form === 'calendar'
    ? calendar.replaceAll('-', dash)
    : `${calendar.slice(0, 4)}${dash}${dayOfYear(ms)}`;
};

interface Clock {
  readonly precision: 'hour' | 'minute' | 'second';
  readonly colon: ':' | '';
  readonly point: '.' | ',';
  /** Digits of the fraction beyond milliseconds. */
  readonly finer: string;
}

const STEP = { hour: 3_600_000, minute: 60_000, second: 1 } as const;

const clockText = (ms: number, { precision, colon, point, finer }: Clock): string => {
  const [hour, minute, second, millis] = new Date(ms).toISOString().slice(11, 23).split(/[:.]/);
  if (precision === 'hour') return hour ?? '';
  if (precision === 'minute') return `${hour ?? ''}${colon}${minute ?? ''}`;
  const whole = [hour, minute, second].join(colon);
  return millis === '000' && finer === '' ? whole : `${whole}${point}${millis ?? ''}${finer}`;
};

const zones: readonly (readonly [text: string, minutes: number])[] = [
  ['', 0],
  ['Z', 0],
  ['z', 0],
  ['+00', 0],
  ['+0000', 0],
  ['-00:00', 0],
  ['+00:00', 0],
  ['-08', -480],
  ['+0545', 345],
  ['+05:45', 345],
  ['\u221203:30', -210],
];

/** Returns an arbitrary of points in time, each in any of the forms that ISO 8601 has for it. */
export const spelledTime = (): fc.Arbitrary<Spelled> =>
  fc
    .record({
      ms: fc.integer({ min: FIRST_MS, max: LAST_MS }),
      form: fc.constantFrom<Form>('calendar', 'week', 'ordinal'),
      dash: fc.constantFrom<'-' | ''>('-', ''),
      between: fc.constantFrom('T', 't', ' '),
      precision: fc.constantFrom<Clock['precision']>('hour', 'minute', 'second', 'second'),
      colon: fc.constantFrom<':' | ''>(':', ''),
      point: fc.constantFrom<'.' | ','>('.', ','),
      finer: fc.stringMatching(/^\d{0,20}$/),
      zone: fc.constantFrom(...zones),
    })
    .map(({ ms, form, dash, between, zone: [zone, minutes], ...clock }) => {
      const local = Math.floor(ms / STEP[clock.precision]) * STEP[clock.precision];
      return {
        ms: local - minutes * 60_000,
        text: `${dateText(local, form, dash)}${between}${clockText(local, clock)}${zone}`,
      };
    });
