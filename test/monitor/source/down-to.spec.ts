import { expect } from 'chai';
import { from, tap } from 'rxjs';
import { downTo } from '../../../src/monitor/index.js';
import type { PagedList } from '../../../src/monitor/index.js';
import { listOf, walked } from './support.js';

interface Item {
  readonly at: Date | null;
}

const at = (second: number | null): Item => ({ at: second === null ? null : new Date(second * 1000) });
const timeOf = (item: Item): Date | null => item.at;
const START = new Date(50_000);

describe('downTo', () => {
  it('keeps what lies behind the start and walks no further than the first older item', async () => {
    let pages = 0;
    const list = listOf([[at(90), at(70)], [at(60), at(50), at(40)], [at(30)]]);
    const counted: PagedList<Item> = { pages: () => from(list.pages()).pipe(tap(() => (pages += 1))) };
    const { items, end } = await walked(downTo(counted, START, timeOf));
    expect(items).to.deep.equal([at(90), at(70), at(60), at(50)]);
    expect([end, pages]).to.deep.equal(['complete', 2]);
  });

  it('a list that ends before the start ends as it does', async () => {
    const whole = downTo(listOf([[at(90)], [at(60)]]), START, timeOf);
    expect(await walked(whole)).to.deep.include({ items: [at(90), at(60)], end: 'complete' });
    const cut = downTo(listOf([[at(90)]], { end: 'partial' }), START, timeOf);
    expect((await walked(cut)).end).to.equal('partial');
  });

  it('an item without a time is kept', async () => {
    expect((await walked(downTo(listOf([[at(null), at(40)]]), START, timeOf))).items).to.deep.equal([
      at(null),
    ]);
  });

  it('is partial where something was left out on the way', async () => {
    const list: PagedList<Item> = { pages: () => [{ items: [at(60), at(40)], leftOut: 1 }] };
    expect(await walked(downTo(list, START, timeOf))).to.include({ end: 'partial', leftOut: 1 });
  });
});
