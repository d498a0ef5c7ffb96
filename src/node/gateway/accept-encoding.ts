/** How the bytes of an answer are coded, the one that makes the fewest first. */
const ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const WEIGHT = /^\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*$/i;

/** Names and weights of a header; a weight that cannot be read refuses nothing. */
const weightsOf = (header: string): ReadonlyMap<string, number> =>
  new Map(
    header.split(',').flatMap((part): readonly (readonly [string, number])[] => {
      const [name = '', ...parameters] = part.split(';');
      const weight = parameters.map((each) => WEIGHT.exec(each)?.[1]).find((each) => each !== undefined);
      const coding = name
        .trim()
        .toLowerCase()
        .replace(/^x-gzip$/, 'gzip');
      return coding === '' ? [] : [[coding, Number(weight ?? 1)]];
    }),
  );

/**
 * Returns the encoding that a client likes best of those on offer, by its `Accept-Encoding` header; of equals the one that makes
 * the fewest bytes; undefined where it accepts no encoding that there is.
 */
export const encodingFor = (
  header: string | undefined,
  offered: readonly Encoding[] = ENCODINGS,
): Encoding | undefined => {
  // Without the header anything may be sent, but programs that send none seldom decode.
  if (header === undefined) return 'identity';
  const weights = weightsOf(header);
  // What is sent as it is needs no mention, and is liked least.
  const weightOf = (coding: Encoding): number =>
    weights.get(coding) ?? weights.get('*') ?? (coding === 'identity' ? Number.MIN_VALUE : 0);
  const [best] = ENCODINGS.filter((coding) => offered.includes(coding) && weightOf(coding) > 0).sort(
    (a, b) => weightOf(b) - weightOf(a),
  );
  return best;
};
