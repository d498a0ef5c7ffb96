import { startSandbox, type Sandbox, type SandboxOptions, type WireItem } from '../../src/sandbox/index.js';

export type Json = Record<string, unknown>;

/** A reply, read whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Json;
}

/** A small sandbox that the hooks of a describe block start and end. */
export function boxFor(options: SandboxOptions = {}): () => Sandbox {
  let box: Sandbox | undefined;
  before(async () => {
    box = await startSandbox({ scale: 0.05, ...options });
  });
  after(() => box?.close());
  afterEach(() => {
    box?.control.faults.clear();
  });
  return () => {
    if (box === undefined) throw new Error('the sandbox has not been started');
    return box;
  };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return {};
  }
}

export async function ask(
  url: string,
  headers: Record<string, string>,
  init: RequestInit = {},
): Promise<Answer> {
  const reply = await fetch(url, { redirect: 'manual', ...init, headers });
  const text = await reply.text();
  return { status: reply.status, headers: reply.headers, text, body: parsed(text) };
}

export const openai = (box: Sandbox, path: string): Promise<Answer> =>
  ask(`${box.openai.baseUrl}${path}`, { authorization: `Bearer ${box.openai.adminKey}` });

export const keygen = (box: Sandbox, path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(`${box.keygen.baseUrl}/accounts/${box.keygen.account}${path}`, {
    authorization: `Bearer ${box.keygen.token}`,
    ...headers,
  });

export const keywordsai = (box: Sandbox, path: string, init: RequestInit = {}): Promise<Answer> =>
  ask(`${box.keywordsai.baseUrl}${path}`, { authorization: `Bearer ${box.keywordsai.apiKey}` }, init);

export const cobo = (box: Sandbox, path: string): Promise<Answer> =>
  ask(`${box.cobo.baseUrl}${path}`, { 'x-assistant-service-key': box.cobo.serviceKey });

export const itemsOf = (answer: Answer, member = 'data'): WireItem[] => answer.body[member] as WireItem[];

export const idsOf = (items: readonly WireItem[]): string[] => items.map(({ id }) => String(id));

/** Adds a parameter to a path that may have some already. */
export const withParam = (path: string, name: string, value: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`;

/** Walks pages until `next` knows no further path; gives all items and the number of pages. */
export async function walk(
  first: string,
  get: (path: string) => Promise<Answer>,
  member: string,
  next: (answer: Answer, path: string) => string | undefined,
): Promise<{ items: WireItem[]; pages: number }> {
  const items: WireItem[] = [];
  let pages = 0;
  for (let path: string | undefined = first; path !== undefined && pages < 1000;) {
    const answer = await get(path);
    if (answer.status !== 200) throw new Error(`${String(answer.status)} on ${path}: ${answer.text}`);
    items.push(...itemsOf(answer, member));
    pages += 1;
    path = next(answer, first);
  }
  return { items, pages };
}

/** A walk of OpenAI's LAST_ID protocol. */
export const walkOpenAi = (box: Sandbox, first: string) =>
  walk(
    first,
    (path) => openai(box, path),
    'data',
    ({ body }, path) =>
      body['has_more'] === true ? withParam(path, 'after', String(body['last_id'])) : undefined,
  );

/** A walk along Keygen's links, resolved against the origin. */
export const walkKeygen = (box: Sandbox, first: string) =>
  walk(
    `${box.keygen.baseUrl}/accounts/${box.keygen.account}${first}`,
    (url) => ask(url, { authorization: `Bearer ${box.keygen.token}` }),
    'data',
    ({ body }) => {
      const next = (body['links'] as Json)['next'];
      return typeof next === 'string' ? `${box.origins.keygen}${next}` : undefined;
    },
  );

/** A walk of Cobo's cursors. */
export const walkCobo = (box: Sandbox, first: string, side: 'after' | 'before' = 'after') =>
  walk(
    first,
    (path) => cobo(box, path),
    'result',
    ({ body }, path) => {
      const meta = body['meta'] as Json;
      return meta['has_more'] === true
        ? withParam(path.replace(/&?(after|before)=[^&]*/, ''), side, String(meta[side]))
        : undefined;
    },
  );

/** A walk of Keywords AI's page numbers, which reads nothing but the page from `next`. */
export const walkKeywordsAi = (box: Sandbox, first: string) =>
  walk(
    first,
    (path) => keywordsai(box, path),
    'results',
    ({ body }, path) => {
      const next = body['next'];
      return typeof next === 'string'
        ? withParam(path, 'page', new URL(next).searchParams.get('page') ?? '')
        : undefined;
    },
  );
