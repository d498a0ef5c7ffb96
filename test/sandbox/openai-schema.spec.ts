import { expect } from 'chai';
import { operationOf, operationsOf, type Operation } from '../conformance/documents.js';
import { replyDepartures } from '../conformance/schema.js';
import { fill, get, homesOf, LIST_CASES, limitParam, USAGE_CASES, walkList } from './openai-support.js';
import { boxFor, idsOf, type Json } from './support.js';

const described = (path: string): Operation => {
  const operation = operationOf('openai', 'GET', path);
  if (operation === undefined) throw new Error(`the vendor's document has no ${path}`);
  return operation;
};

/** The lists of buckets, each with the keys it groups by. */
const BUCKETS: readonly (readonly [path: string, groupBy: readonly string[]])[] = [
  ...USAGE_CASES.map(([path, , groupBy]) => [`/organization/usage/${path}`, groupBy] as const),
  ['/organization/costs', ['project_id', 'line_item', 'api_key_id']],
];

const LIMITS = ['/organization/spend_limit', '/organization/projects/{}/spend_limit'] as const;

describe('sandbox: all replies of OpenAI fit the published schemas', () => {
  const box = boxFor();

  it('the check itself sees what is missing, mistyped, not listed or fits no choice', () => {
    const models = described('/models');
    const model = { id: 'm', object: 'model', created: 1, owned_by: 'us' };
    const page = (item: object) => ({ object: 'list', data: [item] });
    const { id: _id, ...nameless } = model;
    expect(replyDepartures(models, page({ ...model, shutdown_date: null }))).to.deep.equal([]);
    for (const wrong of [nameless, { ...model, created: '1' }, { ...model, object: 'x' }])
      expect(replyDepartures(models, page(wrong))).to.have.length(1);
    expect(replyDepartures(models, page({ ...model, shutdown_date: 7 }))).not.to.have.length(0);
  });

  it('covers every path of the document', () => {
    const covered = [...LIST_CASES.map(({ path }) => path), ...BUCKETS.map(([path]) => path), ...LIMITS];
    const all = operationsOf('openai').map(({ path }) => path);
    expect(covered.map((path) => described(path).path).sort()).to.deep.equal([...all].sort());
  });

  for (const list of LIST_CASES) {
    it(`GET ${list.path}`, async () => {
      const operation = described(list.path);
      let items = 0;
      for (const home of await homesOf(box(), list)) {
        for (const query of list.id === 'auditLogs' ? ['', 'tenant_only=true'] : [list.all ?? '']) {
          const path = `${fill(list.path, home)}?${query}${limitParam(list)}`;
          const walk = await walkList(box(), list, path);
          for (const { body } of walk.pages) expect(replyDepartures(operation, body)).to.deep.equal([]);
          items += walk.items.length;
        }
      }
      expect(items).to.be.greaterThan(0);
    });
  }

  for (const [path, groupBy] of BUCKETS) {
    it(`GET ${path}`, async () => {
      for (const grouped of ['', ...groupBy.map((name) => `&group_by[]=${name}`)]) {
        const { body } = await get(box(), `${path}?start_time=1768000000${grouped}`);
        expect((body['data'] as Json[]).some(({ results }) => (results as unknown[]).length > 0)).to.equal(
          true,
        );
        expect(replyDepartures(described(path), body)).to.deep.equal([]);
      }
    });
  }

  it('GET of the spend limits of the organization and of each project that has one', async () => {
    const projects = idsOf(box().control.items('openai', 'projects'));
    let found = 0;
    for (const [template, paths] of [
      [LIMITS[0], [LIMITS[0]]],
      [LIMITS[1], projects.map((id) => fill(LIMITS[1], [id]))],
    ] as const)
      for (const path of paths) {
        const { status, body } = await get(box(), path);
        if (status === 404) continue;
        found += 1;
        expect(replyDepartures(described(template), body), path).to.deep.equal([]);
        expect(body).to.include({ currency: 'USD', interval: 'month' });
      }
    expect(found).to.be.greaterThan(2);
  });
});

/** The types that stand somewhere at a path of a document's schema: each kind of a union has one. */
const typesIn = (name: string): readonly string[] => {
  const schemas = (schemasOf()['schemas'] ?? {}) as Record<string, Json>;
  const found = new Set<string>();
  const look = (schema: Json): void => {
    const reference = schema['$ref'];
    if (typeof reference === 'string') look(schemas[reference.split('/').at(-1) ?? ''] ?? {});
    for (const part of ['anyOf', 'oneOf', 'allOf'].flatMap((word) => (schema[word] ?? []) as Json[]))
      look(part);
    const { type } = (schema['properties'] ?? {}) as Record<string, Json>;
    for (const value of (type?.['enum'] ?? []) as string[]) found.add(value);
  };
  look(schemas[name] ?? {});
  return [...found];
};

const schemasOf = (): Json => described('/models').document.json['components'] as Json;

describe('sandbox: each kind that OpenAI documents is shown', () => {
  const box = boxFor();
  const unions = [
    ['conversations.items', 'ConversationItem', 28],
    ['responses.inputItems', 'ItemResource', 28],
    ['chatkit.threads.items', 'ThreadItem', 6],
  ] as const;
  for (const [list, schema, count] of unions) {
    it(`${list}: the ${String(count)} kinds of ${schema}`, () => {
      const shown = new Set(
        box()
          .control.items('openai', list)
          .map(({ type }) => String(type)),
      );
      expect(typesIn(schema)).to.have.length(count);
      expect([...shown].sort()).to.deep.equal([...typesIn(schema)].sort());
    });
  }

  it('fineTuning.jobs: each kind of grader of reinforcement', () => {
    const graders = box()
      .control.items('openai', 'fineTuning.jobs')
      .map(({ method }) => method as Json)
      .filter(({ type }) => type === 'reinforcement')
      .map(({ reinforcement }) => ((reinforcement as Json)['grader'] as Json)['type']);
    expect(new Set(graders)).to.deep.equal(
      new Set(['string_check', 'text_similarity', 'python', 'score_model', 'multi']),
    );
  });

  it('auditLogs: each documented event has its own payload', () => {
    const logs = box().control.items('openai', 'auditLogs');
    const schemas = schemasOf()['schemas'] as Record<string, Json>;
    const documented = Object.keys(schemas['AuditLog']?.['properties'] as Json).filter((name) =>
      name.includes('.'),
    );
    for (const type of documented) {
      const events = logs.filter((log) => log['type'] === type);
      expect(events.length, type).to.be.greaterThan(0);
      for (const event of events) expect(event).to.have.property(type);
    }
  });
});
