// How much of a quota 100 walks that share it use, and whether they ever exceed it: judged by the times at which requests
// reached the server.
import { startClient } from '../lib/clients.mjs';
import { counted, load } from '../lib/headwater.mjs';
import { fixed } from '../lib/table.mjs';
import { atLeast, holds } from '../lib/targets.mjs';
import { virtualServer } from '../lib/virtual-server.mjs';
import { fullestWindow, shareUsed } from '../lib/windows.mjs';

const WALKS = 100;
const SIZE = 10;

const inRealTime = async (context) => {
  // A fifth of a core's worth of requests: the limiter is to be seen at work, not the processor.
  const window = { limit: 200, perMs: 1000 };
  const windows = context.quick ? 4 : 12;
  const pages = (window.limit * windows) / WALKS;
  const client = await startClient(
    context,
    { client: 'limited', argument: { walks: WALKS, window } },
    {
      list: 'limiter',
      size: SIZE,
      pages,
      node: context.own,
      expect: { items: WALKS * SIZE * pages },
      warm: { times: 1, window: { limit: 1_000_000, perMs: 1 } },
    },
  );
  await client.ask({});
  const { arrivals } = await context.server.ask({ name: 'limiter' });
  await client.close();
  return { label: 'real time, loopback', window, arrivals };
};

const inVirtualTime = async (context) => {
  const { openai } = await load(context.dist, 'src/providers/openai/index.js');
  const { slidingWindowLimiter } = await load(context.dist, 'operators/index.js');
  const { merge } = await import('rxjs');
  const window = { limit: 60, perMs: 60_000 };
  const pages = context.quick ? 3 : 12;
  const { scheduler, transport, arrivals, drive } = virtualServer({ size: SIZE, pages });
  const limiter = slidingWindowLimiter({ windows: [window], scheduler });
  const org = openai({ adminKey: 'sk-admin-bench', transport, scheduler, limiter });
  let over = false;
  const lists = Array.from({ length: WALKS }, (_, number) =>
    org.projects.apiKeys.list({ project_id: `proj_${String(number)}` }),
  );
  const count = counted(merge(...lists)).finally(() => {
    over = true;
  });
  await drive(() => over);
  const { items } = await count;
  if (items !== WALKS * SIZE * pages) throw new Error(`the limiter case walked ${String(items)} items`);
  return { label: 'virtual time, replies after 2 to 100 ms', window, arrivals: arrivals() };
};

const nameOf = ({ limit, perMs }) => `${String(limit)} in ${String(perMs / 1000)} s`;

export const run = async (context) => {
  const runs = [await inRealTime(context), await inVirtualTime(context)];
  const results = runs.map(({ label, window, arrivals }) => ({
    label,
    window,
    requests: arrivals.length,
    fullest: fullestWindow(arrivals, window.perMs),
    used: 100 * shareUsed(arrivals, window),
  }));
  return {
    tables: [
      {
        title: `One quota, ${String(WALKS)} walks, as the server saw it`,
        columns: ['quota', 'how', 'requests', 'fullest window', '% used'],
        rows: results.map(({ label, window, requests, fullest, used }) => [
          nameOf(window),
          label,
          String(requests),
          `${String(fullest)} of ${String(window.limit)}`,
          fixed(used),
        ]),
      },
    ],
    targets: results.flatMap(({ window, fullest, used }) => [
      holds(
        `Quota of ${nameOf(window)} never exceeded`,
        fullest <= window.limit,
        `${String(fullest)} in the fullest window`,
      ),
      atLeast(`Quota of ${nameOf(window)} used`, used, 98, ' %'),
    ]),
    data: results,
  };
};
