import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { lastValueFrom, toArray } from 'rxjs';
import { checkpointed, checkpointedFanOut } from '../../src/checkpoint/checkpoint.js';
import type { Checkpoint } from '../../src/checkpoint/store.js';
import { ConfigError } from '../../src/http/errors.js';
import { fileStore } from '../../src/node/index.js';
import { openai } from '../../src/providers/openai/index.js';
import { startSandbox } from '../../src/sandbox/index.js';
import { numberList, upTo } from '../walk/support/number-list.js';

const at = (index: number): Checkpoint => ({
  version: 1,
  complete: false,
  place: { kind: 'list', index, token: 'hw1.x' },
});

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const outcome: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(outcome).to.be.instanceOf(Error);
  return outcome as Error;
};

describe('fileStore', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headwater-store-'));
  });
  afterEach(() => {
    chmodSync(folder, 0o700);
    rmSync(folder, { recursive: true, force: true });
  });
  const deep = (): string => join(folder, 'state', 'deep');

  it('gives what was saved last, also to another store; nothing after it was removed', async () => {
    const store = fileStore(deep());
    expect(await store.load('a/b')).to.equal(undefined);
    await store.remove('a/b');
    await store.save('a/b', at(1));
    await store.save('a/b', { ...at(2), state: { '10': 1, '2': [null, 'é'] }, complete: true });
    expect(await fileStore(deep()).load('a/b')).to.deep.equal({
      ...at(2),
      state: { '10': 1, '2': [null, 'é'] },
      complete: true,
    });
    await store.remove('a/b');
    expect(await store.load('a/b')).to.equal(undefined);
    expect(readdirSync(deep())).to.deep.equal([]);
  });

  it('leaves one file a key, for its owner alone, in a directory for its owner alone', async () => {
    const store = fileStore(deep());
    await store.save('a', at(1));
    await store.save('a', at(2));
    await store.save('b', at(3));
    expect(readdirSync(deep()).sort()).to.deep.equal(['a.checkpoint.json', 'b.checkpoint.json']);
    expect(statSync(store.pathOf('a')).mode & 0o777).to.equal(0o600);
    expect(statSync(deep()).mode & 0o777).to.equal(0o700);
  });

  it('saves one key in the order of the calls, and loads what was saved before', async () => {
    const store = fileStore(folder, { fsync: false });
    const saves = upTo(50).map((index) => store.save('a', at(index)));
    expect((await store.load('a'))?.place.index).to.equal(49);
    await Promise.all(saves);
    expect(JSON.parse(readFileSync(store.pathOf('a'), 'utf8'))).to.have.nested.property(
      'checkpoint.place.index',
      49,
    );
  });

  it('goes on after a save that failed', async () => {
    const store = fileStore(join(folder, 'file'));
    writeFileSync(join(folder, 'file'), '');
    expect(await failureOf(store.save('a', at(1)))).to.have.property('code', 'EEXIST');
    rmSync(join(folder, 'file'));
    await store.save('a', at(2));
    expect((await store.load('a'))?.place.index).to.equal(2);
  });

  it('leaves the file as it was, and nothing beside it, when the new one cannot take its place', async () => {
    const store = fileStore(folder);
    mkdirSync(join(store.pathOf('a'), 'full'), { recursive: true });
    await failureOf(store.save('a', at(1)));
    expect(readdirSync(folder)).to.deep.equal(['a.checkpoint.json']);
  });

  it('sweeps what dead writers left, and leaves what living ones write', async () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const names = [dead, process.pid].map((pid) => `a.checkpoint.json.${String(pid)}-1-beef.tmp`);
    for (const name of names) writeFileSync(join(folder, name), 'half a checkp');
    expect(await fileStore(folder).load('a')).to.equal(undefined);
    expect(readdirSync(folder)).to.deep.equal([names[1]]);
  });

  describe('refuses a file that is not what it saved', () => {
    const saved = (content: string): string => content;
    const cases: readonly (readonly [name: string, damage: (content: string) => string, why: RegExp])[] = [
      ['cut off', (content) => content.slice(0, 40), /damaged: not valid JSON/],
      ['empty', () => '', /damaged: not valid JSON/],
      ['null', () => 'null', /not written by this store/],
      ['another program’s', () => '{"cursor":3}', /not written by this store/],
      [
        'another key’s',
        (content) => content.replace('"key":"a"', '"key":"b"'),
        /belongs to another key, "b"/,
      ],
      ['changed by hand', (content) => content.replace('"index":1', '"index":2'), /sum is wrong/],
      ['without a checkpoint', () => '{"headwater":"checkpoint","key":"a"}', /sum is wrong/],
    ];
    for (const [name, damage, why] of cases) {
      it(name, async () => {
        const store = fileStore(folder);
        await store.save('a', at(1));
        writeFileSync(store.pathOf('a'), damage(saved(readFileSync(store.pathOf('a'), 'utf8'))));
        const error = await failureOf(store.load('a'));
        expect(error).to.be.instanceOf(ConfigError);
        expect(error.message).to.match(why);
        expect(error.message).to.include(store.pathOf('a')).and.to.include('move the file away');
      });
    }

    it('of another version, whatever its sum', async () => {
      const store = fileStore(folder);
      await store.save('a', { ...at(1), version: 2 } as unknown as Checkpoint);
      expect((await failureOf(store.load('a'))).message).to.match(/another version/);
    });
  });

  it('refuses no directory at all, and hands on what the file system says', async () => {
    expect(() => fileStore('')).to.throw(ConfigError);
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(await failureOf(fileStore(file).load('a'))).to.have.property('code', 'ENOTDIR');
  });

  it('keeps a walk: a new store goes on where the old one stopped', async () => {
    const numbers = numberList({ total: 30, size: 10 });
    const walk = () =>
      checkpointed(fileStore(folder), { key: 'n', list: (resume) => numbers.list({ resume }) });
    for await (const { n } of walk()) if (n === 10) break;
    const rest = await lastValueFrom(walk().pipe(toArray()));
    expect(rest.map(({ n }) => n)).to.deep.equal(upTo(30).slice(10));
  });

  it('keeps a walk over projects and their keys: a restart asks for no finished project again', async () => {
    const box = await startSandbox({ scale: 0.05 });
    try {
      const org = openai(box.openai);
      const walk = () =>
        checkpointedFanOut(fileStore(folder), {
          key: 'openai.keys',
          parents: (resume) => org.projects.list({ include_archived: true }, { resume }),
          parentKey: ({ id }) => id,
          children: ({ id }, resume) =>
            org.projects.apiKeys.list(
              { project_id: id, owner_project_access: 'any' },
              { resume, pageSize: 10 },
            ),
        });
      const seen: string[] = [];
      let pages = 0;
      for await (const { items } of walk().pages()) {
        if (pages === 12) break;
        pages += 1;
        seen.push(...items.map(({ id }) => id));
      }
      const place = (await fileStore(folder).load('openai.keys'))?.place;
      const done = place?.kind === 'fanOut' ? place.done : [];
      expect(done).not.to.have.length(0);
      box.control.clearRequests();
      for await (const { id } of walk()) seen.push(id);
      expect(new Set(seen).size).to.equal(seen.length);
      expect(seen).to.have.length(box.control.counts().openai['projects.apiKeys']);
      const paths = box.control.requests().map(({ path }) => path);
      for (const id of done) expect(paths.filter((path) => path.includes(id))).to.deep.equal([]);
    } finally {
      await box.close();
    }
  });
});
