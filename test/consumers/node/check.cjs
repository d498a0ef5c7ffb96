// A CommonJS script that uses the package through `require()`: prints `ok …` or `not ok …`, one line a check.
// headwater/angular is used in a bundle, which the linker of Angular has compiled; without one, this compiler does it.
require('@angular/compiler');
const surface = require('./surface.json');

const say = (good, what) => console.log(`${good ? 'ok' : 'not ok'} ${what}`);
const specifier = (entry) => `headwater${entry.slice(1)}`;

const check = async (entry, names) => {
  const required = require(specifier(entry));
  const missing = names.filter((name) => required[name] === undefined);
  say(
    missing.length === 0,
    `require ${specifier(entry)}${missing.length === 0 ? '' : `: no ${missing.join(', ')}`}`,
  );
  // One package, one copy: an error that `import` threw must be an instance of the class that `require` gave.
  const imported = await import(specifier(entry));
  const twice = names.filter((name) => required[name] !== imported[name]);
  say(
    twice.length === 0,
    `require and import give one ${specifier(entry)}${twice.length === 0 ? '' : `, not two ${twice.join(', ')}`}`,
  );
};

(async () => {
  for (const [entry, names] of Object.entries(surface)) {
    try {
      await check(entry, names);
    } catch (error) {
      say(false, `require ${specifier(entry)}: ${String(error).split('\n', 1)[0]}`);
    }
  }
})();
