import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const BENCH = join(import.meta.dirname, '..');

/** The newest got, undici and openai do not run on Node 20; there the newest versions that do stand in, under aliases. */
export const packageFor = (name, major = Number(process.versions.node.split('.')[0])) =>
  major < 22 && ['got', 'openai', 'undici'].includes(name) ? `${name}-node20` : name;

export const versionOf = (name, major) =>
  JSON.parse(readFileSync(join(BENCH, 'node_modules', packageFor(name, major), 'package.json'), 'utf8'))
    .version;

const nodeAt = (path) => {
  const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().slice(1);
  return { path, version, major: Number(version.split('.')[0]) };
};

/** The Node that runs this. */
export const ownNode = () => nodeAt(process.execPath);

/** Returns the Nodes that an option names: `both`, or a major version. */
export const nodesFor = (option) => {
  const nodes = [ownNode(), nodeAt(join(BENCH, 'node_modules', 'node', 'bin', 'node'))];
  const different = nodes.filter(({ major }, at) => nodes.findIndex((each) => each.major === major) === at);
  if (option === 'both') return different;
  const wanted = different.filter(({ major }) => String(major) === option);
  if (wanted.length === 0)
    throw new Error(`--node ${option}: there are ${different.map(({ version }) => version).join(' and ')}`);
  return wanted;
};
