import type { CredentialRow } from '../../monitor/index.js';

/** Returns when a key was last used, in the words of `dateText`, or why that is not known. */
export const lastUseText = (
  { lastUsed }: Pick<CredentialRow, 'lastUsed'>,
  dateText: (at: string) => string,
): string => {
  switch (lastUsed.state) {
    case 'used':
      return dateText(lastUsed.at);
    case 'never':
      return 'never';
    case 'no_record':
      return 'no record';
    case 'not_reported':
      return '–';
  }
};
