import { expectError, expectNotType, expectType } from 'tsd';
import {
  cobo,
  coboSource,
  createMonitor,
  keygen,
  keygenSource,
  keywordsai,
  keywordsaiSource,
  openai,
  openaiSource,
  type Monitor,
  type OpenAiSourceOptions,
} from '../../src/index.js';
import {
  nested,
  snapshot,
  type FeedDraft,
  type Nested,
  type PagedList,
  type Source,
} from '../../src/monitor/index.js';

const org = openai({ adminKey: 'key' });
expectType<Source>(openaiSource(org));
expectType<Source>(openaiSource(org, { name: 'acme', every: 60_000 }));
expectType<Source>(openaiSource(org, { every: { costs: 60_000, users: { watchedMs: 1, idleMs: 2 } } }));
expectType<Source>(openaiSource(org, { only: ['costs'], except: ['users'] }));
expectType<string | undefined>({} as OpenAiSourceOptions['name']);
expectError(openaiSource(org, { feeds: [] }));
expectError(openaiSource(org.client));
expectError(openaiSource());

expectType<Source>(keygenSource(keygen({ account: 'a', token: 't' }), { name: 'a' }));
expectType<Source>(keywordsaiSource(keywordsai({ apiKey: 'key' }), { except: ['requestLogs'] }));
expectType<Source>(coboSource(cobo({ apiKey: 'key' }), { except: ['principals'] }));
expectError(keygenSource(org));
expectError(coboSource(cobo({ apiKey: 'key' }), { name: 7 }));

expectType<Monitor>(createMonitor([openaiSource(org)]));
expectNotType<Promise<Monitor>>(createMonitor([openaiSource(org)]));

const keys = nested(
  () => org.projects.list(),
  ({ id }) => org.projects.apiKeys.list({ project_id: id }),
);
type KeyOf<L> = L extends PagedList<Nested<infer P, infer K>> ? readonly [P, K] : never;
declare const pair: KeyOf<typeof keys>;
expectType<string>(pair[0].id);
expectType<string>(pair[1].redacted_value);
expectType<FeedDraft>(
  snapshot(keys, {
    every: 60_000,
    records: ({ parent, item }) => {
      expectType<string>(parent.id);
      expectType<string>(item.id);
      return [];
    },
  }),
);
