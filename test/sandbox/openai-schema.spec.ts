import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import {
  fill,
  get,
  homesOf,
  isAdmin,
  LIST_CASES,
  limitParam,
  USAGE_CASES,
  walkList,
} from './openai-support.js';
import { departures, replySchema } from './openapi.js';
import { boxFor, type Json } from './support.js';

const vendor = JSON.parse(
  readFileSync(new URL('../fixtures/openapi/openai-admin.openapi.json', import.meta.url), 'utf8'),
) as Json;

describe('sandbox: all admin replies of OpenAI fit the published schemas', () => {
  const box = boxFor();
  const templates = Object.keys(vendor['paths'] as Json);
  const templateOf = (path: string): string =>
    templates.find((template) => template.replaceAll(/\{[^{}]+\}/g, '{}') === path) ?? path;

  it('the check itself sees what is missing, mistyped, not listed or fits no choice', () => {
    const schema = {
      type: 'object',
      required: ['a'],
      properties: {
        a: { type: 'integer' },
        b: { enum: ['x'] },
        c: { anyOf: [{ type: 'string' }, { type: 'null' }] },
      },
    };
    expect(departures({ a: 1, b: 'x', c: null }, schema, {})).to.deep.equal([]);
    expect(departures({ a: '1', b: 'y', c: 7 }, schema, {})).to.have.length(3);
    expect(departures({}, schema, {})).to.deep.equal(['$.a: missing']);
  });

  it('covers every path of the document', () => {
    const lists = LIST_CASES.filter(({ path }) => isAdmin(path)).map(({ path }) => templateOf(path));
    const usage = USAGE_CASES.map(([path]) => `/organization/usage/${path}`);
    expect([...lists, ...usage, '/organization/costs'].sort()).to.deep.equal([...templates].sort());
  });

  for (const list of LIST_CASES.filter(({ path }) => isAdmin(path))) {
    it(`GET ${list.path}`, async () => {
      const schema = replySchema(vendor, templateOf(list.path));
      let items = 0;
      for (const home of await homesOf(box(), list)) {
        for (const query of list.id === 'auditLogs' ? ['', 'tenant_only=true'] : [list.all ?? '']) {
          const path = `${fill(list.path, home)}?${query}${limitParam(list)}`;
          const walk = await walkList(box(), list, path);
          for (const { body } of walk.pages) expect(departures(body, schema, vendor)).to.deep.equal([]);
          items += walk.items.length;
        }
      }
      expect(items).to.be.greaterThan(0);
    });
  }

  for (const [path, , groupBy] of USAGE_CASES) {
    it(`GET /organization/usage/${path}`, async () => {
      const schema = replySchema(vendor, `/organization/usage/${path}`);
      for (const grouped of ['', ...groupBy.map((name) => `&group_by[]=${name}`)]) {
        const { body } = await get(box(), `/organization/usage/${path}?start_time=1768000000${grouped}`);
        expect((body['data'] as Json[]).some(({ results }) => (results as unknown[]).length > 0)).to.equal(
          true,
        );
        expect(departures(body, schema, vendor)).to.deep.equal([]);
      }
    });
  }

  it('shows each documented audit event with its own payload', () => {
    const logs = box().control.items('openai', 'auditLogs');
    const schemas = (vendor['components'] as Json)['schemas'] as Record<string, Json>;
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
