import { expect } from 'chai';
import * as fc from 'fast-check';
import { interval, Subject, take, type Observable } from 'rxjs';
import { BEAT_MS } from '../../../src/monitor/connect/protocol.js';
import { connectMonitor } from '../../../src/monitor/connect/connect-monitor.js';
import type { FeedEvent } from '../../../src/monitor/feed.js';
import type { MonitorViews } from '../../../src/monitor/monitor.js';
import { picture } from '../../../src/monitor/picture.js';
import type { ChangeEvent } from '../../../src/monitor/shapes.js';
import { Hub } from '../../../src/node/gateway/hub.js';
import { LIMITS, Session } from '../../../src/node/gateway/session.js';
import { Clock, MINUTE, SECOND } from '../../monitor/support/clock.js';
import { NAIVE_RULES } from '../../monitor/support/naive-findings.js';
import { eventsOf, INFOS, type Step } from '../../monitor/support/random-world.js';
import { BadNetwork } from './support/bad-network.js';

const NETWORK = ['cut', 'clean', 'dies', 'refuses', 'accepts', 'slow', 'fast', 'restarts'] as const;

type Turn = { readonly type: 'network'; readonly how: (typeof NETWORK)[number]; readonly ms: number } | Step;

const turns = (): fc.Arbitrary<readonly Turn[]> =>
  fc.array(
    fc.oneof(
      {
        weight: 1,
        arbitrary: fc.record({
          type: fc.constant('network' as const),
          how: fc.constantFrom(...NETWORK),
          ms: fc.constantFrom(0, 3, 60, SECOND, 20 * SECOND),
        }),
      },
      {
        weight: 2,
        arbitrary: fc.record({
          type: fc.constant('reading' as const),
          source: fc.constantFrom('acme', 'acme', 'beta'),
          feed: fc.constantFrom('keys', 'admin', 'users', 'limits', 'minutes', 'costs'),
          seed: fc.nat(1_000_000),
          how: fc.constantFrom('whole', 'whole', 'fails', 'twice'),
        }),
      },
    ),
    { minLength: 20, maxLength: 30 },
  );

const VIEWS: Readonly<Record<string, (views: MonitorViews) => Observable<unknown>>> = {
  overview: ({ overview$ }) => overview$,
  sources: ({ sources$ }) => sources$,
  limits: ({ limits$ }) => limits$,
  findings: ({ findings$ }) => findings$,
  keys: (views) => views.credentials({ sort: 'name', window: '24h' }),
  some: (views) => views.credentials({ filter: 'three' }),
  people: (views) => views.principals({ limit: 2 }),
  spend: (views) => views.spend({ by: 'key', window: '7d' }),
  chart: (views) => views.series({ by: 'model', measure: 'tokens', window: '60m' }),
};

/** A monitor, a gateway in front of it, and a client, all in virtual time. */
class World {
  readonly clock = new Clock();
  readonly #events = new Subject<FeedEvent>();
  readonly monitor;
  readonly local: ChangeEvent[] = [];
  readonly remote: ChangeEvent[] = [];
  readonly network: BadNetwork;
  readonly client;
  readonly seen = new Map<string, unknown>();
  readonly #readings = new Map<string, string>();
  readonly #sessions = new Set<Session>();
  #hub: Hub;

  constructor(changes: number) {
    const { clock } = this;
    const options = { scheduler: clock, random: () => 0, rules: NAIVE_RULES, retention: { changes } };
    this.monitor = picture(this.#events, INFOS, options);
    this.#hub = new Hub(this.monitor);
    this.network = new BadNetwork(clock, (socket) => {
      const session = new Session(socket, this.#hub, undefined, LIMITS, clock);
      this.#sessions.add(session);
      socket.on('close', () => this.#sessions.delete(session));
      session.beat(Buffer.from('{"beat":"now"}'));
    });
    interval(BEAT_MS, clock).subscribe(() => {
      for (const session of [...this.#sessions]) session.beat(Buffer.from('{"beat":"now"}'));
    });
    this.monitor.changes().subscribe((change) => this.local.push(change));
    this.client = connectMonitor('ws://gateway.test', {
      scheduler: clock,
      random: () => 0.5,
      WebSocket: this.network.WebSocket,
    });
    this.client.changes().subscribe((change) => this.remote.push(change));
    for (const [name, view] of Object.entries(VIEWS))
      view(this.client).subscribe((value) => this.seen.set(name, value));
    clock.advance(SECOND);
  }

  turn(turn: Turn): void {
    const { clock } = this;
    if (turn.type === 'network') {
      this.#upset(turn.how);
      clock.advance(turn.ms);
    } else if (turn.type === 'reading') {
      const key = `${turn.source}/${turn.feed}`;
      const before = this.#readings.get(key) ?? '';
      for (const event of eventsOf(
        { ...turn, how: turn.how === 'late' ? 'whole' : turn.how },
        clock,
        before,
      )) {
        if ('reading' in event) this.#readings.set(key, event.reading);
        this.#events.next(event);
        // The network goes on between two parts of a reading.
        clock.advance(100);
      }
    }
  }

  #upset(how: (typeof NETWORK)[number]): void {
    const { network } = this;
    if (how === 'cut') network.all((wire) => wire.end(1006));
    else if (how === 'clean') network.all((wire) => wire.end(1001));
    else if (how === 'dies') network.all((wire) => wire.die());
    else if (how === 'refuses' || how === 'accepts') network.isRefusing = how === 'refuses';
    else if (how === 'slow' || how === 'fast') network.latencyMs = how === 'slow' ? 4 * SECOND : 5;
    else {
      network.all((wire) => wire.end(1006));
      this.#hub = new Hub(this.monitor);
    }
  }

  /** The network is good again; the client is back within the longest wait, then a second passes in which nothing happens. */
  heal(): void {
    this.#upset('accepts');
    this.#upset('fast');
    this.clock.advance(2 * MINUTE);
    this.clock.advance(SECOND);
  }

  close(): void {
    this.client.close();
    this.monitor.close();
  }
}

const now = (stream: Observable<unknown>): unknown => {
  let value: unknown;
  stream.pipe(take(1)).subscribe((each) => (value = each));
  return JSON.parse(JSON.stringify(value));
};

/** Each local change came once and in its order, or a gap stands where it is missing. Returns how many are missing. */
const missingFrom = (local: readonly ChangeEvent[], remote: readonly ChangeEvent[]): number => {
  let at = 0;
  let missing = 0;
  let isGap = false;
  for (const event of remote) {
    if (event.kind === 'gap') {
      isGap = true;
      continue;
    }
    const found = local.findIndex(({ position }, place) => place >= at && position === event.position);
    expect(found, `${event.position} came twice, out of order, or is none`).to.be.at.least(0);
    if (found > at) expect(isGap, `a gap is named before ${event.position}`).to.equal(true);
    expect(event).to.deep.equal(JSON.parse(JSON.stringify(local[found])));
    missing += found - at;
    at = found + 1;
    isGap = false;
  }
  expect(local.length - at === 0 || isGap, 'the last ones came, or a gap').to.equal(true);
  return missing + local.length - at;
};

describe('a monitor over a bad network', () => {
  for (const changes of [10_000, 3])
    it(`whatever the network does, after a quiet second the remote views equal the local ones, and \`changes\` gave each event once${
      changes === 3 ? ', or named the gap: of a log of three' : ''
    }`, function () {
      this.timeout(0);
      let events = 0;
      let connects = 0;
      let patches = 0;
      let lost = 0;
      fc.assert(
        fc.property(turns(), (all) => {
          const world = new World(changes);
          for (const turn of all) world.turn(turn);
          world.heal();
          for (const [name, view] of Object.entries(VIEWS))
            expect(world.seen.get(name), name).to.deep.equal(now(view(world.monitor)));
          lost += missingFrom(world.local, world.remote);
          events += world.local.length;
          connects += world.network.connects;
          patches += world.network.patches;
          world.close();
        }),
        { numRuns: 8 },
      );
      // The network was as bad as the test says, and there was something to lose.
      expect(events).to.be.above(50);
      expect(connects).to.be.above(40);
      expect(patches).to.be.above(100);
      if (changes === 3) expect(lost).to.be.above(0);
      else expect(lost).to.equal(0);
    });
});
