import { expect } from 'chai';
import { firstValueFrom } from 'rxjs';
import { printSpend } from '../../../src/cli/commands/spend.js';
import { EXIT } from '../../../src/cli/exit.js';
import type { Look } from '../../../src/cli/monitor/look.js';
import { DAY, HOUR, MINUTE, NOON } from '../../monitor/support/clock.js';
import { FakeFeed, fakeSource } from '../../monitor/support/fake-source.js';
import { request } from '../../monitor/support/records.js';
import { stage } from '../../monitor/support/watch.js';
import { Capture } from '../support.js';

/** A look at two accounts: the logs of one reach back as far as said, those of the other far enough. */
const spendOf = async (reachMs: number, given: number = EXIT.ok) => {
  const logs = (source: string, span: number): FakeFeed => {
    const feed = new FakeFeed('logs', { kind: 'events', gives: ['cost'], reachMs: span });
    feed.records = [request('r1', NOON - HOUR, '2.5', { source })];
    return feed;
  };
  const sources = [fakeSource([logs('acme', reachMs)], 'acme'), fakeSource([logs('beta', 8 * DAY)], 'beta')];
  const set = stage(sources);
  set.see(set.monitor.sources$);
  set.clock.advance(MINUTE);
  const [stdout, stderr] = [new Capture(), new Capture()];
  const look: Look = {
    session: {
      sandbox: false,
      clients: {},
      now: () => new Date(set.clock.now()),
      close: () => Promise.resolve(),
    },
    monitor: set.monitor,
    sources,
    feeds: [],
    take: (view) => firstValueFrom(view),
    exit: () => given,
  };
  const io = {
    stdout,
    stderr,
    env: {},
    signal: new AbortController().signal,
    startSandbox: () => Promise.reject(new Error('no sandbox')),
  };
  const asked = { by: 'source', window: '7d', format: 'json', sandbox: false } as const;
  const code = await printSpend(io, look, asked);
  set.monitor.close();
  const table = JSON.parse(stdout.text) as { readonly sum: { readonly quality: string } };
  return { code, err: stderr.text, quality: table.sum.quality };
};

describe('spend in a window that begins before the logs of an account do', () => {
  it('is a floor: the account is named, and the exit code says that something is missing', async () => {
    expect(await spendOf(2 * DAY)).to.deep.equal({
      code: EXIT.partial,
      quality: 'floor',
      err: 'headwater: acme: its figures do not reach back to the start of the window; the sum is at least so much\n',
    });
  });

  it('is none where they reach back to its first day', async () => {
    expect(await spendOf(7 * DAY)).to.deep.equal({ code: EXIT.ok, quality: 'reported', err: '' });
  });

  it('a failure stays a failure', async () => {
    expect((await spendOf(2 * DAY, EXIT.failed)).code).to.equal(EXIT.failed);
  });
});
