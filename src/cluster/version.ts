import { ConfigError } from '../http/errors.js';
import { isObject } from '../../operators/internal/isObject.js';
import type { SourceInfo } from '../monitor/feed.js';
import { describeSource } from '../monitor/source/define-source.js';

/**
 * The form of what a cluster keeps in Redis: jobs, entries of streams, what is known of sources and feeds. It is written into each job,
 * entry and source, and once for all. Raise it where an older program would misread what a newer one writes.
 */
export const VERSION = 1;

/** What a job asks for. */
export interface PollJob {
  readonly source: string;
  readonly feed: string;
  /** The interval of its scheduler, in milliseconds. */
  readonly every: number;
  /** Absent in jobs of before there were versions, which are the same otherwise. */
  readonly version?: number | undefined;
}

/** What a newer program wrote is left as it is. */
export const newerThanThis = (version: number): ConfigError =>
  new ConfigError({
    code: 'config-cluster-newer',
    message: `a newer version of headwater uses this prefix in Redis (form ${String(version)}, this one knows ${String(VERSION)}): it is left as it is`,
    advice: 'Use the same version of headwater here, or another prefix.',
  });

/** Reads the data of a job: `newer` is left for others, undefined is of no use: its scheduler makes another. */
export const jobOf = (data: unknown): PollJob | 'newer' | undefined => {
  if (!isObject(data)) return undefined;
  const { source, feed, every, version = 0 } = data;
  if (typeof version === 'number' && version > VERSION) return 'newer';
  if (typeof source !== 'string' || typeof feed !== 'string' || typeof every !== 'number') return undefined;
  return { source, feed, every };
};

/** What is kept of a source: its form, where all of its schedulers were made with it, and what gateways must know. */
export const sourceText = (info: SourceInfo, isScheduled: boolean): string =>
  JSON.stringify(isScheduled ? { version: VERSION, ...info } : info);

/** Reads what is kept of a source. */
export const sourceIn = (text: string): SourceInfo => describeSource(JSON.parse(text) as SourceInfo);
