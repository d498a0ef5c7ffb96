/** A word to do without, and what to write instead. */
interface BannedWord {
  readonly word: RegExp;
  readonly instead: string;
  /** Whether the guide does without it, too; otherwise error texts alone do. */
  readonly everywhere: boolean;
}

const everywhere = true;

/** Words that the field does not use for these things. */
export const BANNED: readonly BannedWord[] = [
  { word: /\bstands\b/i, instead: 'is', everywhere },
  { word: /\b(?:tells|told)\b/i, instead: 'says, reports, distinguishes', everywhere },
  { word: /\banew\b/i, instead: 'again', everywhere },
  { word: /\blest\b/i, instead: 'so that … not', everywhere },
  { word: /\bwhoever\b/i, instead: 'who, the caller', everywhere },
  { word: /\bfor ever\b/i, instead: 'without end', everywhere },
  { word: /\breckon/i, instead: 'compute', everywhere },
  { word: /\bby then\b/i, instead: 'already', everywhere },
  { word: /\bin earnest\b/i, instead: 'in production', everywhere },
  { word: /\b(?:stand|stood|tell)\b/i, instead: 'be, was, say', everywhere: false },
  { word: /\bnone of\b/i, instead: 'not one of', everywhere: false },
  { word: /\bmend/i, instead: 'fix', everywhere: false },
  { word: /(?<!there )\bis no(?:ne)?\b(?! longer)/i, instead: 'is not, is malformed', everywhere: false },
];
