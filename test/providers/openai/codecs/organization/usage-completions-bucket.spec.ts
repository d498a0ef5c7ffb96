import { expect } from 'chai';

import {
  usageCompletionsBucket,
  usageCompletionsResult,
} from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws, refuses } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/usage-completions-bucket', () => {
  itKeepsTheCodecLaws(usageCompletionsBucket);

  itAllows(usageCompletionsBucket, {
    object: 'always',
    start_time: 'always',
    end_time: 'always',
    results: 'always',
  });

  itAllows(usageCompletionsResult, {
    object: 'always',
    input_tokens: 'always',
    output_tokens: 'always',
    num_model_requests: 'always',
    input_cached_tokens: 'absent',
    input_cache_write_tokens: 'absent',
    input_uncached_tokens: 'absent',
    input_text_tokens: 'absent',
    output_text_tokens: 'absent',
    input_cached_text_tokens: 'absent',
    input_audio_tokens: 'absent',
    input_cached_audio_tokens: 'absent',
    output_audio_tokens: 'absent',
    input_image_tokens: 'absent',
    input_cached_image_tokens: 'absent',
    output_image_tokens: 'absent',
    project_id: 'null or absent',
    user_id: 'null or absent',
    api_key_id: 'null or absent',
    model: 'null or absent',
    batch: 'null or absent',
    service_tier: 'null or absent',
  });

  const wireOfExample = (): unknown => page('openai/usage-completions.json', 'data').items[0];

  it("decodes the documentation's example", () => {
    const item = decoded(usageCompletionsBucket, wireOfExample());
    expect(item.start_time).to.deep.equal(new Date('2024-11-01T00:00:00Z'));
    expect(item.end_time).to.deep.equal(new Date('2024-11-02T00:00:00Z'));
    expect(item.results[0]?.input_tokens).to.equal(1000);
    expect(item.results[0]?.project_id).to.equal(null);
    expect(usageCompletionsBucket.encode(item)).to.deep.equal(wireOfExample());
  });

  it('takes a bucket in which nothing happened', () => {
    const wire = { object: 'bucket', start_time: 1730419200, end_time: 1730505600, results: [] };
    expect(decoded(usageCompletionsBucket, wire).results).to.deep.equal([]);
  });

  it('a count that drifts to text becomes an error, never zero (langfuse-python PR #1564)', () => {
    const { results, ...bucket } = wireOfExample() as { results: readonly object[] };
    const drifted = { ...bucket, results: results.map((row) => ({ ...row, input_tokens: '1000' })) };
    expect(refuses(usageCompletionsBucket, drifted)).to.equal(true);
  });
});
