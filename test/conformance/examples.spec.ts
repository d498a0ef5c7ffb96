import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { unknownFields } from '../../src/codec/index.js';
import { decodePage } from '../../src/walk/decode-page.js';
import { driftWatch } from '../../src/request/drift.js';
import type { ClientEvent, Endpoint } from '../../src/walk/index.js';
import { atPath } from '../../src/paging/index.js';
import { fixture } from '../support/fixture.js';
import { EMPTY_PAGES, EXAMPLE_ITEMS, EXAMPLES, NO_PAGES } from './examples.js';
import { PROVIDERS } from '../../src/providers/names.js';
import { endpointOf, ENDPOINTS } from '../support/providers.js';
import { roundTrip } from './rows.js';

const FOLDERS = [...PROVIDERS, 'source-documents'] as const;

/** Endpoints that the vendors give no example for, and whose items are not those of another endpoint that has one. */
const WITHOUT_EXAMPLE: readonly string[] = [
  'keywordsai.experiments.traces',
  'openai.projects.spendLimit',
  'openai.skills',
  'openai.skills.versions',
  'openai.spendLimit',
  'openai.vectorStores.files.content',
];

const namesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(`../fixtures/${folder}/`, import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name.slice(0, -'.json'.length)}`);

/** What a client makes of a reply: its items, what did not decode, and the drift that it would tell. */
const looked = (endpoint: Endpoint, body: unknown) => {
  const paging = endpoint.pagingOf({});
  const path = paging.itemsOf?.(body) ?? paging.items;
  const found = typeof path === 'function' ? path(body) : atPath(body, path);
  const items: readonly unknown[] = paging.one === true ? [found] : (found as readonly unknown[]);
  const reply = { body, items, header: () => null, url: '' };
  const { invalid, rawEnvelope: envelope } = decodePage(endpoint, { reply, path }, {});
  const told: string[] = [];
  const tell = (event: ClientEvent): void => {
    if (event.type === 'drift') told.push(`${event.kind} ${event.part} ${event.path}`);
  };
  driftWatch(tell, () => true)(endpoint, { pageIndex: 0, items, envelope, invalid });
  return { items, invalid, told };
};

const pairs = (table: Readonly<Record<string, readonly string[]>>): readonly (readonly [string, string])[] =>
  Object.entries(table).flatMap(([id, files]) => files.map((file) => [file, id] as const));

describe("the vendors' own examples", () => {
  for (const [file, id] of pairs(EXAMPLES)) {
    it(`${file} is a page of ${id}: it decodes, nothing in it is unknown, its items make the round trip`, () => {
      const endpoint = endpointOf(id);
      const { items, invalid, told } = looked(endpoint, fixture(`${file}.json`));
      expect(items).to.have.length.least(EMPTY_PAGES.includes(file) ? 0 : 1);
      expect(invalid).to.deep.equal([]);
      expect(told).to.deep.equal([]);
      for (const item of items) expect(roundTrip(endpoint, item)).to.deep.equal([]);
    });
  }

  for (const [file, id] of pairs(EXAMPLE_ITEMS)) {
    it(`${file} is an item of ${id}: it decodes, nothing in it is unknown, it makes the round trip`, () => {
      const endpoint = endpointOf(id);
      const told: string[] = [];
      unknownFields(endpoint.item)?.(fixture(`${file}.json`), (path) => told.push(path));
      expect(told).to.deep.equal([]);
      expect(roundTrip(endpoint, fixture(`${file}.json`))).to.deep.equal([]);
    });
  }

  it('each example is named here', () => {
    const named = [...pairs(EXAMPLES), ...pairs(EXAMPLE_ITEMS)].map(([file]) => file);
    const all = FOLDERS.flatMap(namesIn);
    expect([...named, ...Object.keys(NO_PAGES)].sort()).to.deep.equal([...all].sort());
  });

  it('each kind of item has an example, but for a few', () => {
    const shown = new Set(pairs({ ...EXAMPLES, ...EXAMPLE_ITEMS }).map(([, id]) => endpointOf(id).item));
    const missing = [...ENDPOINTS.values()].filter(({ item }) => !shown.has(item)).map(({ id }) => id);
    expect(missing.sort()).to.deep.equal(WITHOUT_EXAMPLE);
  });

  it('a field that nobody knows, a field that is gone and one of another type would be told', () => {
    const { data, ...rest } = fixture('openai/users.json') as { readonly data: readonly object[] };
    const { id: _id, ...first } = data[0] as { readonly id: string };
    const body = { ...rest, next: 'n', data: [{ ...first, shoe_size: 44, email: 7 }] };
    expect(looked(endpointOf('openai.users'), body).told).to.have.members([
      'added item shoe_size',
      'added envelope next',
      'missing item id',
      'retyped item email',
    ]);
  });
});
