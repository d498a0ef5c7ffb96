import {
  cobo,
  coboSource,
  keygen,
  keygenSource,
  keywordsai,
  keywordsaiSource,
  openai,
  openaiSource,
} from '../../src/index.js';
import type { Feed } from '../../src/monitor/index.js';
import type { ProviderName } from '../../src/providers/names.js';
import { tableOf } from './written.js';

const KEY = 'none';

/** The feeds of each source with all that it can read; nothing is sent. */
export const FEEDS: Readonly<Record<ProviderName, readonly Feed[]>> = {
  openai: openaiSource(openai({ adminKey: KEY })).feeds,
  keywordsai: keywordsaiSource(keywordsai({ apiKey: KEY })).feeds,
  keygen: keygenSource(keygen({ account: 'acme', token: KEY })).feeds,
  cobo: coboSource(cobo({ apiKey: KEY, serviceKey: KEY })).feeds,
};

const code = (text: string): string => `\`${text}\``;

/** All kinds of use are read alike: they are one row. */
const withoutKind = (text: string): string => text.replace(/\busage\.[a-zA-Z]+/, 'usage.<kind>');

const lasts = (ms: number): string => (ms < 60_000 ? `${String(ms / 1000)} s` : `${String(ms / 60_000)} min`);

const cellsOf = (source: string, feed: Feed): readonly string[] => [
  code(source),
  code(withoutKind(feed.id)),
  code(withoutKind(feed.reads ?? '')),
  (feed.gives ?? []).join(', '),
  lasts(feed.every.watchedMs),
  lasts(feed.every.idleMs),
  feed.needs === undefined ? '' : feed.needs.includes('.') ? code(feed.needs) : feed.needs,
];

/** Which lists each source reads, and how often. */
export const feedsTable = (): string => {
  const rows = Object.entries(FEEDS).flatMap(([provider, feeds]) =>
    feeds.map((feed) => cellsOf(`${provider}Source`, feed).join('\n')),
  );
  return tableOf(
    ['source', 'feed', 'list', 'gives', 'every', 'unwatched', 'needs'],
    [...new Set(rows)].map((row) => row.split('\n')),
  );
};
