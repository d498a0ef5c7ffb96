import { expect } from 'chai';
import { VirtualTimeScheduler } from 'rxjs';
import { clientContext } from '../../src/request/context.js';
import { Watchdog } from '../../src/request/watchdog.js';

interface Case {
  readonly what: string;
  readonly timeoutMs: number;
  readonly stallMs: number;
  readonly heardAt: readonly number[];
  /** When the attempt is over by itself. */
  readonly stopAt?: number;
  readonly late: string;
}

/** Lets a watchdog look on while signs of life come at their times. */
const watched = ({ timeoutMs, stallMs, heardAt, stopAt = Infinity }: Case): string => {
  const scheduler = new VirtualTimeScheduler();
  const provider = { name: 'acme', baseUrl: 'https://api.acme.test' };
  const client = clientContext(provider, { scheduler, timeoutMs, stallMs }, () => undefined);
  const told: string[] = [];
  const watchdog = new Watchdog(client, (phase, limitMs) => {
    told.push(`${phase} ${String(limitMs)} at ${String(scheduler.now())}`);
  });
  for (const at of heardAt) {
    scheduler.schedule(() => {
      watchdog.heard();
    }, at);
  }
  if (stopAt < Infinity) {
    scheduler.schedule(() => {
      watchdog.stop();
    }, stopAt);
  }
  watchdog.start();
  scheduler.flush();
  return told.join(', ');
};

describe('the watchdog of an attempt', () => {
  const cases: readonly Case[] = [
    {
      what: 'nothing ever comes',
      timeoutMs: 100,
      stallMs: 40,
      heardAt: [],
      late: 'timeout-response 100 at 100',
    },
    {
      what: 'silence after the headers',
      timeoutMs: 100,
      stallMs: 40,
      heardAt: [10],
      late: 'timeout-stall 40 at 50',
    },
    {
      what: 'silence later',
      timeoutMs: 100,
      stallMs: 40,
      heardAt: [10, 30, 45],
      late: 'timeout-stall 40 at 85',
    },
    {
      what: 'drips that come in time, for too long',
      timeoutMs: 100,
      stallMs: 40,
      heardAt: [10, 45, 80],
      late: 'timeout-response 100 at 100',
    },
    {
      what: 'a long stall time',
      timeoutMs: 100,
      stallMs: 400,
      heardAt: [10],
      late: 'timeout-response 100 at 100',
    },
    { what: 'the end in time', timeoutMs: 100, stallMs: 40, heardAt: [10], stopAt: 30, late: '' },
  ];
  for (const each of cases) {
    it(`${each.what}: ${each.late === '' ? 'nothing' : each.late}`, () => {
      expect(watched(each)).to.equal(each.late);
    });
  }
});
