import { expect } from 'chai';
import { option as O } from 'fp-ts';
import type { Page } from '../../src/endpoint/page.js';
import type { ClientEvent } from '../../src/walk/index.js';
import { offset, pageNumber } from '../../src/paging/index.js';
import { acmeClient, itemsOf, thingsBy } from '../support/acme.js';
import type { Answer } from '../support/fake-transport.js';

const page = (ids: readonly string[], next: number | null, total: number): Answer => ({
  json: { data: itemsOf(...ids), next: next === null ? null : `/things?page=${String(next)}`, total },
});

const byNumber = thingsBy(pageNumber({ items: 'data', nextLink: 'next', total: 'total' }));

/** Walks a list and returns the ids that came and what was told beside them. */
const walk = (endpoint: typeof byNumber, answers: readonly Answer[]) => {
  const { client, api } = acmeClient(answers);
  const events: ClientEvent[] = [];
  const ids: string[] = [];
  client.events$.subscribe((event) => events.push(event));
  client.list(endpoint).subscribe(({ id }) => ids.push(id));
  api.run();
  const told = (type: ClientEvent['type']) => events.filter((event) => event.type === type);
  return { ids, told };
};

describe('endpoint/to-pages', () => {
  it('offset and page-number pages shift when rows come or go: a row that comes again is left out, and told', () => {
    const { ids, told } = walk(byNumber, [
      page(['a', 'b'], 2, 4),
      page(['b', 'c'], 3, 5),
      page(['d'], null, 5),
    ]);
    expect(ids).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(told('repeated')).to.deep.equal([
      { type: 'repeated', provider: 'acme', endpoint: 'acme.things', pageIndex: 1, count: 1 },
    ]);
  });

  it('offset and page-number pages shift: a changed total is noticed, and told', () => {
    const { told } = walk(byNumber, [page(['a', 'b'], 2, 4), page(['c'], 3, 5), page(['d'], null, 3)]);
    expect(told('total')).to.deep.equal([
      { type: 'total', provider: 'acme', endpoint: 'acme.things', pageIndex: 1, from: 4, to: 5 },
      { type: 'total', provider: 'acme', endpoint: 'acme.things', pageIndex: 2, from: 5, to: 3 },
    ]);
  });

  it('a total that stays is not told', () => {
    expect(walk(byNumber, [page(['a'], 2, 2), page(['b'], null, 2)]).told('total')).to.deep.equal([]);
  });

  it('rows by number are the same: what comes twice is given once', () => {
    const byRow = thingsBy(offset());
    const answers = [['a', 'b'], ['b', 'c'], []].map((ids): Answer => ({ json: { data: itemsOf(...ids) } }));
    expect(walk(byRow, answers).ids).to.deep.equal(['a', 'b', 'c']);
  });

  it('a resume token is written when it is read: a walk whose tokens nobody reads writes none', () => {
    const write = globalThis.btoa;
    let written = 0;
    globalThis.btoa = (text) => {
      written += 1;
      return write(text);
    };
    try {
      const { client, api } = acmeClient([page(['a'], 2, 2), page(['b'], null, 2)]);
      const pages: Page<unknown, unknown>[] = [];
      client
        .list(byNumber)
        .pages()
        .subscribe((each) => pages.push(each));
      api.run();
      expect(written).to.equal(0);
      expect(pages.map(({ resume }) => O.isSome(resume))).to.deep.equal([true, false]);
      expect(written).to.equal(1);
    } finally {
      globalThis.btoa = write;
    }
  });

  it('items without an identity are all kept', () => {
    const { client, api } = acmeClient([page(['a', 'b'], null, 2)]);
    const ids: string[] = [];
    const nameless = { ...byNumber, key: () => '' };
    client.list(nameless).subscribe(({ id }) => ids.push(id));
    api.run();
    expect(ids).to.deep.equal(['a', 'b']);
  });

  it('each subscription remembers for itself', () => {
    const { client, api } = acmeClient(() => page(['a'], null, 1));
    const ids: string[] = [];
    const list = client.list(byNumber);
    list.subscribe(({ id }) => ids.push(id));
    list.subscribe(({ id }) => ids.push(id));
    api.run();
    expect(ids).to.deep.equal(['a', 'a']);
  });
});
