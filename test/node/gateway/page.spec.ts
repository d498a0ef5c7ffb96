import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { findPage, folderOf } from '../../../src/node/gateway/page.js';
import { FakeMonitor } from './support/fake-monitor.js';
import { Rig } from './support/rig.js';

const INDEX = `<!doctype html><script nonce="HEADWATER_NONCE">1</script><app ngCspNonce="HEADWATER_NONCE"></app>`;

/** An answer as it is on the wire. */
interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

/** As `fetch`, which would tidy the path up first, and decode. */
const get = (
  url: string,
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        resolve({
          ...{ status: response.statusCode ?? 0, headers: response.headers },
          ...{ body, text: body.toString() },
        });
      });
    })
      .on('error', reject)
      .end();
  });

describe('the page of a gateway', () => {
  const rig = new Rig();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headwater-page-'));
    const page = join(folder, 'page');
    mkdirSync(join(page, 'media'), { recursive: true });
    writeFileSync(join(page, 'index.html'), INDEX);
    writeFileSync(join(page, 'main-ABCDEFGH.js'), 'run()');
    writeFileSync(join(page, 'styles.css'), 'a{}');
    writeFileSync(join(page, 'media', 'font-0123ABCD.woff2'), 'font');
    writeFileSync(join(page, '.env'), 'SECRET');
    writeFileSync(join(folder, 'secret.js'), 'SECRET');
    symlinkSync(join(folder, 'secret.js'), join(page, 'linked.js'));
  });
  afterEach(async () => {
    await rig.close();
    rmSync(folder, { recursive: true });
  });

  const serve = async (): Promise<string> =>
    (await rig.serve(new FakeMonitor(), { page: join(folder, 'page') })).url;

  it('has a fresh nonce for each answer, in the page and in the policy', async () => {
    const url = await serve();
    const nonces = new Set<string>();
    for (const path of ['/', '/', '/index.html', '/keys', '/keys?window=24h']) {
      const { status, headers, text } = await get(url, path);
      expect(status).to.equal(200);
      expect(headers['content-type']).to.equal('text/html; charset=utf-8');
      expect(headers['cache-control']).to.equal('no-store');
      const [, nonce = ''] = /nonce="([^"]+)"/.exec(text) ?? [];
      expect(text).to.equal(INDEX.replaceAll('HEADWATER_NONCE', nonce));
      const policy = headers['content-security-policy'];
      expect(policy).to.include(`script-src 'self' 'nonce-${nonce}'`);
      expect(policy).to.include(`style-src 'self' 'nonce-${nonce}'`);
      expect(policy).to.not.match(/unsafe/);
      expect(nonce).to.match(/^[\w-]{24}$/);
      nonces.add(nonce);
    }
    expect(nonces.size).to.equal(5);
  });

  it('may load only what is its own, and be framed by nobody', async () => {
    const url = await serve();
    const { headers } = await get(url, '/');
    const policy = String(headers['content-security-policy']);
    const { host } = new URL(url);
    expect(policy).to.include("default-src 'none'").and.include("frame-ancestors 'none'");
    expect(policy).to.include(`connect-src 'self' ws://${host} wss://${host}`);
    expect(headers).to.include({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers).to.not.have.property('access-control-allow-origin');
  });

  const files: readonly [string, number, string | undefined, string | undefined][] = [
    ['/main-ABCDEFGH.js', 200, 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/media/font-0123ABCD.woff2', 200, 'font/woff2', 'public, max-age=31536000, immutable'],
    ['/styles.css', 200, 'text/css; charset=utf-8', 'no-cache'],
    ['/styles.css?v=1', 200, 'text/css; charset=utf-8', 'no-cache'],
    ['/missing.js', 404, undefined, undefined],
    ['/../secret.js', 404, undefined, undefined],
    ['/%2e%2e/secret.js', 404, undefined, undefined],
    ['/media/..%2f..%2fsecret.js', 404, undefined, undefined],
    ['/..%5csecret.js', 404, undefined, undefined],
    ['//secret.js', 404, undefined, undefined],
    ['/linked.js', 404, undefined, undefined],
    ['/%00.js', 404, undefined, undefined],
    ['/%.js', 404, undefined, undefined],
    ['/media.js', 404, undefined, undefined],
  ];
  for (const [path, status, type, cache] of files)
    it(`${path}: ${String(status)}`, async () => {
      const { status: got, headers, text } = await get(await serve(), path);
      expect(got).to.equal(status);
      expect(text).to.not.include('SECRET');
      if (type !== undefined) expect(headers).to.include({ 'content-type': type, 'cache-control': cache });
    });

  describe('compresses texts', () => {
    const SCRIPT = 'run("a script that is long enough to be worth it");\n'.repeat(200);
    beforeEach(() => writeFileSync(join(folder, 'page', 'long.js'), SCRIPT));

    it('as the client accepts them, and says that the answer varies', async () => {
      const url = await serve();
      const decoders = { br: brotliDecompressSync, gzip: gunzipSync };
      for (const [coding, decode] of Object.entries(decoders)) {
        const { status, headers, body } = await get(url, '/long.js', { 'accept-encoding': coding });
        expect(status).to.equal(200);
        expect(headers).to.include({
          'content-encoding': coding,
          'content-type': 'text/javascript; charset=utf-8',
          'content-length': String(body.length),
          vary: 'Accept-Encoding',
        });
        expect(body.length).to.be.below(SCRIPT.length / 10);
        expect(decode(body).toString()).to.equal(SCRIPT);
      }
      const { headers, text } = await get(url, '/long.js', { 'accept-encoding': 'br;q=0, gzip;q=0' });
      expect(text).to.equal(SCRIPT);
      expect(headers).to.include({ vary: 'Accept-Encoding' }).and.not.have.property('content-encoding');
    });

    it('and nothing else: what is small or compressed already goes as it is', async () => {
      writeFileSync(join(folder, 'page', 'media', 'long.woff2'), SCRIPT);
      const url = await serve();
      for (const path of ['/styles.css', '/media/long.woff2', '/']) {
        const { headers } = await get(url, path, { 'accept-encoding': 'br, gzip' });
        expect(headers, path).to.not.have.any.keys('content-encoding', 'vary');
      }
    });

    it('and refuses a client that accepts no form of it', async () => {
      const { status, text } = await get(await serve(), '/long.js', { 'accept-encoding': 'identity;q=0' });
      expect(status).to.equal(406);
      expect(text).to.include('accept identity, gzip or br');
    });

    it('HEAD has the headers of GET, and no body', async () => {
      const url = await serve();
      const accepted = { 'accept-encoding': 'gzip' };
      const [head, whole] = [
        await get(url, '/long.js', accepted, 'HEAD'),
        await get(url, '/long.js', accepted),
      ];
      const { date: _, ...headers } = head.headers;
      expect(head.body.length).to.equal(0);
      expect(whole.headers).to.deep.include(headers);
    });

    it('each form has a tag of its own; who has it already gets 304', async () => {
      const url = await serve();
      const tags = new Set<string>();
      for (const coding of ['br', 'gzip', 'identity']) {
        const accepted = { 'accept-encoding': coding };
        const tag = (await get(url, '/long.js', accepted)).headers.etag ?? '';
        tags.add(tag);
        for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
          const again = await get(url, '/long.js', { ...accepted, 'if-none-match': known });
          expect(again.status, known).to.equal(304);
          expect(again.headers).to.include({
            etag: tag,
            vary: 'Accept-Encoding',
            'cache-control': 'no-cache',
          });
          expect(again.headers).to.not.have.any.keys('content-length', 'content-encoding');
        }
        const other = await get(url, '/long.js', { ...accepted, 'if-none-match': '"other"' });
        expect(other.status).to.equal(200);
      }
      expect(tags.size).to.equal(3);
    });

    it('a file that changed is read again, and has another tag', async () => {
      const url = await serve();
      const accepted = { 'accept-encoding': 'gzip' };
      const before = await get(url, '/long.js', accepted);
      writeFileSync(join(folder, 'page', 'long.js'), `${SCRIPT}more()`);
      const after = await get(url, '/long.js', {
        ...accepted,
        'if-none-match': before.headers.etag ?? '',
      });
      expect(after.status).to.equal(200);
      expect(gunzipSync(after.body).toString()).to.equal(`${SCRIPT}more()`);
      expect(after.headers.etag).to.not.equal(before.headers.etag);
    });
  });

  it('says what its figures are of where it was told, and nothing else', async () => {
    const page = join(folder, 'labelled');
    mkdirSync(page);
    writeFileSync(join(page, 'index.html'), '<meta content="HEADWATER_LABEL" />');
    const read = async (label?: string): Promise<string> =>
      (await get((await rig.serve(new FakeMonitor(), { page, label })).url, '/')).text;
    expect(await read()).to.equal('<meta content="" />');
    expect(await read('sandbox')).to.equal('<meta content="sandbox" />');
    expect(await read('"><script>$&</script>')).to.equal(
      '<meta content="&quot;>&lt;script>$&amp;&lt;/script>" />',
    );
  });

  it('hidden files are no part of it', async () => {
    expect((await get(await serve(), '/.env')).text).to.not.include('SECRET');
  });

  it('where there is none, a short page says so, and how programs connect', async () => {
    const { url } = await rig.serve(new FakeMonitor(), { page: join(folder, 'nowhere') });
    const { status, text, headers } = await get(url, '/');
    expect(status).to.equal(200);
    expect(text).to.include('connectMonitor');
    expect(headers['content-security-policy']).to.include("default-src 'none'");
    expect((await get(url, '/main.js')).status).to.equal(404);
  });

  it('`page: false` serves none, `metrics: false` no metrics', async () => {
    const { url } = await rig.serve(new FakeMonitor(), { page: false, metrics: false });
    for (const path of ['/', '/index.html', '/metrics']) expect((await get(url, path)).status).to.equal(404);
    expect((await get(url, '/healthz')).status).to.equal(200);
  });

  it('is nowhere for a bundle whose modules have no address', () => {
    expect(folderOf(undefined)).to.equal(undefined);
    expect(folderOf('file:///srv/app/main.js')).to.equal('/srv/app');
  });

  it('is found beside the code, bundled or not, and nowhere above the package', () => {
    const root = join(folder, 'package');
    const deep = join(root, 'dist', 'src', 'node', 'gateway');
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{}');
    // `folder` has a page of its own, which is not that of the package.
    expect(findPage(deep)).to.be.undefined;
    mkdirSync(join(root, 'dist', 'page'));
    writeFileSync(join(root, 'dist', 'page', 'index.html'), INDEX);
    for (const from of [deep, join(root, 'dist'), join(root, 'src', 'node', 'gateway')])
      expect(findPage(from), from).to.equal(join(root, 'dist', 'page'));
  });
});
