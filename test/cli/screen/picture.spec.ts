import { expect } from 'chai';
import { BehaviorSubject, NEVER, of, Subject, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import type { ChangeEvent, Monitor, SpendTable } from '../../../src/monitor/index.js';
import { EMPTY_PICTURE, heldPicture, pictures, type Picture } from '../../../src/cli/screen/picture.js';
import { firstUi, type Ui } from '../../../src/cli/screen/ui.js';
import { OVERVIEW, PICTURE, spendRow, spendTable } from './support.js';

const asked = () => {
  const log: string[] = [];
  const view =
    (name: string) =>
    (query: object): Observable<never> => {
      log.push(`${name} ${JSON.stringify(query)}`);
      return NEVER;
    };
  const monitor = {
    ...{ overview$: NEVER, sources$: NEVER, limits$: NEVER, findings$: NEVER },
    ...{
      spend: view('spend'),
      series: view('series'),
      credentials: view('keys'),
      principals: view('people'),
    },
  };
  return { log, monitor: monitor as unknown as Monitor };
};

describe('what the screen asks a monitor for', () => {
  it('is what the pane needs, and asked for again only when it becomes another', () => {
    const { log, monitor } = asked();
    const ui$ = new BehaviorSubject<Ui>(firstUi());
    const subscription = pictures(monitor, NEVER, ui$).subscribe();
    expect(log).to.deep.equal([
      'spend {"by":"key","window":"24h","limit":100}',
      'series {"by":"provider","measure":"tokens","window":"24h","limit":20}',
    ]);
    log.length = 0;
    ui$.next({ ...ui$.value, notice: 'x', isPaused: true });
    expect(log).to.deep.equal([]);
    ui$.next({ ...ui$.value, pane: 'keys', filter: 'a b' });
    expect(log).to.deep.equal([
      'spend {"by":"key","window":"24h","limit":500}',
      'keys {"filter":"a b","sort":"-cost","window":"24h","offset":0,"limit":400}',
    ]);
    log.length = 0;
    ui$.next({ ...ui$.value, selected: { ...ui$.value.selected, keys: 450 } });
    expect(log).to.deep.equal([
      'keys {"filter":"a b","sort":"-cost","window":"24h","offset":300,"limit":400}',
    ]);
    subscription.unsubscribe();
  });

  it('comes together, and counts; the newest changes come first, and no more than fifty are kept', () => {
    new TestScheduler(() => undefined).run(({ flush }) => {
      const changes$ = new Subject<ChangeEvent>();
      const { monitor } = asked();
      const seen: Picture[] = [];
      const subscription = pictures(
        { ...monitor, overview$: of(OVERVIEW) },
        changes$,
        of(firstUi()),
      ).subscribe((picture) => seen.push(picture));
      for (let n = 1; n <= 60; n += 1)
        changes$.next({ position: '', at: '', kind: 'created', text: String(n) });
      flush();
      subscription.unsubscribe();
      const [only, ...others] = seen;
      expect(others).to.deep.equal([]);
      expect(only?.overview).to.equal(OVERVIEW);
      expect(only?.version).to.equal(61);
      expect(only?.changes.map(({ text }) => text)).to.deep.equal(
        Array.from({ length: 50 }, (_, at) => String(60 - at)),
      );
    });
  });
});

describe('what a viewer who has paused sees', () => {
  const spendOf = (name: string): SpendTable => spendTable([spendRow(name, '1')]);
  const held: Picture = { ...PICTURE, spend: { query: { by: 'key' }, value: spendOf('then') } };

  it('is what was known at that moment', () => {
    const live: Picture = { ...EMPTY_PICTURE, spend: { query: { by: 'key' }, value: spendOf('now') } };
    expect(heldPicture(held, live)).to.deep.equal({
      ...held,
      series: undefined,
      keys: undefined,
      people: undefined,
    });
  });

  it('and, of what is asked for since, what is known now', () => {
    const live: Picture = {
      ...PICTURE,
      overview: undefined,
      spend: { query: { by: 'model' }, value: spendOf('now') },
    };
    const seen = heldPicture(held, live);
    expect(seen.spend?.value.rows.map(({ name }) => name)).to.deep.equal(['now']);
    expect(seen.overview).to.equal(OVERVIEW);
    expect(seen.keys).to.equal(PICTURE.keys);
  });
});
