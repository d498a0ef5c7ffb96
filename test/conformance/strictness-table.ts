import { percent, strictnessFor } from '../schema/strictness.js';
import { TITLES } from '../../src/cli/output/endpoints-page.js';

const HEAD = [
  '| provider | lists and reads | fields | null ends the walk | absence ends the walk |\n',
  '| --- | ---: | ---: | ---: | ---: |\n',
].join('');

const share = (part: number, whole: number): string => `${String(part)} (${String(percent(part, whole))} %)`;

const line = ([provider, title]: readonly [string, string]): string => {
  const { lists, fields, byNull, byAbsence } = strictnessFor(provider);
  const shares = `${share(byNull.length, fields)} | ${share(byAbsence.length, fields)}`;
  return `| ${title} | ${String(lists)} | ${String(fields)} | ${shares} |\n`;
};

/** Returns how many fields of the items each provider's codecs insist on, as a Markdown table. */
export const strictnessTable = (): string => `${HEAD}${Object.entries(TITLES).map(line).join('')}`;
