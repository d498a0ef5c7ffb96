import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface WireToken {
  readonly id: string;
  readonly label: string;
  readonly created: string;
  readonly last_used: string | null;
}

interface WireCost {
  readonly day: string;
  readonly token_id: string;
  readonly usd: string;
  readonly calls: number;
}

const dayOf = (daysAgo: number): string =>
  new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10);

const tokensAtFirst = (): WireToken[] =>
  ['deploy', 'search', 'nightly'].map((label, at) => ({
    id: `tok_${String(at + 1)}`,
    label,
    created: `${dayOf(20)}T09:00:00.000Z`,
    last_used: label === 'nightly' ? null : `${dayOf(1)}T18:30:00.000Z`,
  }));

const costsAtFirst = (): WireCost[] =>
  [2, 1, 0].flatMap((daysAgo) => [
    { day: dayOf(daysAgo), token_id: 'tok_1', usd: '0.10', calls: 120 },
    { day: dayOf(daysAgo), token_id: 'tok_2', usd: '1.07', calls: 800 },
  ]);

/** The API that we pretend to have: a list with cursors, and one with page tokens. */
export const startApi = async (key: string) => {
  const data = { tokens: tokensAtFirst(), costs: costsAtFirst() };

  const tokens = (query: URLSearchParams): object => {
    const start = data.tokens.findIndex(({ id }) => id === query.get('after')) + 1;
    const page = data.tokens.slice(start, start + Number(query.get('limit')));
    return { data: page, last_id: page.at(-1)?.id, has_more: start + page.length < data.tokens.length };
  };
  const costs = (query: URLSearchParams): object => {
    const rows = data.costs.filter(({ day }) => day >= (query.get('from') ?? ''));
    const [start, size] = [Number(query.get('page') ?? 0), Number(query.get('size'))];
    const hasMore = start + size < rows.length;
    return {
      rows: rows.slice(start, start + size),
      has_more: hasMore,
      next_page: hasMore ? String(start + size) : null,
    };
  };
  const answer = ({ url = '/', headers }: IncomingMessage): readonly [number, object] => {
    const { pathname, searchParams } = new URL(url, 'http://acme.test');
    if (headers.authorization !== `Bearer ${key}`) return [401, { error: 'Unknown key.' }];
    if (pathname === '/v1/tokens') return [200, tokens(searchParams)];
    return pathname === '/v1/costs' ? [200, costs(searchParams)] : [404, { error: 'No such list.' }];
  };
  const server = createServer((request, response) => {
    const [status, body] = answer(request);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/v1`,
    data,
    close: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
};
