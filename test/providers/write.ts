import { writeFileSync } from 'node:fs';
import { pathOf, SECTIONS, written } from './written.js';

for (const section of SECTIONS) {
  for (const [file, text] of await written(section)) writeFileSync(pathOf(file), text);
}
