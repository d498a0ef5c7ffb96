import type { ChangeEvent } from '../shapes.js';
import type { FindingNews } from '../engine/findings.js';

const WORDS: Readonly<Record<FindingNews['what'], string>> = {
  opened: 'opened',
  resolved: 'resolved',
  graver: 'got graver',
  milder: 'got milder',
  renewed: 'changed',
};

const severityOf = (phase: FindingNews['after']): string | undefined =>
  phase?.phase === 'firing' ? phase.severity : undefined;

/** Returns a finding that opened, closed or changed as an event; those on limits are events of limits. */
export const changeOfFinding = (
  { what, rule, kind, ref, before, after }: FindingNews,
  name: string,
  at: string,
): Omit<ChangeEvent, 'position'> | undefined => {
  if (what === 'renewed') return undefined;
  const was = severityOf(before);
  const is = severityOf(after);
  return {
    at,
    kind: kind === 'limit' ? 'limit' : 'finding',
    source: ref.source,
    subject: ref,
    fields: [rule.id],
    ...(was === undefined ? {} : { before: { rule: rule.id, severity: was } }),
    ...(is === undefined ? {} : { after: { rule: rule.id, severity: is } }),
    text: `${rule.title}: ${name} (${WORDS[what]}${is === undefined ? '' : `, ${is}`}).`,
  };
};

const signed = (amount: string): string => (amount.startsWith('-') ? amount : `+${amount}`);

/** Returns the news of a day that was reported in full and has changed. */
export const changeOfRestatement = (restated: {
  readonly at: string;
  readonly source: string;
  readonly resource: string;
  readonly day: string;
  readonly before: string;
  readonly after: string;
  readonly by: string;
  readonly currency: string;
  readonly basis: string;
}): Omit<ChangeEvent, 'position'> => {
  const { at, source, resource, day, before, after, by, currency, basis } = restated;
  return {
    at,
    kind: 'restated',
    source,
    subject: { source, kind: 'day', id: day },
    fields: [resource],
    before: { amount: before, currency, basis },
    after: { amount: after, currency, basis },
    text: `${source}: ${resource} of ${day} restated by ${signed(by)} ${currency}, from ${before} to ${after}.`,
  };
};

/** Returns the news when the costs of a day that had been estimated are reported. */
export const changeOfReconciliation = (landed: {
  readonly at: string;
  readonly source: string;
  readonly day: string;
  readonly estimated: string;
  readonly reported: string;
  readonly currency: string;
  readonly errorPercent: number;
}): Omit<ChangeEvent, 'position'> => {
  const { at, source, day, estimated, reported, currency, errorPercent } = landed;
  const off = `${errorPercent > 0 ? '+' : ''}${errorPercent.toFixed(1)}`;
  return {
    at,
    kind: 'restated',
    source,
    subject: { source, kind: 'day', id: day },
    fields: ['estimate'],
    before: { amount: estimated, currency, basis: 'estimated' },
    after: { amount: reported, currency, basis: 'provider_reported', errorPercent },
    text: `${source}: costs of ${day} are reported: ${reported} ${currency}. They had been estimated at ${estimated} (${off} %).`,
  };
};
