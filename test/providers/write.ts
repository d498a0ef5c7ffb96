import { writeFileSync } from 'node:fs';
import { NAMES_FILE, pathOf, SECTIONS, written, writtenNames } from './written.js';

for (const section of SECTIONS) {
  for (const [file, text] of await written(section)) writeFileSync(pathOf(file), text);
}
writeFileSync(NAMES_FILE, await writtenNames());

// It reads what was written above.
const { INSISTS_FILE, insistsText } = await import('./insists.js');
writeFileSync(INSISTS_FILE, insistsText());
