import { expect } from 'chai';
import type * as t from 'io-ts';

import { List, Nullable } from '../../../src/codec/index.js';
import { atPath } from '../../../src/paging/index.js';
import * as codecs from '../../../src/providers/keywordsai/codecs.js';
import { decoded, itKeepsTheCodecLaws, itNeedsOnly, refuses } from '../../support/codec-laws.js';
import { fixture } from '../../support/fixture.js';

interface Example {
  /** Below `test/fixtures`. */
  readonly file: string;
  /** Where the item stands in it. */
  readonly at: string;
  /** What comes back in another spelling: times finer than a millisecond. */
  readonly respelled?: Readonly<Record<string, string>>;
}

interface Case {
  readonly codec: t.Mixed;
  /** The vendor publishes no schema: an item needs what identifies it, and nothing more. */
  readonly needed: readonly string[];
  readonly examples: readonly Example[];
}

const example = (name: string, at = 'results.0', respelled?: Example['respelled']): Example => ({
  ...{ file: `keywordsai/${name}.json`, at },
  ...(respelled === undefined ? {} : { respelled }),
});

const source = (name: string, respelled?: Example['respelled']): Example => ({
  ...example(name, 'results.0', respelled),
  file: `source-documents/${name}.json`,
});

const CASES: Readonly<Record<string, Case>> = {
  customer: {
    codec: codecs.customer,
    needed: ['customer_identifier', 'environment'],
    examples: [source('keywordsai-users-list'), example('users.search')],
  },
  customerDetail: {
    codec: codecs.customerDetail,
    needed: ['customer_identifier'],
    examples: [example('users.detail', '')],
  },
  customerSummary: {
    codec: codecs.customerSummary,
    needed: ['customer_identifier', 'id'],
    examples: [
      source('keywordsai-users', {
        last_active_timeframe: '2024-06-07T17:35:34.452Z',
        first_seen: '2024-06-07T17:35:34.491Z',
      }),
    ],
  },
  dataset: { codec: codecs.dataset, needed: ['id'], examples: [example('datasets')] },
  datasetLog: {
    codec: codecs.datasetLog,
    needed: [],
    examples: [
      example('datasets.logs', 'results.0', {
        timestamp: '2025-10-06T02:40:29.250Z',
        start_time: '2025-10-06T02:40:29.250Z',
      }),
      example('datasets.logs@odd', 'logs.0'),
    ],
  },
  evaluator: {
    codec: codecs.evaluator,
    needed: ['id'],
    examples: [
      example('evaluators', 'results.0', {
        created_at: '2025-09-11T09:43:55.858Z',
        updated_at: '2025-09-11T09:43:55.858Z',
      }),
    ],
  },
  experiment: { codec: codecs.experiment, needed: ['id'], examples: [example('experiments')] },
  experimentTrace: { codec: codecs.experimentTrace, needed: [], examples: [] },
  logThread: { codec: codecs.logThread, needed: ['thread_identifier'], examples: [example('logThreads')] },
  person: { codec: codecs.person, needed: [], examples: [] },
  prompt: {
    codec: codecs.prompt,
    needed: [],
    examples: [example('prompts'), example('prompts@respan')],
  },
  promptVersion: { codec: codecs.promptVersion, needed: [], examples: [example('prompts.versions')] },
  requestLog: {
    codec: codecs.requestLog,
    needed: [],
    examples: [
      example('requestLogs', 'results.0', { timestamp: '2024-06-24T21:33:06.601Z' }),
      example('requestLogs@respan'),
    ],
  },
  score: { codec: codecs.score, needed: ['id'], examples: [example('scores')] },
  tag: { codec: codecs.tag, needed: [], examples: [] },
  temporaryKey: {
    codec: codecs.temporaryKey,
    needed: ['id'],
    examples: [
      example('temporaryKeys', 'results.0', { expiry_date: '2025-03-15T01:19:33.263Z' }),
      example('temporaryKeys@bare', '0'),
    ],
  },
  trace: {
    codec: codecs.trace,
    needed: [],
    examples: [example('traces', 'results.0', { end_time: '2024-01-15T10:30:02.500Z' })],
  },
  workflow: { codec: codecs.workflow, needed: ['id'], examples: [example('workflows')] },
  listEnvelope: { codec: codecs.listEnvelope, needed: [], examples: [] },
  datasetLogEnvelope: { codec: codecs.datasetLogEnvelope, needed: [], examples: [] },
  experimentEnvelope: { codec: codecs.experimentEnvelope, needed: [], examples: [] },
};

describe('keywordsai/codecs', () => {
  it('the table has every codec', () => {
    const shapes = Object.keys(codecs).filter((name) => name !== 'reference');
    expect(shapes).to.have.members(Object.keys(CASES));
  });

  for (const [name, { codec, needed, examples }] of Object.entries(CASES)) {
    describe(name, () => {
      itKeepsTheCodecLaws(codec);
      itNeedsOnly(codec, needed);

      for (const { file, at, respelled = {} } of examples) {
        it(`decodes what ${file} holds, and gives it back`, () => {
          const wire = atPath(fixture(file), at) as object;
          expect(codec.encode(decoded(codec, wire))).to.deep.equal({ ...wire, ...respelled });
        });
      }
    });
  }
});

type Fields = Readonly<Record<string, t.Mixed>>;

const fieldsOf = (codec: t.Mixed): Fields => {
  const { required, optional } = codec as unknown as { readonly required: Fields; readonly optional: Fields };
  return { ...required, ...optional };
};

const without = (codec: t.Mixed | undefined): t.Mixed | undefined => {
  if (codec instanceof Nullable) return without(codec.inner as t.Mixed);
  return codec instanceof List ? without(codec.item as t.Mixed) : codec;
};

describe('keywordsai: what comes in several forms', () => {
  const isId = /(^|_)(ids?|identifier)$/;
  for (const [name, { codec }] of Object.entries(CASES)) {
    const ids = Object.entries(fieldsOf(codec)).filter(([field]) => isId.test(field));
    if (ids.length === 0) continue;
    it(`${name}: an id is a number or a text, in ${ids.map(([field]) => field).join(', ')}`, () => {
      for (const [field, id] of ids) {
        for (const form of [12345, 'user_123', '8264a3f4-40c7-476a-97d1-96908127ea21']) {
          expect(decoded(without(id) ?? id, form), field).to.equal(form);
        }
      }
    });
  }

  const tag = { id: 't1', name: 'support', color: '#3B82F6', created_at: '2026-01-01T00:00:00Z' };
  const person = { id: 7, first_name: 'Ann', last_name: 'Lee', email: 'ann@example.com' };
  const forms: readonly (readonly [
    codec: t.Mixed,
    item: object,
    field: string,
    forms: readonly unknown[],
  ])[] = [
    ...[codecs.requestLog, codecs.datasetLog, codecs.evaluator, codecs.customerDetail, codecs.dataset].map(
      (codec) =>
        [
          codec,
          { id: 'x', customer_identifier: 'c' },
          'organization',
          [2, 'Keywords AI', { id: 2, name: 'Keywords AI' }, {}],
        ] as const,
    ),
    [codecs.requestLog, {}, 'user', [7, 'hendrix@keywordsai.co', person]],
    [codecs.score, { id: 's' }, 'scorer', [7, 'marcus@example.com', person]],
    ...[codecs.evaluator, codecs.experiment, codecs.prompt].map(
      (codec) =>
        [codec, { id: 'x' }, 'tags', [[], ['support'], [3], [tag], [{}], [tag, 'support', 3]]] as const,
    ),
    [codecs.dataset, { id: 'd' }, 'updated_by', [person, 7, 'ann@example.com', {}]],
    [codecs.datasetLog, {}, 'annotation_completed_by', [person, 7, 'ann@example.com']],
    ...(['created_by', 'updated_by'] as const).map(
      (field) => [codecs.evaluator, { id: 'e' }, field, [person, 7, 'ann@example.com']] as const,
    ),
    [codecs.experiment, { id: 'e' }, 'dataset', ['ds_1', 7, { id: 'ds_1', name: 'QA' }]],
    ...(['current_version', 'live_version'] as const).map(
      (field) => [codecs.prompt, {}, field, [10883, '10883', {}, { version: 3, model: 'gpt-4o' }]] as const,
    ),
  ];
  for (const [codec, item, field, each] of forms) {
    for (const form of each) {
      it(`${codec.name}.${field}: ${JSON.stringify(form)}`, () => {
        const wire = { ...item, [field]: form };
        expect(codec.encode(decoded(codec, wire))).to.deep.equal(wire);
      });
    }
    it(`${codec.name}.${field}: and nothing else`, () => {
      expect(refuses(codec, { ...item, [field]: true })).to.equal(true);
    });
  }

  it('a time within a form is one', () => {
    const { tags } = decoded(codecs.prompt, { tags: [tag] });
    expect(tags).to.deep.equal([{ ...tag, created_at: new Date('2026-01-01T00:00:00Z') }]);
    const { current_version } = decoded(codecs.prompt, {
      current_version: { updated_at: '2026-01-20T10:30:00Z' },
    });
    expect(current_version).to.deep.equal({ updated_at: new Date('2026-01-20T10:30:00Z') });
  });
});
