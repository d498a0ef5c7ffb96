import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { until } from '../cluster/support/wait.js';

const RUN = new URL('../../scripts/lib/run.mjs', import.meta.url).href;

/** Runs a command that says its process id and then waits; resolves to that of the command and to the process that runs it. */
const startRun = async () => {
  const waits = `console.log(process.pid); setTimeout(() => {}, 600_000);`;
  const program = `import { run } from ${JSON.stringify(RUN)};
    await run(process.execPath, ['-e', ${JSON.stringify(waits)}], {
      onStart: () => console.log('begun'),
    });`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(parent.stdout, 'data');
  return parent;
};

/** Ids of the processes whose parent is `pid`. */
const childrenOf = async (pid: number): Promise<string[]> => {
  const ps = spawn('ps', ['--ppid', String(pid), '-o', 'pid=']);
  let out = '';
  ps.stdout.on('data', (text: Buffer) => (out += text.toString()));
  await once(ps, 'close');
  return out.split('\n').filter((line) => line.trim() !== '');
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('run', () => {
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const)
    it(`takes its command along when it is ended by ${signal}`, async () => {
      const parent = await startRun();
      const [child] = await childrenOf(parent.pid ?? 0);
      expect(child).to.be.a('string');
      parent.kill(signal);
      await once(parent, 'close');
      await until(() => !isAlive(Number(child)), 'the command ends');
    });
});
