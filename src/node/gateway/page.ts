import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodingFor } from './accept-encoding.js';
import type { PageFile, PageFiles } from './page-files.js';

/** The placeholder in index.html for the nonce of the request. */
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

/** Types whose content is not compressed already. */
const TEXTS: ReadonlySet<string> = new Set([
  '.css',
  '.html',
  '.ico',
  '.js',
  '.json',
  '.map',
  '.svg',
  '.txt',
  '.webmanifest',
]);

/** Names that hold a hash of the content: another content has another name. */
const HASHED = /[-.][\dA-Z]{8,64}\.[a-z\d]+$/i;

const NO_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>headwater</title>
<h1>headwater</h1>
<p>The gateway is running. Its page is not beside this code: it has not been built, or is no part of a bundle.</p>
<p>Name its folder as the option <code>page</code> of <code>serveMonitor</code>: <code>node_modules/headwater/dist/page</code>.</p>
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
const policyOf = (nonce: string, host: string): string =>
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

/** The folder of a module; undefined in a bundle whose modules have no address, such as CommonJS that esbuild makes. */
export const folderOf = (url: string | undefined): string | undefined =>
  url === undefined ? undefined : dirname(fileURLToPath(url));

/** Where the build puts the page: beside the code, which may be bundled or not. */
export const findPage = (from = folderOf(import.meta.url)): string | undefined => {
  for (let folder = from; folder !== undefined; folder = dirname(folder)) {
    const found = [join(folder, 'page'), join(folder, 'dist', 'page')].find((each) =>
      existsSync(join(each, 'index.html')),
    );
    if (found !== undefined) return found;
    if (existsSync(join(folder, 'package.json')) || dirname(folder) === folder) return undefined;
  }
  return undefined;
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
  readonly files: PageFiles;
}

/** Whether a client has the content already, by its `If-None-Match` header. */
const isKnown = (header: string | undefined, tag: string): boolean =>
  header
    ?.split(',')
    .map((each) => each.trim().replace(/^W\//, ''))
    .some((each) => each === '*' || each === tag) ?? false;

const sendFile = async (
  file: PageFile,
  path: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const varies = TEXTS.has(extname(path)) && file.isCompressible;
  const encoding = encodingFor(headers['accept-encoding'], varies ? undefined : ['identity']);
  const vary = varies ? { Vary: 'Accept-Encoding' } : {};
  if (encoding === undefined) {
    const said = 'No encoding of this file is accepted: accept identity, gzip or br.\n';
    send(response, 406, { 'Content-Type': TYPES['.txt'], ...vary }, said);
    return;
  }
  const common = {
    ...vary,
    ETag: file.tagOf(encoding),
    'Cache-Control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (isKnown(headers['if-none-match'], file.tagOf(encoding))) {
    response.writeHead(304, { ...HEADERS, ...common });
    response.end();
    return;
  }
  const coding = encoding === 'identity' ? {} : { 'Content-Encoding': encoding };
  send(
    response,
    200,
    { ...common, ...coding, 'Content-Type': TYPES[extname(path)] },
    await file.as(encoding),
  );
};

/**
 * Answers with the page, or a file of it. Paths without an ending are places within the page.
 *
 * @param request whose host has been checked
 */
export const answerPage = async (
  page: ServedPage,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  if (extname(path) === '' || path === '/index.html') {
    sendIndex(page, request.headers.host ?? '', response);
    return;
  }
  const { folder, files } = page;
  const isServed = folder !== undefined && Object.hasOwn(TYPES, extname(path));
  const file = isServed ? await files.find(folder, path) : undefined;
  if (file === undefined) send(response, 404, { 'Content-Type': TYPES['.txt'] }, 'Not found.\n');
  else await sendFile(file, path, request, response);
};
