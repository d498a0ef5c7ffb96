import { expect } from 'chai';
import { NEVER } from 'rxjs';
import {
  budgetEta,
  budgetUsed,
  burnSpike,
  connectMonitor,
  createMonitor,
  events,
  keyExpiring,
  keyIdle,
  keyNeverUsed,
  keyOld,
  keyRevokedUsed,
  keyShared,
  nested,
  snapshot,
  sourceStale,
} from '../src/monitor/index.js';
import {
  fileJournal,
  fileStore,
  metrics,
  notify,
  openTelemetryMetrics,
  sendTo,
  serveMonitor,
} from '../src/node/index.js';

type Numbers = Readonly<Record<string, number>>;

const monitor = createMonitor([]);
const meter = {
  createObservableGauge: () => ({}),
  createObservableCounter: () => ({}),
  addBatchObservableCallback: () => undefined,
  removeBatchObservableCallback: () => undefined,
};
const socket = {
  readyState: 1,
  bufferedAmount: 0,
  send: () => undefined,
  close: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
class Socket extends EventTarget {
  readonly readyState = 0;
  readonly bufferedAmount = 0;
  send(): void {}
  close(): void {}
}
const aFeed = { every: 60_000, records: () => [] };
const pages = { pages: () => NEVER };
const WebSocket = Socket as unknown as NonNullable<Parameters<typeof connectMonitor>[1]>['WebSocket'];

/** Who takes a number, its name, who is named by the error, and the call that takes it. */
const CASES: readonly [owner: string, options: readonly string[], call: (given: Numbers) => unknown][] = [
  ['createMonitor', ['refreshMs', 'readingsAtATime', 'namesEveryMs'], (given) => createMonitor([], given)],
  ['monitor', ['frameMs', 'saveEveryMs'], (given) => createMonitor([], given)],
  ['budgetUsed', ['info', 'medium', 'critical'], budgetUsed],
  ['budgetEta', ['days'], budgetEta],
  ['burnSpike', ['score', 'moneyPerHour', 'forMs', 'days'], burnSpike],
  ['keyExpiring', ['low', 'medium', 'high'], keyExpiring],
  ['keyIdle', ['days'], keyIdle],
  ['keyNeverUsed', ['days'], keyNeverUsed],
  ['keyOld', ['days', 'adminDays'], keyOld],
  ['keyRevokedUsed', ['slackMs'], keyRevokedUsed],
  ['keyShared', ['requests'], keyShared],
  ['sourceStale', ['forMs'], sourceStale],
  [
    'nested',
    ['concurrency'],
    (given) =>
      nested(
        () => pages,
        () => pages,
        given,
      ),
  ],
  [
    'feed',
    ['every', 'lagMs', 'precedence', 'mostRecords'],
    (given) => snapshot(pages, { ...aFeed, ...given }),
  ],
  [
    'feed',
    ['spanMs', 'firstSpanMs', 'alignMs', 'chunkMs', 'mostChunkMs'],
    (given) => events(() => pages, { spanMs: 60_000, ...aFeed, ...given }),
  ],
  ['connectMonitor', ['lingerMs'], (given) => connectMonitor('ws://127.0.0.1:9', { WebSocket, ...given })],
  ['fileJournal', ['mode', 'rotateBytes'], (given) => fileJournal('nowhere', given)],
  ['fileStore', ['mode'], (given) => fileStore('nowhere', given)],
  ['metrics', ['maxSeries', 'lingerMs'], (given) => metrics(monitor, given)],
  ['openTelemetryMetrics', ['maxSeries', 'lingerMs'], (given) => openTelemetryMetrics(monitor, meter, given)],
  [
    'notify',
    ['maxAttempts', 'timeoutMs'],
    (given) => notify(NEVER, { url: 'https://hooks.example/x', ...given }),
  ],
  ['sendTo', ['maxQueuedBytes', 'closeAfterMs'], (given) => sendTo(socket, given)],
];

/** What comes of a variable of the environment that is not set, mistyped, or was never made a number of. */
const WRONG: readonly unknown[] = [NaN, '5', null, {}];

describe('options', () => {
  for (const [owner, options, call] of CASES)
    for (const option of options)
      it(`${owner} refuses ${option} that is no number, at the call, and says what it must be`, () => {
        for (const wrong of WRONG)
          expect(() => call({ [option]: wrong as number }), String(wrong)).to.throw(
            RangeError,
            new RegExp(`^${owner}: ${option} must be .*, got `),
          );
        if (option !== 'precedence')
          expect(() => call({ [option]: -1 })).to.throw(RangeError, `${owner}: ${option} must be`);
      });

  for (const option of ['minutes', 'hours', 'days', 'changes'])
    it(`createMonitor refuses retention.${option} that is no number`, () => {
      for (const wrong of WRONG)
        expect(() => createMonitor([], { retention: { [option]: wrong as number } })).to.throw(
          RangeError,
          `monitor: retention.${option} must be a whole number`,
        );
    });

  for (const [what, given, said] of [
    ['options in their place', { sources: [] }, 'sources must be a list of sources, or a loader'],
    ['nothing', undefined, 'sources must be a list of sources, or a loader'],
    ['a client', [{ provider: 'acme', list: () => NEVER }], 'each source must be made by'],
  ] as const)
    it(`createMonitor refuses ${what} for sources`, () => {
      expect(() => createMonitor(given as never)).to.throw(TypeError, `createMonitor: ${said}`);
    });

  it('takes a threshold that is never reached', () => {
    expect(() => budgetUsed({ info: Infinity })).not.to.throw();
  });

  it('serveMonitor refuses options of its metrics before it listens: they are made when they are first asked for', async () => {
    const refused = await serveMonitor(monitor, { port: 0, metrics: { maxSeries: NaN } }).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(RangeError).and.to.have.property('message').that.contains('maxSeries');
  });
});
