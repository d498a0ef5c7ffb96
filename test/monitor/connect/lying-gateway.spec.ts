import { expect } from 'chai';
import type { Observable } from 'rxjs';
import {
  connectMonitor,
  ViewRefusedError,
  type RemoteMonitor,
} from '../../../src/monitor/connect/connect-monitor.js';
import type { ConnectionState } from '../../../src/monitor/connect/connection.js';
import type { WebSocketLike } from '../../../src/monitor/connect/web-socket.js';
import type { ChangeEvent } from '../../../src/monitor/shapes.js';
import { Clock, DAY, MINUTE, SECOND } from '../support/clock.js';

type Handler = ((event: never) => void) | null;

/** A gateway that says whatever a test makes it say. */
class Liar {
  readonly clock = new Clock();
  readonly sockets: WebSocketLike[] = [];
  readonly said: {
    readonly open?: number;
    readonly view?: string;
    readonly query?: object;
    readonly since?: string;
  }[] = [];
  readonly states: ConnectionState[] = [];
  readonly remote: RemoteMonitor;

  constructor() {
    const { sockets, said } = this;
    class Socket implements WebSocketLike {
      onopen: Handler = null;
      onmessage: Handler = null;
      onerror: Handler = null;
      onclose: Handler = null;
      constructor() {
        sockets.push(this);
      }
      send(data: string): void {
        said.push(JSON.parse(data) as object);
      }
      close(): void {
        // Nothing is said of an end that this side chose.
      }
    }
    this.remote = connectMonitor('ws://liar', {
      WebSocket: Socket,
      scheduler: this.clock,
      random: () => 0.999_999,
    });
    this.remote.connection$.subscribe((state) => this.states.push(state));
  }

  get #last(): WebSocketLike {
    const last = this.sockets.at(-1);
    if (last === undefined) throw new Error('nobody connected');
    return last;
  }

  /** The handshake succeeds, and the first message comes. */
  welcome(): void {
    (this.#last.onopen as (() => void) | null)?.();
    this.say({ beat: this.clock.iso() });
  }

  /** The id of the view that was opened last. */
  get lastId(): number {
    return Math.max(...this.said.map(({ open = 0 }) => open));
  }

  /** Says something of the view that was opened last, in place of `ID`. */
  say(message: unknown): void {
    const text = typeof message === 'string' ? message : JSON.stringify(message);
    const data = text.replaceAll('"ID"', String(this.lastId));
    (this.#last.onmessage as ((event: { data: string }) => void) | null)?.({ data });
  }

  get state(): ConnectionState {
    return this.states.at(-1) ?? { state: 'offline' };
  }
}

const event = (n: number): ChangeEvent => ({
  position: `e.${String(n)}`,
  at: '2026-11-28T12:00:00.000Z',
  kind: 'created',
  text: `Event ${String(n)}.`,
});

/** Values of each type that a member may have by mistake. */
const WRONG: readonly unknown[] = [null, true, 7, -1, 1e300, 'text', '', [], [null], {}, { length: 3 }];

describe('a client of a gateway that lies', () => {
  const unreadable: readonly (readonly [string, string])[] = [
    ['no JSON', '{"id":'],
    ['nothing at all', ''],
    ['null', 'null'],
    ['a list', '[{"id":"ID","value":[]}]'],
    ['a text', '"beat"'],
    ['a number', '7'],
    ['an id that is a text', '{"id":"7","value":[]}'],
    ['an id that is null', '{"id":null,"value":[]}'],
    ['a list where there are rows', '{"id":"ID","value":[]}'],
    ['a value that is null', '{"id":"ID","value":null}'],
    ['rows that are none', '{"id":"ID","value":{"rows":{"length":3}}}'],
    ['a patch before the value', '{"id":"ID","patch":{}}'],
  ];
  for (const [what, text] of unreadable)
    it(`${what}: the connection is made again, later each time, and says why`, () => {
      const liar = new Liar();
      const values: unknown[] = [];
      liar.remote.credentials().subscribe({ next: (value) => values.push(value) });
      let before = 0;
      for (let turn = 0; turn < 8; turn += 1) {
        liar.welcome();
        // Long enough that a connection that is lost otherwise would count as a good one.
        liar.clock.advance(11 * SECOND);
        liar.say(text);
        const { state, retryAt = '', reason } = liar.state;
        expect({ state, reason }).to.deep.equal({ state: 'offline', reason: 'protocol' });
        const waitMs = Date.parse(retryAt) - liar.clock.now();
        expect(waitMs)
          .to.be.at.least(before)
          .and.at.most(30 * SECOND);
        before = waitMs;
        liar.clock.advance(waitMs);
        expect(liar.sockets).to.have.length(turn + 2);
      }
      expect(before).to.be.above(29 * SECOND);
      expect(values, 'the value that was known stays').to.have.length(1);
    });

  it('a view is opened again with the query that was asked, whatever has become of the program’s object', () => {
    const liar = new Liar();
    const query = { where: { source: 'acme' } };
    liar.remote.credentials(query).subscribe();
    query.where.source = 'beta';
    liar.welcome();
    liar.say('{"id":');
    liar.clock.advance(MINUTE);
    liar.welcome();
    expect(liar.said.filter(({ open }) => open !== undefined).map(({ query: asked }) => asked)).to.deep.equal(
      [{ where: { source: 'acme' } }, { where: { source: 'acme' } }],
    );
  });

  it('once it says the truth, views go on, and why it was lost is forgotten', () => {
    const liar = new Liar();
    const values: unknown[] = [];
    liar.remote.findings$.subscribe((value) => values.push(value));
    liar.welcome();
    liar.say({ id: 'ID', value: [{ id: 'a' }] });
    liar.say({ id: 'ID', value: null });
    liar.clock.advance(MINUTE);
    liar.welcome();
    liar.say({ id: 'ID', value: [{ id: 'b' }] });
    expect(values).to.deep.equal([[], [{ id: 'a' }], [{ id: 'b' }]]);
    expect(liar.state).to.deep.equal({ state: 'live' });
  });

  const ignored: readonly unknown[] = [
    {},
    { later: 'a message of another version' },
    { id: 'ID' },
    { id: 'ID', later: 7 },
    { id: 99, value: null },
    { id: -1, patch: 5 },
    { beat: null },
    { beat: { of: 'another version' }, later: [] },
    { id: 'ID', value: [], later: true },
  ];
  it('what nobody knows is left alone', () => {
    for (const message of ignored) {
      const liar = new Liar();
      const values: unknown[] = [];
      liar.remote.findings$.subscribe((value) => values.push(value));
      liar.welcome();
      liar.say(message);
      liar.say({ id: 'ID', value: [{ id: 'a' }] });
      expect(values.at(-1), JSON.stringify(message)).to.deep.equal([{ id: 'a' }]);
      expect(liar.sockets, JSON.stringify(message)).to.have.length(1);
    }
  });

  const patches: readonly unknown[] = [
    ...WRONG.filter((wrong) => JSON.stringify(wrong) !== '{}' && JSON.stringify(wrong) !== '{"length":3}'),
    ...['drop', 'set', 'order'].flatMap((name) =>
      WRONG.filter((wrong) => wrong !== null && JSON.stringify(wrong) !== '[]').map((wrong) => ({
        [name]: wrong,
      })),
    ),
    { order: [] },
    ...[-1, 2, 0.5, 1e9, 4_294_967_295, '0', null].flatMap((place) => [
      { drop: [place] },
      { order: [0, place] },
    ]),
    ...[-1, 3, 0.5, 1e9, 4_294_967_295, '0', 'length', null].map((place) => ({ set: [[place, {}]] })),
    { set: [[0]] },
    { set: [[0, {}, {}]] },
    { set: [{ 0: 0, 1: {}, length: 2 }] },
    { order: [0, 0] },
    { order: [0, 1, 0] },
    { drop: [0, 1], order: [0] },
  ];
  it('a patch that does not fit what it patches ends the connection, and no wrong rows are shown', () => {
    for (const patch of patches)
      for (const view of ['findings', 'spend'] as const) {
        const liar = new Liar();
        const values: unknown[] = [];
        const rows = [{ id: 'a' }, { id: 'b' }];
        const stream: Observable<unknown> =
          view === 'findings' ? liar.remote.findings$ : liar.remote.spend({ by: 'key' });
        stream.subscribe((value) => values.push(value));
        liar.welcome();
        liar.say({ id: 'ID', value: view === 'findings' ? rows : { rows } });
        expect(values).to.have.length(2);
        liar.say({ id: 'ID', patch });
        const what = `${view}: ${JSON.stringify(patch)}`;
        expect(liar.state, what).to.include({ state: 'offline', reason: 'protocol' });
        expect(values, what).to.have.length(2);
      }
  });

  it('members of a table that are none end it, too', () => {
    for (const rest of WRONG.filter((wrong) => wrong !== null && !JSON.stringify(wrong).startsWith('{'))) {
      const liar = new Liar();
      liar.remote.credentials().subscribe();
      liar.welcome();
      liar.say({ id: 'ID', value: { rows: [] } });
      liar.say({ id: 'ID', patch: { rest } });
      expect(liar.state, JSON.stringify(rest)).to.include({ reason: 'protocol' });
    }
  });

  describe('an event that cannot be read is a gap, and the events behind it come', () => {
    const members = ['position', 'at', 'kind', 'text'] as const;
    const events: readonly unknown[] = [
      ...WRONG,
      ...members.flatMap((name) => [
        ...WRONG.filter((wrong) => typeof wrong !== 'string').map((wrong) => ({
          ...event(2),
          [name]: wrong,
        })),
        { ...event(2), [name]: undefined },
      ]),
    ];
    for (const wrong of events)
      it(JSON.stringify(wrong), () => {
        const liar = new Liar();
        const got: ChangeEvent[] = [];
        liar.remote.changes().subscribe((each) => got.push(each));
        liar.welcome();
        liar.say({ id: 'ID', at: 'e.0' });
        liar.say({ id: 'ID', event: event(1) });
        liar.say({ id: 'ID', event: wrong });
        liar.say({ id: 'ID', event: event(3) });
        const { position } = { position: undefined, ...(wrong as object | null) };
        expect(got.map(({ kind }) => kind)).to.deep.equal(['created', 'gap', 'created']);
        expect(got[1]).to.include({
          from: 'e.1',
          position: typeof position === 'string' ? position : 'e.1',
          at: liar.clock.iso(),
        });
        expect(got.every((each) => members.every((name) => typeof each[name] === 'string'))).to.equal(true);
        expect(liar.sockets, 'one connection').to.have.length(1);
      });
  });

  it('a connection that is lost behind such an event goes on from the last position that was read', () => {
    const liar = new Liar();
    liar.remote.changes('e.4').subscribe();
    liar.welcome();
    liar.say({ id: 'ID', event: null });
    liar.say('null');
    liar.clock.advance(MINUTE);
    liar.welcome();
    expect(liar.said.filter(({ view }) => view === 'changes').map(({ since }) => since)).to.deep.equal([
      'e.4',
      'e.4',
    ]);
  });

  it('a position that is none ends the connection: what comes while it is away would be lost in silence', () => {
    for (const at of WRONG.filter((wrong) => typeof wrong !== 'string')) {
      const liar = new Liar();
      liar.remote.changes().subscribe();
      liar.welcome();
      liar.say({ id: 'ID', at });
      expect(liar.state, JSON.stringify(at)).to.include({ state: 'offline', reason: 'protocol' });
    }
  });

  it('a refusal is one, even where its reason cannot be read; the other views go on', () => {
    for (const error of [...WRONG, { code: 'limit' }, { message: 'no' }, { code: 7, message: 'no' }]) {
      const liar = new Liar();
      const values: unknown[] = [];
      liar.remote.findings$.subscribe((value) => values.push(value));
      liar.welcome();
      const first = liar.lastId;
      let refused: unknown;
      liar.remote.spend({ by: 'key' }).subscribe({ error: (reason: unknown) => (refused = reason) });
      liar.say({ id: 'ID', error });
      expect(refused, JSON.stringify(error)).to.be.instanceOf(ViewRefusedError);
      expect(refused).to.include({ code: 'view', path: undefined });
      liar.say({ id: first, value: [{ id: 'a' }] });
      expect(values.at(-1)).to.deep.equal([{ id: 'a' }]);
      expect(liar.sockets).to.have.length(1);
    }
  });

  it('a day of lies is no storm of connections', () => {
    const liar = new Liar();
    liar.remote.overview$.subscribe();
    const end = liar.clock.now() + DAY;
    while (liar.clock.now() < end) {
      liar.welcome();
      liar.say('null');
      liar.clock.advance(Date.parse(liar.state.retryAt ?? '') - liar.clock.now());
    }
    expect(liar.sockets.length).to.be.below(DAY / (29 * SECOND));
  });
});
