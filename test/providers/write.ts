import { writeFileSync } from 'node:fs';
import { NAMES_FILE, pathOf, SECTIONS, written, writtenNames } from './written.js';

for (const section of SECTIONS) {
  for (const [file, text] of await written(section)) writeFileSync(pathOf(file), text);
}

// These read what was written above, or one another.
const { staticPath, staticTexts } = await import('./static.js');
for (const [path, text] of await staticTexts()) writeFileSync(staticPath(path), text);
writeFileSync(NAMES_FILE, await writtenNames());
const { INSISTS_FILE, insistsText } = await import('./insists.js');
writeFileSync(INSISTS_FILE, insistsText());
