import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { start } from '../../scripts/lib/start.mjs';

class Child extends EventEmitter {
  readonly stderr = new EventEmitter();
  kills = 0;
  kill(): void {
    this.kills += 1;
  }
}

const started = async (args: readonly string[]) => {
  const child = new Child();
  const spawned: (readonly string[])[] = [];
  const loaded: string[] = [];
  let said = '';
  const process = Object.assign(new EventEmitter(), {
    execPath: '/node',
    argv: [] as string[],
    stderr: { write: (text: string) => (said += text) },
  });
  await start({
    ...{ root: '/r', args, process },
    load: (file: string) => Promise.resolve(loaded.push(file)),
    run: ((command: string, given: readonly string[]) => {
      spawned.push([command, ...given]);
      return child;
    }) as never,
  });
  return { child, spawned, loaded, process, said: () => said };
};

describe('npm start', () => {
  it('is the monitor of the sandbox, and the page is built beside it', async () => {
    const { spawned, loaded, process } = await started(['--port', '0']);
    expect(loaded).to.deep.equal(['/r/dist/src/cli/main.js']);
    expect(process.argv.slice(2)).to.deep.equal(['monitor', '--sandbox', '--port', '0']);
    expect(spawned).to.deep.equal([['/node', '/r/scripts/page.mjs']]);
  });

  for (const args of [['--once', '--format', 'ndjson'], ['--help']])
    it(`builds no page for ${args.join(' ')}`, async () => {
      const { spawned, process } = await started(args);
      expect(spawned).to.deep.equal([]);
      expect(process.argv.slice(4)).to.deep.equal(args);
    });

  it('ends the build with the monitor, and reports one that failed only then', async () => {
    const { child, process, said } = await started([]);
    child.stderr.emit('data', 'no network\n');
    expect(said()).to.equal('');
    process.emit('exit');
    expect(child.kills).to.equal(1);
    expect(said()).to.equal('headwater: the page was not built\nno network\n');
  });

  it('is silent about a page that was built', async () => {
    const { process, said } = await started([]);
    process.emit('exit');
    expect(said()).to.equal('');
  });

  it('is what package.json names', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(scripts['start']).to.equal('node scripts/start.mjs');
  });
});
