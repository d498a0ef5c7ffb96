import { expect } from 'chai';
import { defer, finalize, NEVER } from 'rxjs';
import { nested } from '../../../src/monitor/index.js';
import type { PagedList } from '../../../src/monitor/index.js';
import { httpError } from '../support/fake-source.js';
import { failing, failureOf, listOf, walked } from './support.js';

const parents = listOf([['p1', 'p2'], ['p3']]);
const child = (parent: string): PagedList<string> => listOf([[`${parent}/a`], [`${parent}/b`]]);
const but =
  (name: string, list: PagedList<string>) =>
  (parent: string): PagedList<string> =>
    parent === name ? list : child(parent);
const itemsOf = (items: readonly { readonly parent: string; readonly item: string }[]): readonly string[] =>
  items.map(({ item }) => item).sort();

describe('nested', () => {
  it('gives the items of every list, each with the item whose list it is', async () => {
    const { items, end, leftOut } = await walked(nested(() => parents, child));
    expect(items.every(({ parent, item }) => item.startsWith(`${parent}/`))).to.equal(true);
    expect(itemsOf(items)).to.deep.equal(['p1/a', 'p1/b', 'p2/a', 'p2/b', 'p3/a', 'p3/b']);
    expect([end, leftOut]).to.deep.equal(['complete', 0]);
  });

  it('a list that fails leaves the whole partial, says why, and keeps what it gave', async () => {
    const error = httpError(404);
    const { items, end, failure } = await walked(
      nested(() => parents, but('p2', failing(error, [['p2/a']]))),
    );
    expect(itemsOf(items)).to.deep.equal(['p1/a', 'p1/b', 'p2/a', 'p3/a', 'p3/b']);
    expect([end, failure]).to.deep.equal(['partial', error]);
  });

  const forAll: readonly (readonly [string, unknown])[] = [
    ['a refused credential', httpError(401)],
    ['a credential that was not given', Object.assign(new Error('none'), { _tag: 'ConfigError' })],
    ['a wait', Object.assign(new Error('wait'), { _tag: 'RateLimitError' })],
    ['a used-up allowance of a day', httpError(402)],
    ['an open circuit', Object.assign(new Error('open'), { cause: { _tag: 'CircuitOpenError' } })],
  ];
  for (const [name, error] of forAll)
    it(`${name} ends it, and no further list is asked for`, async () => {
      const asked: string[] = [];
      const list = nested(
        () => parents,
        (parent) => {
          asked.push(parent);
          return failing(error);
        },
        { concurrency: 1 },
      );
      expect(await failureOf(list)).to.equal(error);
      expect(asked).to.deep.equal(['p1']);
    });

  it('a failure of every list is one of the whole', async () => {
    const error = httpError(403);
    expect(
      await failureOf(
        nested(
          () => parents,
          () => failing(error),
        ),
      ),
    ).to.equal(error);
  });

  it('no parents are no items, and whole', async () => {
    expect(await walked(nested(() => listOf<string>([[]]), child))).to.include({
      end: 'complete',
      leftOut: 0,
    });
  });

  it('a list of parents that fails is a failure, behind the lists of those that came', async () => {
    const error = httpError(500);
    const asked: string[] = [];
    const list = nested(
      () => failing<string>(error, [['p1']]),
      (parent) => {
        asked.push(parent);
        return child(parent);
      },
    );
    expect(await failureOf(list)).to.equal(error);
    expect(asked).to.deep.equal(['p1']);
  });

  it('what any list leaves out is left out of the whole', async () => {
    const short = listOf([['p1']], { leftOut: 2, end: 'partial' });
    const { end, leftOut } = await walked(
      nested(
        () => short,
        () => listOf([['a'], ['b']], { leftOut: 3 }),
      ),
    );
    expect([end, leftOut]).to.deep.equal(['partial', 5]);
  });

  it('items that could not be read count where a page does not say how many are left out', async () => {
    const list: PagedList<string> = {
      pages: () => [
        { items: ['a'], invalid: [1] },
        { items: [], invalid: [2, 3] },
      ],
    };
    expect(
      await walked(
        nested(
          () => listOf([['p1']]),
          () => list,
        ),
      ),
    ).to.include({ end: 'partial', leftOut: 3 });
  });

  it('asks for so many lists at a time, and aborts them on unsubscribe', () => {
    let open = 0;
    const hanging = (): PagedList<string> => ({
      pages: () =>
        defer(() => {
          open += 1;
          return NEVER.pipe(finalize(() => (open -= 1)));
        }),
    });
    const subscription = defer(() => nested(() => parents, hanging, { concurrency: 2 }).pages()).subscribe();
    expect(open).to.equal(2);
    subscription.unsubscribe();
    expect(open).to.equal(0);
  });

  it('is cold: each walk begins anew', async () => {
    let walks = 0;
    const list = nested(() => {
      walks += 1;
      return listOf([['p1']]);
    }, child);
    expect(walks).to.equal(0);
    await walked(list);
    expect((await walked(list)).end).to.equal('complete');
    expect(walks).to.equal(2);
  });
});
