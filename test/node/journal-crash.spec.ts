import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { programOf } from '../support/program.js';
import { randomFrom } from '../support/seeded.js';

const PROCESS = new URL('./support/monitor-process.ts', import.meta.url);
const KILLS = 8;
const KEYS = 40;

/** A list that changes with each request, once the first reading is in the journal. */
class World {
  /** How often it has changed. The last process finds it at rest. */
  turn = 0;
  isFinal = false;
  onRequest: () => void = () => undefined;

  constructor(private readonly folder: string) {}

  #hasBaseline(): boolean {
    try {
      const contents = readdirSync(this.folder).map((name) => readFileSync(join(this.folder, name), 'utf8'));
      return contents.some(
        (content) => content.includes('"walked"') || content.includes('"everWalked":true'),
      );
    } catch {
      // A file that was renamed or removed between the two calls, or no folder yet.
      return false;
    }
  }

  get keys(): readonly { readonly id: string; readonly name: string }[] {
    const count = Math.min(KEYS, this.turn);
    const created = Array.from({ length: count }, (_, at) => ({ id: `k${String(at)}`, name: 'same' }));
    const named = { id: 'renamed', name: `n${String(this.turn)}` };
    return [named, ...created, ...(this.isFinal ? [{ id: 'last', name: 'last' }] : [])];
  }

  request(): string {
    if (!this.isFinal && (this.turn > 0 || this.#hasBaseline())) this.turn += 1;
    this.onRequest();
    return JSON.stringify(this.keys);
  }
}

const listen = async (world: World): Promise<{ readonly server: Server; readonly url: string }> => {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(world.request());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
};

/** Runs the process; kills it some turns of our own loop after the world has changed so many times more. */
const runOnce = async (
  world: World,
  args: readonly string[],
  kill: { readonly turns: number; readonly ticks: number } | undefined,
): Promise<string | null> => {
  const child = spawn(process.execPath, [(await programOf(PROCESS)).script, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const from = world.turn;
  const after = (ticks: number): void => {
    if (ticks === 0) child.kill('SIGKILL');
    else
      setImmediate(() => {
        after(ticks - 1);
      });
  };
  world.onRequest = () => {
    if (kill !== undefined && world.turn === from + kill.turns) after(kill.ticks);
  };
  const [, signal] = (await once(child, 'close')) as [number | null, string | null];
  return signal;
};

interface Effect {
  readonly position: string;
  readonly kind: string;
  readonly id: string;
  readonly before?: { readonly name: string };
  readonly after?: { readonly name: string };
}

interface Story {
  readonly kills: number;
  readonly effects: readonly Effect[];
  readonly created: number;
  readonly finalName: string;
  readonly torn: string;
}

const liveThrough = async (seed: number): Promise<Story> => {
  const folder = mkdtempSync(join(tmpdir(), 'headwater-journal-crash-'));
  const world = new World(join(folder, 'data'));
  const { server, url } = await listen(world);
  const random = randomFrom(seed);
  const effects = join(folder, 'effects.ndjson');
  writeFileSync(effects, '');
  try {
    let kills = 0;
    for (let signal: string | null = 'SIGKILL'; signal === 'SIGKILL';) {
      const kill = { turns: 1 + Math.floor(random() * 8), ticks: Math.floor(random() ** 2 * 300) };
      world.isFinal = kills === KILLS;
      signal = await runOnce(world, [url, join(folder, 'data'), effects], world.isFinal ? undefined : kill);
      if (signal === 'SIGKILL') kills += 1;
    }
    const lines = readFileSync(effects, 'utf8').split('\n');
    return {
      kills,
      effects: lines.slice(0, -1).map((line) => JSON.parse(line) as Effect),
      created: Math.min(KEYS, world.turn),
      finalName: `n${String(world.turn)}`,
      torn: lines.at(-1) ?? '',
    };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('a monitor with a journal that is killed again and again', () => {
  let stories: readonly Story[] = [];

  before(async function () {
    // Bounded by the number of kills, not by the speed of the machine.
    this.timeout(0);
    stories = await Promise.all([liveThrough(7), liveThrough(11)]);
  });

  it('was killed with kill -9 at least 16 times, and came to its end', () => {
    expect(stories.reduce((sum, { kills }) => sum + kills, 0)).to.be.at.least(2 * KILLS);
    for (const { torn } of stories) expect(torn).to.equal('');
  });

  it('emitted every position once, in one row: no change is lost, none is repeated', () => {
    for (const { effects } of stories) {
      const numbers = effects.map(({ position }) => Number(position.split('.')[1]));
      expect(numbers).to.deep.equal(numbers.map((_, at) => at + 1));
      expect(new Set(effects.map(({ position }) => position.split('.')[0])).size).to.equal(1);
    }
  });

  it('emitted each key that came as created once, and no other', () => {
    for (const { effects, created } of stories) {
      const ids = effects.filter(({ kind }) => kind === 'created').map(({ id }) => id);
      const expected = Array.from({ length: created }, (_, at) => `k${String(at)}`);
      expect([...ids].sort()).to.deep.equal([...expected, 'last'].sort());
      expect(effects.every(({ kind }) => kind === 'created' || kind === 'updated')).to.equal(true);
    }
  });

  it('each renaming goes on from the one before it, up to the present name', () => {
    for (const { effects, finalName } of stories) {
      const renamed = effects.filter(({ id }) => id === 'renamed');
      const befores = renamed.map(({ before }) => before?.name);
      const afters = renamed.map(({ after }) => after?.name);
      expect(befores).to.deep.equal(['n0', ...afters.slice(0, -1)]);
      expect(afters.at(-1)).to.equal(finalName);
    }
  });
});
