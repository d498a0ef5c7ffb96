import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'chai';
import { filter, firstValueFrom } from 'rxjs';
import { digestOf } from '../../examples/slack-digest/digest.js';
import { postTo } from '../../examples/slack-digest/post.js';
import { createMonitor } from '../../src/monitor/create-monitor.js';
import { SEVERITIES } from '../../src/monitor/index.js';
import { HOUR } from '../monitor/support/clock.js';
import { FakeFeed, fakeSource, httpError } from '../monitor/support/fake-source.js';
import { cost, credential, keyRef } from '../monitor/support/records.js';
import { NEVER_MS } from '../support/patience.js';
import { Stage } from './support/stage.js';

/** A channel of Slack: what was posted, and how it answers. */
const startSlack = async (statuses: number[] = []) => {
  const posts: { readonly text: string }[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const status = statuses.shift() ?? 200;
      if (status === 200) posts.push(JSON.parse(body) as { text: string });
      response
        .writeHead(status, { location: 'https://elsewhere.example/' })
        .end(status === 200 ? 'ok' : 'no');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/services/T0/B0/hush`;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url, posts, close };
};

describe('the example slack-digest', () => {
  const stage = new Stage();
  afterEach(() => stage.close());

  it('posts what the monitor says: spend in all and by key, and the findings', async () => {
    const { monitor } = await stage.watch();
    const slack = stage.keep(await startSlack());
    const watching = monitor.sources$.subscribe();
    stage.later(() => watching.unsubscribe());
    const figures = async () => ({
      spend: await firstValueFrom(
        monitor.spend({ by: 'key', window: '24h', limit: 10 }).pipe(filter(({ state }) => state === 'ready')),
      ),
      findings: await firstValueFrom(monitor.findings$),
    });
    let digest = await digestOf(monitor, NEVER_MS);
    let { spend, findings } = await figures();
    const shown = (): unknown => [spend.sum.value, spend.rows.map(({ name }) => name), findings.length];
    // What was read meanwhile is not in it: then another one is.
    for (let before: unknown; !isDeepStrictEqual(before, shown());) {
      before = shown();
      digest = await digestOf(monitor, NEVER_MS);
      ({ spend, findings } = await figures());
    }
    await postTo(slack.url, digest);
    expect(slack.posts).to.have.length(1);
    const text = slack.posts[0]?.text ?? '';
    const [head = '', ...rest] = text.split('\n');
    const inSum = (spend.sum.value ?? []).map(({ amount }) => Number(amount));
    const inHead = [...head.matchAll(/(\d{1,9}\.\d\d) USD/g)].map(([, amount]) => Number(amount));
    expect(inHead).to.have.length(inSum.length).and.not.have.length(0);
    inHead.forEach((amount, at) => expect(amount).to.be.closeTo(inSum[at] ?? NaN, 0.02));
    expect(rest.slice(0, spend.rows.length).map((line) => line.slice(2).split(':')[0])).to.deep.equal(
      spend.rows.map(({ name }) => name),
    );
    expect(findings.length).to.be.above(0);
    expect(text).to.include(`*Findings*: ${String(findings.length)} open`);
    expect(text).to.not.include('not whole').and.not.include('≥');
    const lines = rest.filter((line) => /^• (info|low|medium|high|critical): /.test(line));
    const ranks = lines.map((line) => SEVERITIES.findIndex((each) => line.startsWith(`• ${each}: `)));
    expect(ranks.length).to.be.above(2);
    expect(ranks).to.deep.equal([...ranks].sort((a, b) => b - a));
    expect(new Set(lines).size).to.equal(lines.length);
  });

  const partial = () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    keys.records = [credential('k1', { name: '<!channel> & co' })];
    const costs = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
    const start = Math.floor((Date.now() - 2 * HOUR) / HOUR) * HOUR;
    costs.records = [cost(start, HOUR, '12.349', { dims: { credential: keyRef('k1') } })];
    const broken = new FakeFeed('costs', { kind: 'buckets', gives: ['cost'] });
    broken.error = httpError(500);
    return [fakeSource([keys, costs]), { ...fakeSource([broken]), name: 'beta' }];
  };

  it('writes floors with ≥, never rounds them up, and names what is missing', async () => {
    const monitor = stage.keep(createMonitor(partial(), { frameMs: 5, lingerMs: 0 }));
    const text = await digestOf(monitor);
    expect(text).to.match(/^\*Spend\* from .*: ≥ 12\.34 USD$/m);
    expect(text).to.include('not whole: beta');
  });

  it('a name cannot call a whole channel', async () => {
    const monitor = stage.keep(createMonitor(partial(), { frameMs: 5, lingerMs: 0 }));
    const text = await digestOf(monitor);
    expect(text).to.include('&lt;!channel&gt; &amp; co: 12.35 USD').and.not.include('<!');
  });

  it('says what is known when a list is never read', async () => {
    const keys = new FakeFeed('keys', { gives: ['credential'] });
    keys.isHanging = true;
    const monitor = stage.keep(createMonitor([fakeSource([keys])], { frameMs: 5, lingerMs: 0 }));
    expect(await digestOf(monitor, 50)).to.match(/no data/);
  });

  it('tries again where Slack is busy, and not where it refuses', async () => {
    const slack = stage.keep(await startSlack([503]));
    await postTo(slack.url, 'a digest');
    expect(slack.posts).to.deep.equal([{ text: 'a digest' }]);
    for (const status of [404, 302]) {
      const refusing = stage.keep(await startSlack([status]));
      const failure = await postTo(refusing.url, 'a digest').catch((error: unknown) => String(error));
      expect(failure).to.include(String(status)).and.not.include('hush');
      expect(refusing.posts).to.deep.equal([]);
    }
  });

  for (const url of [
    'http://hooks.slack.com/services/hush',
    'file:///hush',
    'hush',
    'http://127.0.0.1.evil.example/hush',
  ])
    it(`posts nothing to ${url}`, async () => {
      const failure = await postTo(url, 'a digest').catch((error: unknown) => String(error));
      expect(failure)
        .to.match(/^TypeError/)
        .and.not.include('hush');
    });
});
