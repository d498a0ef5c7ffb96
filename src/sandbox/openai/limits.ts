import { hash } from '../random.js';
import { allKeys, type OpenAiData } from './build.js';
import type { ListWorld } from './lists/list.js';
import { spendOf } from './spend.js';
import { roundedUp } from '../world.js';

/** Billionths of a dollar. */
const CENT_NANOS = 1e7;

/** What nobody sets a limit below, in cents. */
const LEAST_CENTS = 1000;

type World = Pick<ListWorld, 'data' | 'seed' | 'start'>;

/** Cents by project, and under `undefined` those of all. */
type Spent = ReadonlyMap<string | undefined, number>;

const KNOWN = new WeakMap<OpenAiData, Spent>();

const monthOf = (seconds: number): number => {
  const at = new Date(seconds * 1000);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth()) / 1000;
};

/** What was spent in the month in which the sandbox began, up to then: it is the same whenever somebody asks. */
const spentIn = ({ data, seed, start }: World): Spent => {
  const known = KNOWN.get(data);
  if (known !== undefined) return known;
  const spent = new Map<string | undefined, number>();
  const range = { seed, now: start, from: monthOf(start), to: start };
  for (const { project, nanos } of spendOf([...allKeys(data), ...data.gone], range))
    for (const whose of [project ?? undefined, undefined])
      spent.set(whose, (spent.get(whose) ?? 0) + Number(nanos) / CENT_NANOS);
  KNOWN.set(data, spent);
  return spent;
};

/** An amount in whole dollars of which so large a part is spent. */
const limitAt = (world: World, project: string | undefined, part: number): number =>
  Math.max(LEAST_CENTS, roundedUp((spentIn(world).get(project) ?? 0) / part, LEAST_CENTS));

/** The hard limit of the organization, of which two fifths are spent, or of a project: a fifth to two fifths. */
export const limitCents = (world: World, project: string | undefined): number =>
  limitAt(world, project, project === undefined ? 0.4 : 0.2 + (hash('limit', project) % 20) / 100);

/**
 * From when on an alert is sent: one in twenty-five has been reached, and half to nine tenths of the others is spent.
 * They lie below the hard limit.
 */
export const alertCents = (world: World, number: number, project: string | undefined): number => {
  const bits = hash('alert', project ?? 'organization', number);
  return limitAt(world, project, bits % 25 === 0 ? 1.1 : 0.5 + (bits % 40) / 100);
};
