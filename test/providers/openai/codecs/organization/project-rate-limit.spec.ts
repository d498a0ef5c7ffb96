import { expect } from 'chai';

import { projectRateLimit } from '../../../../../src/providers/openai/codecs/organization/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';

describe('openai/codecs/organization/project-rate-limit', () => {
  itKeepsTheCodecLaws(projectRateLimit);

  itAllows(projectRateLimit, {
    id: 'always',
    object: 'always',
    model: 'always',
    max_requests_per_1_minute: 'always',
    max_tokens_per_1_minute: 'always',
    max_images_per_1_minute: 'absent',
    max_audio_megabytes_per_1_minute: 'absent',
    max_requests_per_1_day: 'absent',
    batch_1_day_max_input_tokens: 'absent',
  });

  it("decodes the documentation's example", () => {
    const [wire] = page('openai/project-rate-limits.json', 'data').items;
    const item = decoded(projectRateLimit, wire);
    expect(item.max_tokens_per_1_minute).to.equal(150_000);
    expect(projectRateLimit.encode(item)).to.deep.equal(wire);
  });
});
