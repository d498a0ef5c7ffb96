/** A finding that is hidden here for a while. */
export interface Snoozed {
  readonly until: string;
  readonly reason: string;
}

export type SnoozedById = Readonly<Record<string, Snoozed>>;

export const isSnoozed = (all: SnoozedById, id: string, now: number): boolean => {
  const snoozed = all[id];
  return snoozed !== undefined && Date.parse(snoozed.until) > now;
};

/** Reads what was stored; what makes no sense is dropped. */
export const snoozedOf = (text: string | null): SnoozedById => {
  try {
    const found: unknown = JSON.parse(text ?? '{}');
    if (typeof found !== 'object' || found === null) return {};
    return Object.fromEntries(
      Object.entries(found as Record<string, Partial<Snoozed> | null>).flatMap(([id, each]) => {
        const { until, reason } = each ?? {};
        return typeof until === 'string' && typeof reason === 'string' ? [[id, { until, reason }]] : [];
      }),
    );
  } catch {
    return {};
  }
};
