import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../scripts/cluster-demo.mjs', import.meta.url));

/** Runs the demo of the built package. */
const demo = (args: readonly string[]): Promise<{ readonly code: number | null; readonly out: string }> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [DEMO, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (text: Buffer) => {
        out += text.toString();
      });
    child.on('exit', (code) => resolve({ code, out }));
  });

describe('npm run cluster-demo', () => {
  it('kills a worker, loses and repeats nothing, exceeds no window, and ends by itself', async function () {
    const { code, out } = await demo(['--seconds', '1', '--kill-every', '1', '--port', '0']);
    expect(out).to.match(/three workers on redis:\S+; open http:\/\/127\.0\.0\.1:\d+/);
    expect(out).to.match(
      /kills 1, requests \d+, lost 0, added 2, repeated 0, windows exceeded 0, lag \d+\.\d s/,
    );
    expect(out).to.include('workers ended with 0, 0, 0');
    expect(code).to.equal(0);
  });

  it('says so where its port is taken, and ends', async function () {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const { code, out } = await demo(['--port', String(port)]);
    taken.close();
    expect(out)
      .to.match(/^cluster-demo: port \d+ is taken.* add -- --port 0$/m)
      .and.not.include(' at ');
    expect(code).to.equal(1);
  });

  it('refuses options that it cannot use, with its usage', async () => {
    const { code, out } = await demo(['--seconds', 'soon']);
    expect(out).to.include('Usage: npm run cluster-demo');
    expect(code).to.equal(1);
  });
});
