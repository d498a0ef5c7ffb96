import { expect } from 'chai';
import type * as t from 'io-ts';

import * as codecs from '../../../../../src/providers/openai/codecs/organization/index.js';
import {
  decoded,
  itAllows,
  itKeepsTheCodecLaws,
  refuses,
  type Presence,
} from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

const keys = (...names: readonly string[]): Readonly<Record<string, Presence>> =>
  Object.fromEntries(names.map((name) => [name, 'null or absent']));
const counts = (...names: readonly string[]): Readonly<Record<string, Presence>> =>
  Object.fromEntries(['object', ...names].map((name) => [name, 'always']));

const CALLER = ['project_id', 'user_id', 'api_key_id'];
const MODEL = [...CALLER, 'model'];

interface Kind {
  readonly file: string;
  readonly kind: string;
  readonly bucket: t.Mixed;
  readonly result: t.Mixed;
  readonly table: Readonly<Record<string, Presence>>;
}

interface AnyBucket {
  readonly start_time: Date;
  readonly results: readonly { readonly object: string }[];
}

const read = (codec: t.Mixed, wire: unknown): AnyBucket => decoded(codec, wire) as AnyBucket;

/** Usage but for completions: the file of the example, both codecs, and what the documentation says of a row. */
const KINDS: readonly Kind[] = [
  {
    file: 'embeddings',
    kind: 'organization.usage.embeddings.result',
    bucket: codecs.usageEmbeddingsBucket,
    result: codecs.usageEmbeddingsResult,
    table: { ...counts('input_tokens', 'num_model_requests'), ...keys(...MODEL) },
  },
  {
    file: 'moderations',
    kind: 'organization.usage.moderations.result',
    bucket: codecs.usageModerationsBucket,
    result: codecs.usageModerationsResult,
    table: { ...counts('input_tokens', 'num_model_requests'), ...keys(...MODEL) },
  },
  {
    file: 'images',
    kind: 'organization.usage.images.result',
    bucket: codecs.usageImagesBucket,
    result: codecs.usageImagesResult,
    table: { ...counts('images', 'num_model_requests'), ...keys(...MODEL, 'source', 'size') },
  },
  {
    file: 'audio-speeches',
    kind: 'organization.usage.audio_speeches.result',
    bucket: codecs.usageAudioSpeechesBucket,
    result: codecs.usageAudioSpeechesResult,
    table: { ...counts('characters', 'num_model_requests'), ...keys(...MODEL) },
  },
  {
    file: 'audio-transcriptions',
    kind: 'organization.usage.audio_transcriptions.result',
    bucket: codecs.usageAudioTranscriptionsBucket,
    result: codecs.usageAudioTranscriptionsResult,
    table: { ...counts('seconds', 'num_model_requests'), ...keys(...MODEL) },
  },
  {
    file: 'vector-stores',
    kind: 'organization.usage.vector_stores.result',
    bucket: codecs.usageVectorStoresBucket,
    result: codecs.usageVectorStoresResult,
    table: { ...counts('usage_bytes'), ...keys('project_id') },
  },
  {
    file: 'code-interpreter-sessions',
    kind: 'organization.usage.code_interpreter_sessions.result',
    bucket: codecs.usageCodeInterpreterSessionsBucket,
    result: codecs.usageCodeInterpreterSessionsResult,
    table: { ...counts('num_sessions'), ...keys('project_id') },
  },
  {
    file: 'file-search-calls',
    // The object is named otherwise than the path.
    kind: 'organization.usage.file_searches.result',
    bucket: codecs.usageFileSearchCallsBucket,
    result: codecs.usageFileSearchCallsResult,
    table: { ...counts('num_requests'), ...keys(...CALLER, 'vector_store_id') },
  },
  {
    file: 'web-search-calls',
    kind: 'organization.usage.web_searches.result',
    bucket: codecs.usageWebSearchCallsBucket,
    result: codecs.usageWebSearchCallsResult,
    table: { ...counts('num_model_requests', 'num_requests'), ...keys(...MODEL, 'context_level') },
  },
];

describe('openai/codecs/organization/usage-*-bucket', () => {
  for (const { file, kind, bucket, result, table } of KINDS) {
    describe(file, () => {
      itKeepsTheCodecLaws(bucket);

      itAllows(bucket, { object: 'always', start_time: 'always', end_time: 'always', results: 'always' });

      itAllows(result, table);

      const [wire] = page(`openai/usage-${file}.json`, 'data').items;

      it("decodes the documentation's example", () => {
        const item = read(bucket, wire);
        expect(item.start_time).to.deep.equal(new Date('2024-11-01T00:00:00Z'));
        expect(item.results.map(({ object }) => object)).to.deep.equal([kind]);
        expect(bucket.encode(item)).to.deep.equal(wire);
      });

      it('takes a bucket in which nothing happened', () => {
        expect(read(bucket, { ...(wire as object), results: [] }).results).to.deep.equal([]);
      });

      it('a count that drifts to text becomes an error, never zero', () => {
        const [count] = Object.keys(table).filter((name) => name !== 'object');
        const { results } = wire as { results: readonly object[] };
        const drifted = results.map((row) => ({ ...row, [count ?? '']: '1000' }));
        expect(refuses(bucket, { ...(wire as object), results: drifted })).to.equal(true);
      });
    });
  }
});
