import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { from, lastValueFrom, toArray } from 'rxjs';
import { dedupeBy } from '../../operators/dedupeBy.js';
import { fileStore } from '../../src/node/index.js';
import { pageFrom, upTo, type NumberServer } from '../walk/support/number-list.js';
import { programOf } from '../support/program.js';
import { randomFrom } from '../support/seeded.js';

const WALKER = new URL('./support/walker.ts', import.meta.url);
/** Pages overlap, so that only keys that survive the kill can drop what comes twice. */
const LIST: NumberServer = { total: 400, size: 6, overlap: 1 };
const KILLS = 10;

interface Listening {
  readonly url: string;
  /** Called with each request before it is answered. */
  onRequest: () => void;
  readonly server: Server;
}

const listen = async (): Promise<Listening> => {
  const server = createServer((request, response) => {
    listening.onRequest();
    const start = Number(new URL(request.url ?? '', 'http://x').searchParams.get('page') ?? 0);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(pageFrom(start, LIST)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const listening: Listening = { url, onRequest: () => {}, server };
  return listening;
};

/** Runs the walker once; kills it some turns of our own loop after so many requests. */
const runOnce = async (
  listening: Listening,
  args: readonly string[],
  kill: { readonly requests: number; readonly turns: number } | undefined,
): Promise<{ readonly out: string; readonly signal: string | null }> => {
  const child = spawn(process.execPath, [(await programOf(WALKER)).script, listening.url, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let seen = 0;
  const after = (turns: number): void => {
    if (turns === 0) child.kill('SIGKILL');
    else
      setImmediate(() => {
        after(turns - 1);
      });
  };
  listening.onRequest = () => {
    seen += 1;
    if (seen === kill?.requests) after(kill.turns);
  };
  const out: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return { out: Buffer.concat(out).toString(), signal };
};

interface Story {
  readonly kills: number;
  readonly effects: readonly string[];
  readonly committed: readonly string[];
  readonly files: readonly string[];
}

const liveThrough = async (seed: number): Promise<Story> => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-crash-'));
  const listening = await listen();
  const random = randomFrom(seed);
  try {
    const store = fileStore(join(folder, 'state'));
    const effects = join(folder, 'effects.log');
    let kills = 0;
    let out = '';
    while (out !== 'done') {
      const kill = { requests: 2 + Math.floor(random() * 6), turns: Math.floor(random() ** 2 * 400) };
      const run = await runOnce(
        listening,
        [join(folder, 'state'), effects],
        kills < KILLS ? kill : undefined,
      );
      if (run.signal === 'SIGKILL') kills += 1;
      ({ out } = run);
    }
    const saved = await store.load('crash');
    return {
      kills,
      effects: readFileSync(effects, 'utf8').split('\n').slice(0, -1),
      committed: (saved?.state as { ids: string[] }).ids,
      files: readdirSync(join(folder, 'state')),
    };
  } finally {
    listening.server.closeAllConnections();
    listening.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('a walk that is killed again and again', () => {
  const everything = upTo(LIST.total).map((n) => `n${String(n)}`);
  let stories: readonly Story[] = [];

  before(async function () {
    // Bounded by the number of kills, not by the speed of the machine.
    this.timeout(0);
    stories = await Promise.all([liveThrough(7), liveThrough(11)]);
  });

  it('was killed at least 20 times, and came to its end', () => {
    expect(stories.reduce((sum, { kills }) => sum + kills, 0)).to.be.at.least(20);
  });

  it('did every effect at least once, and some twice: a kill may come between effect and commit', () => {
    for (const { effects } of stories) expect([...new Set(effects)]).to.deep.equal(everything);
    expect(stories.some(({ effects }) => effects.length > LIST.total)).to.equal(true);
  });

  it('committed every item exactly once, overlaps of pages included', () => {
    for (const { committed } of stories) expect(committed).to.deep.equal(everything);
  });

  it('gives every item exactly once to a reader of the effects who drops repeats by id', async () => {
    for (const { effects } of stories) {
      const read = from(effects).pipe(
        dedupeBy((id) => id),
        toArray(),
      );
      expect(await lastValueFrom(read)).to.deep.equal(everything);
    }
  });

  it('left one file', () => {
    for (const { files } of stories) expect(files).to.deep.equal(['crash.checkpoint.json']);
  });
});
