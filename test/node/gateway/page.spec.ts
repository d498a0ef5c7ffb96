import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { findPage } from '../../../src/node/gateway/page.js';
import { FakeMonitor } from './support/fake-monitor.js';
import { Rig } from './support/rig.js';

const INDEX = `<!doctype html><script nonce="HEADWATER_NONCE">1</script><app ngCspNonce="HEADWATER_NONCE"></app>`;

/** As `fetch`, which would tidy the path up first. */
const get = (
  url: string,
  path: string,
): Promise<{ status: number; headers: IncomingHttpHeaders; text: string }> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    request({ hostname, port, path }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
      );
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
