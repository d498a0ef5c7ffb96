import { COBO_DIFFERENCES } from './differences/cobo.js';
import { KEYGEN_DIFFERENCES } from './differences/keygen.js';
import type { Expected } from './differences/kinds.js';
import { KEYWORDS_AI_DIFFERENCES } from './differences/keywordsai.js';
import { OPENAI_DIFFERENCES } from './differences/openai.js';

/**
 * All differences between the documents and the codecs that are meant, each with its reason; the first row that fits counts.
 * A field that a codec lacks is never meant.
 */
export const EXPECTED: readonly Expected[] = [
  ...OPENAI_DIFFERENCES,
  ...KEYGEN_DIFFERENCES,
  ...KEYWORDS_AI_DIFFERENCES,
  ...COBO_DIFFERENCES,
];
