import { expect } from 'chai';
import * as codecs from '../../../../src/providers/openai/index.js';
import {
  costsOfBucket,
  modelOfLine,
  usageOfBucket,
  type UsageBucket,
  type UsageKind,
} from '../../../../src/providers/openai/records/index.js';
import type { Measures } from '../../../../src/records/index.js';
import { read } from '../../support/read.js';

const READING = { source: 'openai', observedAt: new Date('2026-01-15T12:00:00Z') };
const DAY = 1_768_435_200;
const GROUPED_BY = ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'];
const BY_KEY = { groupedBy: GROUPED_BY, width: '1d' } as const;

const bucket = (row: object, seconds = 86_400): object => ({
  object: 'bucket',
  start_time: DAY,
  end_time: DAY + seconds,
  results: [row],
});

const completions = (row: object): UsageBucket =>
  read(
    codecs.usageCompletionsBucket,
    bucket({
      object: 'organization.usage.completions.result',
      input_tokens: 100,
      input_cached_tokens: 40,
      output_tokens: 7,
      num_model_requests: 3,
      ...row,
    }),
  );

describe('openai records: usage', () => {
  const CODECS = {
    completions: codecs.usageCompletionsBucket,
    embeddings: codecs.usageEmbeddingsBucket,
    moderations: codecs.usageModerationsBucket,
    images: codecs.usageImagesBucket,
    audioSpeeches: codecs.usageAudioSpeechesBucket,
    audioTranscriptions: codecs.usageAudioTranscriptionsBucket,
    vectorStores: codecs.usageVectorStoresBucket,
    codeInterpreterSessions: codecs.usageCodeInterpreterSessionsBucket,
    fileSearchCalls: codecs.usageFileSearchCallsBucket,
    webSearchCalls: codecs.usageWebSearchCallsBucket,
  } as const;

  const cases: readonly (readonly [kind: UsageKind, row: object, measures: Measures])[] = [
    [
      'completions',
      {
        input_tokens: 100,
        input_cached_tokens: 40,
        input_cache_write_tokens: 5,
        output_tokens: 7,
        input_audio_tokens: 1,
        output_audio_tokens: 2,
        input_image_tokens: 3,
        output_image_tokens: 4,
        num_model_requests: 9,
      },
      {
        requests: 9,
        // What was cached is part of the input: nothing is added to it.
        input_tokens: 100,
        cached_input_tokens: 40,
        cache_write_tokens: 5,
        output_tokens: 7,
        audio_input_tokens: 1,
        audio_output_tokens: 2,
        image_tokens: 7,
      },
    ],
    ['embeddings', { input_tokens: 5, num_model_requests: 2 }, { input_tokens: 5, requests: 2 }],
    ['moderations', { input_tokens: 5, num_model_requests: 2 }, { input_tokens: 5, requests: 2 }],
    ['images', { images: 4, num_model_requests: 2 }, { images: 4, requests: 2 }],
    ['audioSpeeches', { characters: 80, num_model_requests: 2 }, { characters: 80, requests: 2 }],
    ['audioTranscriptions', { seconds: 30, num_model_requests: 2 }, { seconds: 30, requests: 2 }],
    ['vectorStores', { usage_bytes: 1024 }, { bytes: 1024 }],
    ['codeInterpreterSessions', { num_sessions: 3 }, { sessions: 3 }],
    ['fileSearchCalls', { num_requests: 6 }, { searches: 6 }],
    ['webSearchCalls', { num_requests: 6, num_model_requests: 5 }, { searches: 6, requests: 5 }],
  ];

  for (const [kind, row, measures] of cases)
    it(`${kind} in our measures`, () => {
      const [record] = usageOfBucket(kind, read<UsageBucket>(CODECS[kind], bucket(row)), READING);
      expect(record?.measures).to.deep.equal(measures);
      expect(record).to.include({
        resource: `usage.${kind}`,
        temporality: kind === 'vectorStores' ? 'gauge' : 'bucket',
        start: '2026-01-15T00:00:00.000Z',
        end: '2026-01-16T00:00:00.000Z',
        final: false,
      });
      expect(record?.dims.operation).to.equal(kind);
    });

  it('a row is attributed to whom and what it names', () => {
    const row = {
      project_id: 'p',
      user_id: 'u',
      api_key_id: 'k',
      model: 'm',
      batch: true,
      service_tier: 'flex',
    };
    expect(usageOfBucket('completions', completions(row), READING, BY_KEY)[0]?.dims).to.deep.equal({
      credential: { source: 'openai', kind: 'project_key', id: 'k' },
      principal: { source: 'openai', kind: 'user', id: 'u' },
      project: { source: 'openai', kind: 'project', id: 'p' },
      model: 'm',
      batch: true,
      serviceTier: 'flex',
      operation: 'completions',
    });
  });

  it('null is unattributed where rows were grouped by it, and else not asked', () => {
    const row = { project_id: null, api_key_id: null, model: null, batch: null };
    const [asked] = usageOfBucket('completions', completions(row), READING, BY_KEY);
    expect(asked?.dims).to.include({
      credential: null,
      principal: null,
      project: null,
      model: null,
      batch: null,
    });
    const [unasked] = usageOfBucket('completions', completions(row), READING);
    expect(unasked?.dims).to.deep.equal({ operation: 'completions' });
  });

  it('no rows are no record: no figure is not a figure of zero', () => {
    const empty = read(codecs.usageImagesBucket, { ...bucket({}), results: [] });
    expect(usageOfBucket('images', empty, READING)).to.deep.equal([]);
  });

  describe('a bucket is named by where and when it is', () => {
    const uidOf = (
      row: object,
      seconds = 86_400,
      how: Parameters<typeof usageOfBucket>[3] = BY_KEY,
    ): string => {
      const wire = bucket({ images: 1, num_model_requests: 1, ...row }, seconds);
      return usageOfBucket('images', read(codecs.usageImagesBucket, wire), READING, how)[0]?.uid ?? '';
    };

    it('what it holds is no part of its name', () => {
      expect(uidOf({ api_key_id: 'k', images: 1 })).to.equal(uidOf({ api_key_id: 'k', images: 900 }));
    });

    it('a bucket that is still open, cut where the range of the call ends, is the same one', () => {
      expect(uidOf({ api_key_id: 'k' }, 600)).to.equal(uidOf({ api_key_id: 'k' }));
    });

    it('widths of one list are buckets of their own', () => {
      const minute = { groupedBy: GROUPED_BY, width: '1m' } as const;
      expect(uidOf({}, 60, minute)).not.to.equal(uidOf({}, 86_400));
    });

    const differ: readonly (readonly [object, object])[] = [
      [{ api_key_id: 'a' }, { api_key_id: 'b' }],
      [{ model: 'a' }, { model: 'b' }],
      [{ model: 'a' }, { user_id: 'a' }],
      [{ size: '256x256' }, { size: '512x512' }],
      [{ source: 'image.edit' }, { source: 'image.generation' }],
    ];
    for (const [one, other] of differ)
      it(`${JSON.stringify(one)} is not ${JSON.stringify(other)}`, () => {
        expect(uidOf(one)).not.to.equal(uidOf(other));
      });
  });
});

describe('openai records: costs', () => {
  const models: readonly (readonly [line: string | null | undefined, model: string | undefined])[] = [
    ['gpt-4o-2024-08-06, cached input', 'gpt-4o-2024-08-06'],
    ['o4-mini-2025-04-16, output', 'o4-mini-2025-04-16'],
    ['Fine-tuning models', undefined],
    ['Web search tool calls, premium', undefined],
    ['gpt-4o', undefined],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
  ];
  for (const [line, model] of models)
    it(`the line ${String(line)} is about ${model ?? 'no model'}`, () => {
      expect(modelOfLine(line)).to.equal(model);
    });

  it('a line counts for its key, project and model', () => {
    const day = bucket({
      object: 'organization.costs.result',
      amount: { value: 1.5, currency: 'usd' },
      line_item: 'gpt-4o, input',
      project_id: 'p',
      api_key_id: null,
      quantity: 12,
    });
    const groupedBy = ['project_id', 'line_item', 'api_key_id'];
    const [record] = costsOfBucket(read(codecs.costsBucket, day), READING, { groupedBy, width: '1d' });
    expect(record).to.deep.include({
      lineItem: 'gpt-4o, input',
      quantity: 12,
      groupedBy,
      basis: 'provider_reported',
      dims: {
        credential: null,
        project: { source: 'openai', kind: 'project', id: 'p' },
        model: 'gpt-4o',
      },
    });
  });
});
