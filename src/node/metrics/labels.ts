const LONGEST = 128;

/** Names and addresses of people belong in no label. */
const isAddress = (text: string): boolean => {
  const at = text.indexOf('@');
  return at > 0 && /\.[a-z]{2}/i.test(text.slice(at + 1));
};

/** A value as a label: of bounded length, and never an e-mail address. */
export const labelOf = (value: string | undefined): string => {
  if (value === undefined) return 'unattributed';
  const text = value.slice(0, LONGEST);
  return isAddress(text) ? 'redacted' : text;
};
