import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { readFile, realpath } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { dirname, extname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What stands in index.html where the nonce of the request goes. */
const NONCE = 'HEADWATER_NONCE';

/** What stands there where the page says what its figures are of. */
const LABEL = 'HEADWATER_LABEL';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Names that hold a hash of the content: another content has another name. */
const HASHED = /[-.][\dA-Z]{8,64}\.[a-z\d]+$/i;

const NO_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>headwater</title>
<h1>headwater</h1>
<p>The gateway is running. This build of headwater has no page of its own yet.</p>
<p>Programs connect by websocket, with <code>connectMonitor</code>.</p>
</html>
`;

/** What every answer says to browsers. */
export const HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What the page may load and run, for one answer. */
export const policyOf = (nonce: string, host: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "manifest-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Where the build puts the page: beside the code, which may be bundled or not. */
export const findPage = (from = dirname(fileURLToPath(import.meta.url))): string | undefined => {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = [join(folder, 'page'), join(folder, 'dist', 'page')].find((each) =>
      existsSync(join(each, 'index.html')),
    );
    if (found !== undefined) return found;
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return undefined;
  }
};

/** A file below a folder; undefined where there is none, or it is elsewhere. */
const fileBelow = async (folder: string, path: string): Promise<string | undefined> => {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, decodeURIComponent(path)));
    return file.startsWith(root + sep) && statSync(file).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
};

const send = (response: ServerResponse, status: number, headers: object, body: string | Buffer): void => {
  response.writeHead(status, { ...HEADERS, 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(body);
};

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;' };

const escaped = (text: string): string => text.replace(/[&<"]/g, (sign) => ENTITIES[sign] ?? sign);

const sendIndex = ({ folder, label = '' }: ServedPage, host: string, response: ServerResponse): void => {
  const nonce = randomBytes(18).toString('base64url');
  const index = folder === undefined ? undefined : join(folder, 'index.html');
  const html = index === undefined || !existsSync(index) ? NO_PAGE : readFileSync(index, 'utf8');
  send(
    response,
    200,
    {
      'Content-Type': TYPES['.html'],
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policyOf(nonce, host),
    },
    html.replaceAll(NONCE, nonce).replaceAll(LABEL, () => escaped(label)),
  );
};

/** What is served as the page. */
export interface ServedPage {
  readonly folder: string | undefined;
  readonly label?: string | undefined;
}

/**
 * Answers with the page, or a file of it. Paths without an ending are places within the page.
 *
 * @param host the host of the request, which has been checked
 */
export const answerPage = async (
  page: ServedPage,
  path: string,
  host: string,
  response: ServerResponse,
): Promise<void> => {
  if (extname(path) === '' || path === '/index.html') {
    sendIndex(page, host, response);
    return;
  }
  const { folder } = page;
  const file = folder === undefined ? undefined : await fileBelow(folder, path);
  const type = TYPES[extname(path)];
  if (file === undefined || type === undefined) {
    send(response, 404, { 'Content-Type': 'text/plain; charset=utf-8' }, 'Not found.\n');
    return;
  }
  const cache = HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
  send(response, 200, { 'Content-Type': type, 'Cache-Control': cache }, await readFile(file));
};
