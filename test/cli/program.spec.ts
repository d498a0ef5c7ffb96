import { expect } from 'chai';
import { cli } from './support.js';

describe('run', () => {
  for (const args of [[], ['monitor'], ['watch'], ['list'], ['endpoints'], ['check'], ['sandbox']]) {
    it(`helps with ${args.join(' ') || 'everything'}, with an example`, async () => {
      const { code, out, err } = await cli([...args, '--help']);
      expect(code).to.equal(0);
      expect(err).to.equal('');
      expect(out)
        .to.match(/^Usage: headwater/)
        .and.to.include('Example:\n  ');
    });
  }

  for (const command of ['list', 'spend', 'keys', 'monitor', 'watch', 'sandbox'])
    it(`help of ${command} names each default once, and none of a switch`, async () => {
      const { out } = await cli([command, '--help']);
      const options = out.replaceAll(/\s+/g, ' ').split(/ (?=--)/);
      for (const text of options) {
        expect(text).not.to.match(/default: (false|\[\])/);
        expect(text.match(/default:/g)?.length ?? 0, text).to.be.at.most(1);
      }
    });

  for (const command of [
    'monitor',
    'worker',
    'watch',
    'spend',
    'keys',
    'statusline',
    'list',
    'endpoints',
    'check',
  ])
    it(`help of ${command} fits 80 columns, but for command lines that are there to be copied`, async () => {
      const { out } = await cli([command, '--help']);
      const wide = out.split('\n').filter((line) => line.length > 80 && !/^ {2}headwater /.test(line));
      expect(wide).to.deep.equal([]);
    });

  it('leads to the help of the command that was misused', async () => {
    expect((await cli(['keys', '--window', '3d'])).err).to.include('(headwater keys --help shows');
    expect((await cli(['wach'])).err).to.include('(headwater --help shows');
  });

  it('tells its version', async () => {
    const { code, out } = await cli(['--version']);
    expect(code).to.equal(0);
    expect(out).to.match(/^\d+\.\d+\.\d+\n$/);
  });

  const misuse: readonly { readonly args: readonly string[]; readonly says: RegExp }[] = [
    { args: [], says: /Usage: headwater/ },
    { args: ['wach'], says: /unknown command 'wach'/ },
    { args: ['list'], says: /missing required argument/ },
    { args: ['list', 'openai.projets', '--sandbox'], says: /Did you mean openai\.projects/ },
    { args: ['list', 'openai.users', '--max-items', 'ten'], says: /whole number/ },
    { args: ['list', 'openai.users', '--format', 'xml'], says: /Allowed choices are/ },
    { args: ['list', 'openai.users', '--api-key', 'sk-admin-1'], says: /unknown option '--api-key'/ },
    {
      args: ['list', 'openai.costs', 'start_time=7d', 'limit=3'],
      says: /write parameters with their option: --param start_time=7d --param limit=3$/m,
    },
    {
      args: ['list', 'keygen.users', "name=Ana O'Neill", 'limit=3'],
      says: /: --param 'name=Ana O'\\''Neill' --param limit=3$/m,
    },
    {
      args: ['list', 'openai.costs', 'openai.users', 'limit=3'],
      says: /headwater list prints one list: openai\.users limit=3 is too much\.$/m,
    },
    { args: ['watch', '--interval', '0', '--sandbox'], says: /number of seconds/ },
    { args: ['sandbox', '--layout', 'heap'], says: /Allowed choices are/ },
  ];
  for (const { args, says } of misuse) {
    it(`exits 1 for: headwater ${args.join(' ')}`, async () => {
      const { code, out, err } = await cli(args);
      expect(code).to.equal(1);
      expect(out).to.equal('');
      expect(err).to.match(says);
    });
  }

  for (const args of [['watch'], ['watch', '--once'], ['check'], ['list', 'openai.users']]) {
    it(`exits 1 and names the variables where none is set: ${args.join(' ')}`, async () => {
      const { code, out, err } = await cli(args, { env: { OPENAI_ADMIN_KEY: '' } });
      expect(code).to.equal(1);
      expect(out).to.equal('');
      for (const name of ['OPENAI_ADMIN_KEY', 'KEYWORDSAI_API_KEY', 'KEYGEN_TOKEN', 'COBO_SERVICE_KEY'])
        expect(err).to.include(name);
      expect(err).to.include('--sandbox');
    });
  }

  it('asks no proxy for the sandbox', async () => {
    // Nothing listens there.
    process.env['HTTP_PROXY'] = 'http://127.0.0.1:9';
    try {
      const { code, out } = await cli(['list', 'openai.users', '--sandbox', '--max-items', '1']);
      expect(out).to.include('openai.users');
      expect(code).to.equal(0);
    } finally {
      delete process.env['HTTP_PROXY'];
    }
  });

  it('says which proxy variable is wrong, and not its value', async () => {
    process.env['HTTPS_PROXY'] = 'canary-proxy';
    try {
      const { code, err } = await cli(['list', 'openai.users'], { env: { OPENAI_ADMIN_KEY: 'k' } });
      expect(err).to.include('HTTPS_PROXY is not the address of a proxy').and.not.to.include('canary-proxy');
      expect(code).to.equal(1);
    } finally {
      delete process.env['HTTPS_PROXY'];
    }
  });

  it('shows no control character of its arguments', async () => {
    const { err } = await cli(['list', 'openai.\u001b[31musers']);
    expect(err).to.include('\\x1b[31m').and.not.to.include('\u001b');
  });
});
