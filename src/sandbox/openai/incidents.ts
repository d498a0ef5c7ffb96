import { DAY, takeOut } from '../world.js';
import { allKeys, type OpenAiData } from './build.js';
import type { AdminKey, ProjectKey } from './records.js';
import { nanosOf } from './spend.js';

const IN_SIX_DAYS = 6 * DAY;
const OLD = 30 * DAY;
/** Two dollars a minute, in billionths. */
const SPIKE_NANOS = 2e9;

const inUse = (data: OpenAiData): readonly ProjectKey[] =>
  allKeys(data).filter((key) => key.firstUsedAt !== null && key.restsSince === undefined);

/** The last one of those that were never used: the first are used as time goes on. */
const neverUsed = (data: OpenAiData, now: number): string | undefined =>
  allKeys(data)
    .filter((key) => key.firstUsedAt === null && key.createdAt < now - OLD)
    .at(-1)?.id;

/** The newest admin key, since the oldest are swapped. */
const expiring = ({ adminKeys }: OpenAiData, now: number): string | undefined => {
  const newest = adminKeys.at(-1);
  if (newest === undefined) return undefined;
  adminKeys.splice(-1, 1, { ...newest, expiresAt: now + IN_SIX_DAYS });
  return newest.id;
};

const ownerless = (data: OpenAiData): string | undefined => {
  const key = inUse(data).find(
    ({ owner }) => owner.type === 'user' && data.members.some(({ id }) => id === owner.id),
  );
  if (key !== undefined) takeOut(data.members, key.owner.id);
  return key?.id;
};

/** A project key that the list of admin keys holds, too, as if it were one of them. */
const twice = (data: OpenAiData, other: string | undefined): string | undefined => {
  const key = inUse(data)
    .filter(({ id }) => id !== other)
    .at(-1);
  if (key === undefined) return undefined;
  const { id, name, hint, createdAt, owner } = key;
  const asAdmin: AdminKey = { id, name, hint, createdAt, expiresAt: null, usedAt: null, owner };
  data.adminKeys.splice(-1, 0, asAdmin);
  return id;
};

/** Puts what is odd from the start into the data; returns the keys that it is about. */
export const stageIncidents = (
  data: OpenAiData,
  now: number,
): Readonly<Record<'neverUsed' | 'expiring' | 'ownerGone' | 'inTwoLists', string | undefined>> => {
  const ownerGone = ownerless(data);
  return {
    ownerGone,
    neverUsed: neverUsed(data, now),
    expiring: expiring(data, now),
    inTwoLists: twice(data, ownerGone),
  };
};

/** One key sends a great deal at once: some dollars' worth. Returns its id. */
export const spike = (data: OpenAiData, now: number): string | undefined => {
  const key = inUse(data)[0];
  const series = key?.series[0];
  series?.jumps.push({ at: now - 1, requests: Math.ceil(SPIKE_NANOS / Math.max(1, nanosOf(series))) });
  return key?.id;
};
