import { expect } from 'chai';
import type * as t from 'io-ts';
import * as codecs from '../../../../src/providers/openai/codecs.js';
import { decoded, refuses } from '../../../support/codec-laws.js';
import { page } from '../../../support/fixture.js';

interface AnyBucket {
  readonly results: readonly Readonly<Record<string, unknown>>[];
}

/** The list, the codec, a count that is always there, and a key that may be null. */
const KINDS: readonly (readonly [list: string, bucket: t.Mixed, count: string, key: string])[] = [
  ['completions', codecs.usageCompletionsBucket, 'input_tokens', 'model'],
  ['embeddings', codecs.usageEmbeddingsBucket, 'input_tokens', 'model'],
  ['moderations', codecs.usageModerationsBucket, 'input_tokens', 'model'],
  ['images', codecs.usageImagesBucket, 'images', 'size'],
  ['audioSpeeches', codecs.usageAudioSpeechesBucket, 'characters', 'model'],
  ['audioTranscriptions', codecs.usageAudioTranscriptionsBucket, 'seconds', 'model'],
  ['vectorStores', codecs.usageVectorStoresBucket, 'usage_bytes', 'project_id'],
  ['codeInterpreterSessions', codecs.usageCodeInterpreterSessionsBucket, 'num_sessions', 'project_id'],
  ['fileSearchCalls', codecs.usageFileSearchCallsBucket, 'num_requests', 'vector_store_id'],
  ['webSearchCalls', codecs.usageWebSearchCallsBucket, 'num_requests', 'context_level'],
];

describe('openai/codecs/organization/usage-*-bucket', () => {
  for (const [list, bucket, count, key] of KINDS) {
    describe(list, () => {
      const wire = page(`openai/usage.${list}.json`, 'data').items[0] as AnyBucket;
      const withRow = (changes: object): AnyBucket => ({
        ...wire,
        results: wire.results.map((row) => ({ ...row, ...changes })),
      });

      it('takes a bucket in which nothing happened', () => {
        const item = decoded(bucket, { ...wire, results: [] }) as AnyBucket;
        expect(item.results).to.deep.equal([]);
      });

      it('a count that drifts to text or to null becomes an error, never zero (langfuse-python PR #1564)', () => {
        expect(refuses(bucket, withRow({ [count]: '1000' }))).to.equal(true);
        expect(refuses(bucket, withRow({ [count]: null }))).to.equal(true);
      });

      it('a row needs neither its key nor the name of its kind, as compatible servers leave them out', () => {
        const [row] = (decoded(bucket, withRow({ [key]: null, object: null })) as AnyBucket).results;
        expect(row).to.include({ [key]: null, object: null });
        const bare = wire.results.map(({ object: _object, ...rest }) => rest);
        expect(refuses(bucket, { ...wire, results: bare })).to.equal(false);
      });
    });
  }

  it('tokens of a kind that was not used may be null', () => {
    const names = ['input_cached_tokens', 'input_audio_tokens', 'output_audio_tokens', 'input_image_tokens'];
    const { results } = page('openai/usage.completions.json', 'data').items[0] as AnyBucket;
    for (const name of names)
      expect(refuses(codecs.usageCompletionsResult, { ...results[0], [name]: null }), name).to.equal(false);
  });
});
