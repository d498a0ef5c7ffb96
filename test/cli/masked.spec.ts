import { expect } from 'chai';
import { maskedIo, maskIn } from '../../src/cli/masked.js';
import type { Env } from '../../src/cli/io.js';
import { secret } from '../../src/http/secret.js';
import { boxFor } from '../sandbox/support.js';
import { Capture, cli, envOf } from './support.js';

const KEY = 'sk-admin-CANARY-0123456789-abcdefghij';

describe('maskIn', () => {
  const mask = maskIn({
    OPENAI_ADMIN_KEY: KEY,
    KEYGEN_TOKEN: 'admin-CANARY-2',
    COBO_API_KEY: '',
    HOME: '/home/a',
  });

  it('masks the credentials of the environment in values and names, and no other variable', () => {
    expect(mask({ [KEY]: [`a ${KEY}`, { b: 'admin-CANARY-2', home: '/home/a' }] })).to.deep.equal({
      '[secret]': ['a [secret]', { b: '[secret]', home: '/home/a' }],
    });
  });

  it('masks the passwords of Redis and of proxies, as they are and as their addresses escape them', () => {
    const all = maskIn({
      OPENAI_ADMIN_KEY: KEY,
      REDIS_URL: 'rediss://ops:red%2Fis-Canary-1@redis.internal:6379',
      https_proxy: 'http://ops:prox%40y-Canary-2@proxy.internal:3128',
      HTTP_PROXY: 'proxy.internal',
      http_proxy: 'http://proxy-token-3@proxy.internal',
      ALL_PROXY: '',
    });
    expect(all('red/is-Canary-1 rediss://ops:red%2Fis-Canary-1@redis.internal:6379')).to.equal(
      '[secret] rediss://ops:[secret]@redis.internal:6379',
    );
    expect(all('http://proxy-token-3@proxy.internal')).to.equal('http://[secret]@proxy.internal');
    expect(all(`prox@y-Canary-2 ${KEY} proxy.internal`)).to.equal('[secret] [secret] proxy.internal');
  });

  it('gives back the very same value where there is nothing to mask', () => {
    const item = { id: 'a', at: new Date(0), key: secret('b') };
    expect(mask(item)).to.equal(item);
  });
});

describe('maskedIo', () => {
  it('prints no credential of the environment, and keeps what a stream is', () => {
    const [stdout, stderr] = [new Capture(80), new Capture()];
    const io = maskedIo({
      stdout,
      stderr,
      env: { KEYWORDSAI_API_KEY: KEY },
      signal: new AbortController().signal,
      startSandbox: () => Promise.reject(new Error('none')),
    });
    io.stdout.write(`a ${KEY}`);
    io.stderr.write(Buffer.from('bytes'));
    io.stderr.write(` ${JSON.stringify(KEY)}`);
    expect([stdout.text, stderr.text]).to.deep.equal(['a [secret]', 'bytes "[secret]"']);
    expect(io.stdout).to.include({ isTTY: true, columns: 80, writable: true });
  });
});

describe('a credential that a server repeats', () => {
  const box = boxFor({ rateLimits: false });
  const shown = (text: string): string => {
    const { adminKey } = box().openai;
    // Not half of it either: a cell may be cut anywhere.
    for (let at = 0; at + 12 <= adminKey.length; at += 1) {
      expect(text).not.to.include(adminKey.slice(at, at + 12));
    }
    return text;
  };
  const repeating = (): void => {
    const { adminKey } = box().openai;
    const add = { name: `the key ${adminKey}`, [adminKey]: { a: [adminKey] } };
    box().control.faults.add({ times: Infinity, fault: { kind: 'drift', add } });
  };

  for (const format of ['table', 'json', 'ndjson', 'csv']) {
    for (const columns of [undefined, 60, 80, 120]) {
      it(`list as ${format}, ${columns === undefined ? 'into a pipe' : `${String(columns)} columns`}`, async () => {
        repeating();
        const { code, out, err } = await cli(
          ['list', 'openai.users', '--format', format, '--max-items', '3'],
          {
            env: { ...envOf(box()), NO_COLOR: '1' },
            ...(columns === undefined ? {} : { columns }),
          },
        );
        expect(code).to.equal(0);
        expect(shown(out)).to.include('the key [');
        shown(err);
      });
    }
  }

  for (const args of [
    ['watch', '--once', '--format', 'ndjson'],
    ['watch', '--once', '--format', 'table'],
  ]) {
    it(args.join(' '), async () => {
      repeating();
      const { out, err } = await cli(args, { env: envOf(box()), columns: 100 });
      expect(shown(out)).to.include('[secret]');
      shown(err);
    });
  }

  it('a refusal', async () => {
    const { adminKey } = box().openai;
    const error = { message: `no ${adminKey} here`, code: adminKey };
    box().control.faults.add({ times: Infinity, fault: { kind: 'status', status: 401, body: { error } } });
    const { code, out, err } = await cli(['list', 'openai.users'], { env: envOf(box()) });
    expect(code).not.to.equal(0);
    expect(shown(err)).to.include('no [secret] here');
    shown(out);
  });

  it('what the command line itself was given', async () => {
    const { adminKey } = box().openai;
    const { code, err } = await cli(['list', 'openai.users', '--param', `x=${adminKey}`], {
      env: envOf(box()),
    });
    expect(code).not.to.equal(0);
    shown(err);
    const wrong = await cli([adminKey], { env: envOf(box()) });
    expect(wrong.code).not.to.equal(0);
    shown(wrong.err);
  });
});

describe('headwater sandbox', () => {
  it('prints its own credentials in full, though the environment holds them', async () => {
    const credentials: string[] = [];
    const sandbox = async (env: Env): Promise<string> => {
      const { out } = await cli(['sandbox'], {
        env,
        until: (text) => text.includes('/_control'),
        onSandbox: ({ openai }) => credentials.push(openai.adminKey),
      });
      return out;
    };
    await sandbox({});
    const [key = ''] = credentials;
    const out = await sandbox({ OPENAI_ADMIN_KEY: key });
    expect(credentials).to.deep.equal([key, key]);
    expect(out).to.include(`OPENAI_ADMIN_KEY='${key}'`);
  });
});
