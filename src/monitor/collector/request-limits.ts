import { isoAt, type Limit, metaOf } from '../../records/index.js';
import { isObject } from '../../../operators/internal/isObject.js';
import type { RequestWindow, Source } from '../feed.js';
import { DAY_MS, MINUTE_MS } from '../../records/durations.js';

/** Windows of one source at most: vendors have two or three. */
const MOST = 16;

/** The last instant that a date can say. */
const LAST_MS = 8.64e15;

const periodOf = (perMs: number): Pick<Limit, 'period' | 'windowMs'> => {
  if (perMs === MINUTE_MS) return { period: 'minute' };
  return perMs === DAY_MS ? { period: 'day' } : { period: 'window', windowMs: perMs };
};

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

/** A function of somebody else's gives anything. */
const isWindow = (value: unknown): value is RequestWindow => {
  if (!isObject(value)) return false;
  const { limit, perMs, model, used, ageMs, resetInMs } = value;
  const times = [perMs, ageMs, resetInMs ?? 0];
  return (
    isCount(limit) &&
    (model === undefined || (typeof model === 'string' && model !== '')) &&
    (used === undefined || isCount(used)) &&
    times.every((ms) => Number.isFinite(ms) && Math.abs(Number(ms)) < LAST_MS / 4) &&
    Number(perMs) > 0 &&
    Number(ageMs) >= 0
  );
};

const windowsOf = ({ requestWindows }: Source): readonly RequestWindow[] => {
  try {
    const given: unknown = requestWindows?.() ?? [];
    return Array.isArray(given) ? given.filter(isWindow).slice(0, MOST) : [];
  } catch {
    // A broken hook of one source must not end its readings.
    return [];
  }
};

/** What each window is called: by its length and its model, and where that names several of them, by their order. */
const idsOf = (windows: readonly RequestWindow[]): readonly string[] => {
  const counts = new Map<string, number>();
  return windows.map(({ perMs, model }) => {
    const name = model === undefined ? String(perMs) : `${String(perMs)}/${model}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return count === 1 ? name : `${name}#${String(count)}`;
  });
};

/** Returns how many requests the credential of a source may send, and how many are used, as records. Never throws. */
export const requestLimitsOf = (source: Source, now: number): readonly Limit[] => {
  const { name, provider } = source;
  const windows = windowsOf(source);
  const ids = idsOf(windows);
  return windows.map(({ limit, perMs, model, used, atLeast, ageMs, resetInMs }, at): Limit => {
    const knownAt = now - ageMs;
    return {
      type: 'limit',
      ...metaOf(provider, 'requestLimits', ids[at] ?? '', { source: name, observedAt: new Date(now) }),
      asOf: isoAt(knownAt),
      subject: { source: name, kind: 'source', id: name },
      measure: 'requests',
      limit,
      ...(model === undefined ? {} : { model }),
      ...(used === undefined ? {} : { used }),
      ...(atLeast === true && used !== undefined ? { atLeast } : {}),
      ...periodOf(perMs),
      ...(resetInMs === undefined ? {} : { resetsAt: isoAt(knownAt + resetInMs) }),
      enforcement: 'hard',
    };
  });
};
