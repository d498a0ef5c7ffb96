import { join } from 'node:path';
import { startChild } from './child.mjs';
import { versionOf } from './nodes.mjs';
import { lastIdOf } from './pages.mjs';

const WORKER = join(import.meta.dirname, '..', 'worker.mjs');

/** Who takes part, in the order of a round, and what each of them does not do for its user. */
export const PEERS = [
  { name: 'node:http loop', client: 'bare', lacks: 'decode, dedup, retry, limits, paging' },
  {
    name: 'undici request',
    client: 'undici',
    package: 'undici',
    lacks: 'decode, dedup, retry, limits, paging',
  },
  { name: 'global fetch', client: 'fetch', lacks: 'decode, dedup, retry, limits, paging' },
  { name: 'got.paginate', client: 'got', package: 'got', pages: true, lacks: 'decode, dedup, limits' },
  {
    name: 'octokit paginate',
    client: 'octokit',
    package: '@octokit/plugin-paginate-rest',
    pages: true,
    lacks: 'decode, dedup, retry, limits',
  },
  {
    name: 'openai SDK',
    client: 'openai-sdk',
    package: 'openai',
    pages: true,
    lacks: 'decode, dedup, limits',
  },
  {
    name: 'Effect Stream.paginate',
    client: 'effect',
    package: 'effect',
    pages: true,
    lacks: 'decode, dedup, retry, limits',
  },
  {
    name: 'RxJS expand, cross-fetch',
    client: 'naive-expand',
    package: 'rxjs',
    pages: true,
    lacks: 'decode, dedup, retry, limits',
  },
  {
    name: 'the same by hand',
    client: 'hand-written',
    package: 'rxjs',
    lacks: 'limits, breaker, bounds',
  },
  { name: 'headwater', client: 'headwater', lacks: '-' },
  { name: 'headwater, global fetch', client: 'headwater', transport: 'fetch', lacks: '-' },
];

export const labelOf = ({ name, package: from }, node) =>
  from === undefined ? name : `${name} ${versionOf(from, node.major)}`;

const urlsOf = ({ port }, { list, size, pages, projects = 1, latencyMs = 0 }) => {
  const base = `http://127.0.0.1:${String(port)}/${list}/${[size, pages, projects].join('x')}/${String(latencyMs)}/v1`;
  return { base, keysUrl: `${base}/organization/projects/proj_bench/api_keys` };
};

/**
 * Starts a client that walks the keys of one project: `pages` pages of `size`, each answered after `latencyMs`.
 * With `warm`, it walks the same list so many `times` before, without latency.
 */
export const startClient = (context, peer, { node, expect, warm, ...list }) => {
  const { size, pages } = list;
  return startChild(
    WORKER,
    {
      client: peer.client,
      transport: peer.transport,
      dist: context.dist,
      ...urlsOf(context, list),
      key: 'sk-admin-bench',
      size,
      pages,
      ...peer.argument,
      warm: warm && { ...urlsOf(context, { ...list, list: `${list.list}-warm`, latencyMs: 0 }), ...warm },
      expect: expect ?? { items: size * pages, last: lastIdOf(size, pages) },
    },
    { node },
  );
};
