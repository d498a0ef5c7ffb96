import { existsSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import * as t from 'io-ts';
import { lastId, single } from '../../src/paging/index.js';
import { defineEndpoint } from '../../src/walk/index.js';
import { staticPath, staticTexts } from './static.js';
import {
  methodsIn,
  NAMES_FILE,
  pathOf,
  SECTIONS,
  topicOf,
  written,
  writtenFrom,
  writtenNames,
} from './written.js';

const widgets = defineEndpoint({
  id: 'acme.widgets',
  path: '/widgets',
  paging: lastId(),
  item: t.UnknownRecord,
  key: ['id'],
});
const health = defineEndpoint({ ...draft('acme.widgets.health'), paging: single({ items: '', one: true }) });
const widget = t.type({ id: t.string });
const shared = t.string;

function draft(id: string) {
  return { id, path: '/health', item: t.UnknownRecord, key: ['id'] } as const;
}

const TEXT = `
export const widget = shape();
export type Widget = t.TypeOf<typeof widget>;
/** @internal */
export const shared = t.string;
const hidden = 1;
export const widgets = vendorEndpoint();
export const health = vendorEndpoint();
`;

describe('what is written from the topics of a provider', () => {
  for (const section of SECTIONS) {
    it(`${section.folder} is as \`npm run lists\` writes it`, async () => {
      for (const [file, text] of await written(section)) {
        expect(existsSync(pathOf(file)), file).to.equal(true);
        expect(readFileSync(pathOf(file), 'utf8'), file).to.equal(text);
      }
    });
  }

  it('the names of the sandbox’s lists are those of what it serves', async () => {
    expect(readFileSync(NAMES_FILE, 'utf8')).to.equal(await writtenNames());
  });

  it('what must be static names each provider and each operator', async () => {
    for (const [path, text] of await staticTexts())
      expect(readFileSync(staticPath(path), 'utf8'), path).to.equal(text);
  });

  it('a topic gives its endpoints and codecs, without those that are internal', () => {
    const topic = topicOf('widgets.ts', TEXT, { widget, shared, widgets, health });
    expect(Object.keys(topic.endpoints)).to.deep.equal(['widgets', 'health']);
    expect(topic.codecs).to.deep.equal(['widget', 'type Widget']);
  });

  it('an endpoint becomes the method that its id names, behind those that were there', async () => {
    const section = { folder: 'acme' };
    const topic = topicOf('widgets.ts', TEXT, { widget, shared, widgets, health });
    const files = await writtenFrom(
      section,
      [topic],
      methodsIn('export const lists = { gone: { list: gone }, widgets: { health: { get: health } } };'),
    );
    const last = (file: string): string | undefined => files.get(`acme/${file}`)?.trim().split('\n').at(-1);
    expect(last('endpoints.ts')).to.equal("export { widgets, health } from './widgets.js';");
    expect(last('codecs.ts')).to.equal("export { widget, type Widget } from './widgets.js';");
    expect(last('lists.ts')).to.equal(
      'export const lists = { widgets: { health: { get: endpoints.health }, list: endpoints.widgets } };',
    );
  });
});
