import { expect } from 'chai';
import * as t from 'io-ts';
import { Direct, INVALID, list, record, shape } from '../../src/codec/index.js';
import {
  defineEndpoint,
  type ClientEvent,
  type Endpoint,
  type InvalidEvent,
  type ListOptions,
} from '../../src/walk/index.js';
import { DecodeError } from '../../src/http/errors.js';
import { single } from '../../src/paging/index.js';
import { acmeClient, CANARY } from '../support/acme.js';

const row = shape('Row', { cost: t.number }, { by: record(t.number) });
const bucket = shape('Bucket', { start: t.number, results: list(row) });

const listOf = <A>(item: t.Type<A, unknown>, rows?: string) =>
  defineEndpoint({
    id: 'acme.costs',
    path: '/costs',
    paging: single({ items: 'data' }),
    item,
    key: ['start'],
    ...(rows === undefined ? {} : { rows }),
  });

const costs = listOf(bucket, 'results');

type NoParams = (typeof costs)['params'];

interface Walked {
  readonly items: unknown[];
  readonly invalid: DecodeError[];
  readonly leftOut: number;
  readonly end: string | undefined;
  readonly error: unknown;
  readonly events: InvalidEvent[];
}

/** Walks a list of one page; `events` is empty where nobody listens. */
const walked = <A, E>(
  endpoint: Endpoint<NoParams, A, unknown, E>,
  data: unknown,
  options: ListOptions,
  listens = true,
): Walked => {
  const { client, api } = acmeClient([{ json: { data } }]);
  const events: InvalidEvent[] = [];
  const note = (event: ClientEvent): void => {
    if (event.type === 'invalid') events.push(event);
  };
  if (listens) client.events$.subscribe(note);
  const seen = {
    items: [] as unknown[],
    invalid: [] as DecodeError[],
    leftOut: 0,
    end: undefined as string | undefined,
  };
  let error: unknown;
  client
    .list(endpoint, {}, options)
    .pages()
    .subscribe({
      next: (page) => {
        seen.items.push(...page.items);
        seen.invalid.push(...page.invalid);
        seen.leftOut = page.leftOut;
        seen.end = page.end._tag === 'Some' ? page.end.value : undefined;
      },
      error: (given: unknown) => {
        error = given;
      },
    });
  api.run();
  return { ...seen, error, events };
};

const good = { start: 0, results: [{ cost: 1 }] };
const holed = { start: 1, results: [{ cost: 1 }, { cost: null }, { cost: 3 }, {}] };

describe('endpoint/decode-page', () => {
  for (const listens of [true, false]) {
    describe(`rows that mean something alone${listens ? '' : ', decoded in place'}`, () => {
      const kept = [good, { start: 1, results: [{ cost: 1 }, { cost: 3 }] }];

      it('skip leaves out the rows, not the bucket, and counts them', () => {
        const { items, leftOut, end, events } = walked(costs, [good, holed], { onInvalid: 'skip' }, listens);
        expect(items).to.deep.equal(kept);
        expect([leftOut, end]).to.deep.equal([2, 'partial']);
        const at = { type: 'invalid', provider: 'acme', endpoint: 'acme.costs', pageIndex: 0, itemIndex: 1 };
        expect(events).to.deep.equal(
          listens
            ? [
                {
                  ...at,
                  rowIndex: 1,
                  issues: [{ path: 'results[1].cost', expected: 'number', actual: 'null' }],
                },
                {
                  ...at,
                  rowIndex: 3,
                  issues: [{ path: 'results[3].cost', expected: 'number', actual: 'undefined' }],
                },
              ]
            : [],
        );
      });

      it('collect hands an error on for each', () => {
        const { items, invalid, leftOut } = walked(costs, [good, holed], { onInvalid: 'collect' }, listens);
        expect(items).to.deep.equal(kept);
        expect(leftOut).to.equal(2);
        expect(invalid.map(({ itemIndex, rowIndex, count }) => [itemIndex, rowIndex, count])).to.deep.equal([
          [1, 1, 1],
          [1, 3, 1],
        ]);
      });

      it('fail fails, naming bucket and row', () => {
        const { items, error } = walked(costs, [good, holed], {}, listens);
        expect(items).to.deep.equal([]);
        expect(error).to.be.instanceOf(DecodeError);
        expect(error).to.include({ part: 'item', itemIndex: 1, rowIndex: 1 });
        expect((error as Error).message).to.include(
          'item 1, row 1, does not fit Bucket: results[1].cost: expected number, got null',
        );
      });

      it('a bucket that is wrong itself is left out as one', () => {
        const wrong = { start: null, results: [{ cost: 1 }, { cost: null }] };
        const { items, invalid, leftOut } = walked(costs, [wrong, good], { onInvalid: 'collect' }, listens);
        expect(items).to.deep.equal([good]);
        expect(leftOut).to.equal(1);
        expect(invalid.map(({ itemIndex, rowIndex }) => [itemIndex, rowIndex])).to.deep.equal([
          [0, undefined],
        ]);
      });

      it('the keys of a record are data, and stay out of the report', () => {
        const chains = listOf(shape('Chain', { start: t.number, tokens: record(row) }), 'tokens');
        const data = [{ start: 0, tokens: { [CANARY]: {}, b: { cost: 2 } } }];
        const { items, invalid } = walked(chains, data, { onInvalid: 'collect' }, listens);
        expect(items).to.deep.equal([{ start: 0, tokens: { b: { cost: 2 } } }]);
        expect(invalid[0]?.issues).to.deep.equal([
          { path: 'tokens.*.cost', expected: 'number', actual: 'undefined' },
        ]);
        expect(invalid[0]?.message).not.to.include(CANARY);
      });

      it('where rows are not said to mean something alone, the item is judged as a whole', () => {
        const { items, leftOut } = walked(listOf(bucket), [good, holed], { onInvalid: 'skip' }, listens);
        expect(items).to.deep.equal([good]);
        expect(leftOut).to.equal(1);
      });
    });
  }

  describe('what a server may send: reports are bounded, whatever the page', () => {
    let reads = 0;
    let explained = 0;
    const never = new Direct<{ start: number }>({
      name: 'Never',
      is: (value): value is { start: number } => value === never,
      read: () => {
        reads += 1;
        return INVALID;
      },
      encode: (value) => value,
      explain: (value, context) => {
        explained += 1;
        return [{ value, context }];
      },
    });
    const MANY = 5000;
    const data = Array.from({ length: MANY }, (_, start) => ({ start }));
    beforeEach(() => {
      reads = 0;
      explained = 0;
    });

    it('fail stops at the first misfit: nothing behind it is looked at', () => {
      const { error } = walked(listOf(never), data, {}, false);
      expect(error).to.include({ itemIndex: 0, count: 1 });
      // Once to see it, once more for the report.
      expect([reads, explained]).to.deep.equal([2, 1]);
    });

    it('fail with a listener tells of at most 20 places', () => {
      walked(listOf(never), data, {}, true);
      expect(explained).to.equal(20);
    });

    it('collect describes 20 and counts the rest', () => {
      const { invalid, leftOut, items } = walked(listOf(never), data, { onInvalid: 'collect' }, false);
      expect(items).to.deep.equal([]);
      expect(leftOut).to.equal(MANY);
      expect(explained).to.equal(20);
      expect(invalid).to.have.lengthOf(21);
      expect(invalid.slice(0, 20).map(({ itemIndex }) => itemIndex)).to.deep.equal([...Array(20).keys()]);
      expect(invalid[20]).to.include({ part: 'item', count: MANY - 20 });
      expect(invalid[20]?.itemIndex).to.equal(undefined);
      expect(invalid[20]?.issues).to.deep.equal([]);
      expect(invalid.reduce((sum, { count }) => sum + count, 0)).to.equal(MANY);
    });

    it('skip tells of 20, and of the rest in one event', () => {
      const { events, leftOut } = walked(listOf(never), data, { onInvalid: 'skip' });
      expect(leftOut).to.equal(MANY);
      expect(explained).to.equal(20);
      expect(events).to.have.lengthOf(21);
      expect(events[20]).to.include({ itemIndex: undefined, count: MANY - 20 });
    });

    it('20 misfits are 20 reports, and no count', () => {
      const { invalid } = walked(listOf(never), data.slice(0, 20), { onInvalid: 'collect' });
      expect(invalid.map(({ count }) => count)).to.deep.equal(Array(20).fill(1));
    });

    it('rows count as items do', () => {
      const wide = { start: 0, results: Array.from({ length: 3000 }, () => ({ cost: 'x' })) };
      const { items, invalid, leftOut } = walked(costs, [wide, wide], { onInvalid: 'collect' });
      expect(items).to.deep.equal([
        { start: 0, results: [] },
        { start: 0, results: [] },
      ]);
      expect(leftOut).to.equal(6000);
      expect(invalid).to.have.lengthOf(21);
      expect(invalid[20]).to.include({ count: 5980 });
    });
  });

  describe('a codec of the user that throws', () => {
    const throwing = new t.Type<{ start: number }, unknown, unknown>(
      'Throwing',
      (value): value is { start: number } => typeof value === 'object',
      (value) => {
        const item = value as { start: number; text: string };
        if (item.start === 1) throw new TypeError(`cannot read ${item.text}`);
        return t.success(item);
      },
      t.identity,
    );
    const data = [0, 1, 2].map((start) => ({ start, text: CANARY }));

    for (const [where, codec, placed] of [
      ['for the item', throwing, (value: unknown) => value],
      [
        'within a shape',
        shape('Outer', { start: t.number, inner: throwing }),
        (value: { start: number }) => ({ start: value.start, inner: value }),
      ],
    ] as const) {
      const placedData = data.map((item) => placed(item as never));

      it(`${where}: fail is a DecodeError that says so, without what was thrown`, () => {
        const { error } = walked(listOf(codec as t.Type<unknown>), placedData, {});
        expect(error).to.be.instanceOf(DecodeError);
        expect(error).to.include({ part: 'item', itemIndex: 1 });
        expect((error as Error).message)
          .to.include('the codec threw TypeError')
          .and.not.include(CANARY);
      });

      it(`${where}: skip goes on without the item`, () => {
        const { items, leftOut, error } = walked(listOf(codec as t.Type<unknown>), placedData, {
          onInvalid: 'skip',
        });
        expect(items).to.deep.equal([placedData[0], placedData[2]]);
        expect([leftOut, error]).to.deep.equal([1, undefined]);
      });
    }

    it('for the envelope: a DecodeError about the envelope', () => {
      const envelope = new t.Type<object>(
        'Bad',
        (value): value is object => typeof value === 'object',
        () => {
          throw new RangeError('no');
        },
        t.identity,
      );
      const endpoint = defineEndpoint({
        id: 'acme.costs',
        path: '/costs',
        paging: single({ items: 'data' }),
        item: bucket,
        key: ['start'],
        envelope,
      });
      const { error } = walked(endpoint, [good], { onInvalid: 'skip' });
      expect(error).to.include({ _tag: 'DecodeError', part: 'envelope' });
      expect((error as Error).message).to.include(
        'the envelope does not fit Bad: the codec threw RangeError',
      );
    });
  });
});
