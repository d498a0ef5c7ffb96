import type { Reading, Ref } from '../../../records/index.js';

export const PROVIDER = 'keywordsai';

/** An empty text is none. */
export const textOf = (text: string | null | undefined): string | undefined =>
  text == null || text === '' ? undefined : text;

/** Some pages of the vendor write `production` where others write `prod`: it is one environment. */
export const environmentOf = (environment: string): string =>
  environment === 'production' ? 'prod' : environment;

/** Names a customer. Its environment is part of what it is, and is beside the reference. */
export const customerRef = (
  id: string | number,
  { source }: Pick<Reading, 'source'>,
  name?: string | null,
): Ref => {
  const called = textOf(name);
  return { source, kind: 'customer', id: String(id), ...(called === undefined ? {} : { name: called }) };
};
