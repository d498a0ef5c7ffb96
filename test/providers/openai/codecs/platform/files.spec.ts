import { expect } from 'chai';
import {
  batch,
  container,
  containerFile,
  fileContentEnvelope,
  openAiFile,
  platformEnvelope,
  skill,
  skillVersion,
  vectorStore,
  vectorStoreFile,
  vectorStoreFileContent,
  video,
  voiceConsent,
} from '../../../../../src/providers/openai/codecs/platform/index.js';
import { decoded } from '../../../../support/codec-laws.js';
import { page } from '../../../../support/fixture.js';
import { describeCodec } from './describe-codec.js';

describe('openai/codecs/platform: files, stores and what is made of them', () => {
  describeCodec(platformEnvelope, { absent: 'object', 'null or absent': 'has_more first_id last_id' });

  for (const example of ['models', 'fine-tuning-jobs', 'videos', 'chatkit-threads', 'files']) {
    it(`decodes the envelope of the example ${example}`, () => {
      const { envelope } = page(`openai/platform/${example}.json`, 'data');
      expect(decoded(platformEnvelope, envelope)).to.deep.equal(envelope);
    });
  }

  describeCodec(voiceConsent, { always: 'id object name language created_at' }, 'voice-consents');

  describeCodec(
    batch,
    {
      always: 'id object endpoint input_file_id completion_window status created_at',
      'null or absent':
        'model errors output_file_id error_file_id in_progress_at expires_at finalizing_at completed_at failed_at ' +
        'expired_at cancelling_at cancelled_at request_counts usage metadata',
    },
    'batches',
  );

  it('decodes what went wrong in a batch', () => {
    const [first] = page('openai/platform/batches.json', 'data').items;
    const wire = {
      ...(first as object),
      errors: { object: 'list', data: [{ code: 'bad', message: 'no', param: null, line: 7 }, {}] },
      usage: { input_tokens: 3, input_tokens_details: { cached_tokens: 1 }, total_tokens: 3 },
    };
    const item = decoded(batch, wire);
    expect(item.errors?.data?.map(({ line }) => line)).to.deep.equal([7, undefined]);
    expect(item.usage?.input_tokens_details?.cached_tokens).to.equal(1);
    expect(batch.encode(item)).to.deep.equal(wire);
  });

  describeCodec(
    container,
    {
      always: 'id object name created_at status',
      'null or absent': 'last_active_at expires_after memory_limit network_policy',
    },
    'containers',
  );

  describeCodec(
    containerFile,
    { always: 'id object container_id created_at bytes path source' },
    'container-files',
  );

  describeCodec(
    openAiFile,
    {
      always: 'id object bytes created_at filename purpose',
      'null or absent': 'expires_at status status_details',
    },
    'files',
  );

  describeCodec(
    vectorStore,
    {
      always: 'id object created_at file_counts',
      null: 'name',
      'null or absent':
        'description usage_bytes bytes status expires_after expires_at last_active_at metadata',
    },
    'vector-stores',
  );

  const fileFields = {
    always: 'id object created_at vector_store_id',
    'null or absent': 'usage_bytes status last_error chunking_strategy attributes',
  };
  describeCodec(vectorStoreFile, fileFields, 'vector-store-files');
  describeCodec(vectorStoreFile, fileFields, 'vector-store-file-batch-files');

  it('attributes are texts, numbers and flags', () => {
    const [first] = page('openai/platform/vector-store-files.json', 'data').items;
    const attributes = { team: 'a', rank: 1.5, open: false };
    expect(decoded(vectorStoreFile, { ...(first as object), attributes }).attributes).to.deep.equal(
      attributes,
    );
  });

  describeCodec(vectorStoreFileContent, { 'null or absent': 'type text' });
  describeCodec(fileContentEnvelope, { absent: 'object', 'null or absent': 'has_more next_page' });

  describeCodec(
    video,
    {
      always: 'id object model status',
      'null or absent':
        'progress created_at completed_at expires_at prompt size seconds remixed_from_video_id error',
    },
    'videos',
  );

  describeCodec(skill, {
    always: 'id object',
    'null or absent': 'name description created_at default_version latest_version',
  });

  describeCodec(skillVersion, {
    always: 'id object',
    'null or absent': 'skill_id version created_at name description',
  });
});
