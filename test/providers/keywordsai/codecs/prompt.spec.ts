import { expect } from 'chai';

import { atPath } from '../../../../src/paging/index.js';
import { prompt, promptTag, promptVersion } from '../../../../src/providers/keywordsai/codecs/index.js';
import { decoded, itAllows, itKeepsTheCodecLaws } from '../../../support/codec-laws.js';
import { fixture } from '../../../support/fixture.js';

describe('keywordsai/codecs/prompt', () => {
  itKeepsTheCodecLaws(promptTag);

  itAllows(promptTag, {
    id: 'null or absent',
    name: 'null or absent',
    color: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
  });

  itKeepsTheCodecLaws(prompt);

  itAllows(prompt, {
    id: 'null or absent',
    prompt_id: 'null or absent',
    name: 'null or absent',
    description: 'null or absent',
    prompt_slug: 'null or absent',
    tags: 'null or absent',
    current_version: 'null or absent',
    live_version: 'null or absent',
    starred: 'null or absent',
    created_at: 'null or absent',
    updated_at: 'null or absent',
  });

  itKeepsTheCodecLaws(promptVersion);

  itAllows(promptVersion, {
    id: 'null or absent',
    prompt_version_id: 'null or absent',
    version: 'null or absent',
    description: 'null or absent',
    messages: 'null or absent',
    model: 'null or absent',
    stream: 'null or absent',
    temperature: 'null or absent',
    max_tokens: 'null or absent',
    top_p: 'null or absent',
    frequency_penalty: 'null or absent',
    presence_penalty: 'null or absent',
    reasoning_effort: 'null or absent',
    verbosity: 'null or absent',
    seed: 'null or absent',
    thinking: 'null or absent',
    variables: 'null or absent',
    fallback_models: 'null or absent',
    load_balance_models: 'null or absent',
  });

  it('decodes what keywordsai/list-prompts.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-prompts.json'), 'results.0');
    expect(prompt.encode(decoded(prompt, wire))).to.deep.equal(wire);
  });

  it('decodes what keywordsai/list-prompts-respan.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-prompts-respan.json'), 'results.0');
    expect(prompt.encode(decoded(prompt, wire))).to.deep.equal(wire);
  });

  it('decodes what keywordsai/list-prompt-versions.json holds, and gives it back', () => {
    const wire = atPath(fixture('keywordsai/list-prompt-versions.json'), 'results.0');
    expect(promptVersion.encode(decoded(promptVersion, wire))).to.deep.equal(wire);
  });

  it('reads the version of today within a prompt', () => {
    const { current_version } = decoded(
      prompt,
      atPath(fixture('keywordsai/list-prompts-respan.json'), 'results.0'),
    );
    expect(current_version?.updated_at).to.deep.equal(new Date('2026-01-20T10:30:00Z'));
  });
});
