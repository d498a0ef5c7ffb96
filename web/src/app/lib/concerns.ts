// Whether something is about what the page is narrowed to.
import type { Dimension, Ref } from 'headwater/monitor';

export type Narrowed = Readonly<Partial<Record<Dimension, string>>>;

/** Dimensions whose values are things that a finding, a limit or an event may be about. */
const THINGS = ['key', 'principal', 'project'] as const satisfies readonly Dimension[];

/**
 * Whether something about a subject is shown while the page is narrowed. A model is nothing that findings, limits or events are
 * about: it hides none.
 *
 * @param providerOf the provider of a source, by its name
 */
export const concerns = (
  where: Narrowed,
  { source, kind, id }: Ref,
  providerOf: (source: string) => string | undefined,
): boolean => {
  const things = THINGS.map((dimension) => where[dimension]).filter((value) => value !== undefined);
  if (things.length > 0 && !things.includes(id) && !things.includes(`${source}/${kind}/${id}`)) return false;
  return (
    (where.source === undefined || where.source === source) &&
    (where.provider === undefined || where.provider === providerOf(source))
  );
};
