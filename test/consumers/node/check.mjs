// An ES module that uses the package as its users do: prints `ok …` or `not ok …`, one line a check.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
// headwater/angular is used in a bundle, which the linker of Angular has compiled; without one, this compiler does it.
import '@angular/compiler';

const surface = JSON.parse(readFileSync('surface.json', 'utf8'));
const { exports } = JSON.parse(readFileSync('node_modules/headwater/package.json', 'utf8'));

const say = (good, what) => console.log(`${good ? 'ok' : 'not ok'} ${what}`);
const specifier = (entry) => `headwater${entry.slice(1)}`;

for (const entry of new Set([...Object.keys(exports), ...Object.keys(surface)])) {
  if (entry === './package.json') continue;
  const names = surface[entry];
  if (names === undefined) {
    say(false, `import ${specifier(entry)}: in exports, but not in surface.json`);
    continue;
  }
  try {
    const found = await import(specifier(entry));
    const missing = names.filter((name) => found[name] === undefined);
    say(
      missing.length === 0,
      `import ${specifier(entry)}${missing.length === 0 ? '' : `: no ${missing.join(', ')}`}`,
    );
  } catch (error) {
    say(false, `import ${specifier(entry)}: ${String(error).split('\n', 1)[0]}`);
  }
}

const help = spawnSync('npx', ['--no-install', 'headwater', '--help'], { encoding: 'utf8' });
say(
  help.status === 0 && help.stdout.includes('headwater'),
  `npx headwater --help, exit code ${String(help.status)}`,
);
if (help.status !== 0) console.log(help.stderr);
