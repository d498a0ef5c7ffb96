import type { Credential, Iso, Limit, Money, Principal, Project, Ref } from '../../records/index.js';
import { differences } from '../store/same.js';
import { firstName } from '../views/names.js';
import { isObject } from '../../../operators/internal/isObject.js';

/** Records whose changes are emitted. */
export type Told = Principal | Project | Credential | Limit;

/** A change in words and in fields. */
interface Description {
  readonly kind: 'created' | 'updated' | 'removed';
  readonly fields: readonly string[];
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Gives a reference its name for people. */
type NameOf = (ref: Ref) => string;

/** Activity, not change: shown by the rows, and by no event. */
const ACTIVITY: ReadonlySet<string> = new Set([
  'lastUsed',
  'lastActiveAt',
  'updatedAt',
  'statusRaw',
  'used',
  'enforcing',
  'resource',
  'provider',
  'source',
]);

const KIND_NAMES: ReadonlyMap<unknown, string> = new Map([
  ['project_key', 'project key'],
  ['admin_key', 'admin key'],
  ['service_key', 'service key'],
  ['api_token', 'token'],
  ['wallet_key', 'wallet key'],
  ['gateway_key', 'gateway key'],
  ['service_account', 'service account'],
  ['unknown', 'person'],
]);

const kindName = (kind: unknown): string => KIND_NAMES.get(kind) ?? String(kind);

const withArticle = (name: string): string => `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;

const amountText = (value: Money | number): string =>
  typeof value === 'number' ? String(value) : `${value.amount} ${value.currency}`;

/** What people call a record. */
const labelOf = (record: Told, nameOf: NameOf): string => {
  switch (record.type) {
    case 'principal':
      return `${kindName(record.kind)} ${firstName(record.id, record.displayName, record.email)}`;
    case 'project':
      return `${record.kind === 'unknown' ? 'project' : record.kind} ${firstName(record.id, record.name)}`;
    case 'credential':
      return `${kindName(record.kind)} ${firstName(record.id, record.name, record.hint)}`;
    case 'limit':
      return `${record.period === 'total' || record.period === 'window' ? '' : `${record.period} `}limit of ${nameOf(record.subject)}`;
  }
};

const isWord = (value: unknown): value is string => typeof value === 'string';

const words = (value: unknown, nameOf: NameOf): string => {
  if (value === null) return 'none';
  if (value === undefined) return 'not reported';
  if (isRef(value)) return nameOf(value);
  if (isMoney(value)) return amountText(value);
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
  return isWord(value) || typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'changed';
};

const isRef = (value: unknown): value is Ref =>
  isObject(value) && 'source' in value && 'kind' in value && 'id' in value;
const isMoney = (value: unknown): value is Money =>
  isObject(value) && 'amount' in value && 'currency' in value;

const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(isWord) : []);

const scopesText = (before: unknown, after: unknown, nameOf: NameOf): string => {
  const had = new Set(texts(before));
  const has = new Set(texts(after));
  const added = [...has].filter((scope) => !had.has(scope));
  const gone = [...had].filter((scope) => !has.has(scope));
  if (before === undefined || after === undefined)
    return `scopes changed from ${words(before, nameOf)} to ${words(after, nameOf)}`;
  const widened = added.length === 0 ? [] : [`scopes widened by ${added.join(', ')}`];
  const narrowed = gone.length === 0 ? [] : [`scopes narrowed by ${gone.join(', ')}`];
  return [...widened, ...narrowed].join(' and ') || 'scopes reordered';
};

const dateText = (value: Iso | null | undefined): string => {
  if (value === null) return 'never';
  return value === undefined ? 'not reported' : value.slice(0, 10);
};

const STATUS: ReadonlyMap<unknown, string> = new Map([
  ['revoked', 'was revoked'],
  ['suspended', 'was suspended'],
  ['expired', 'expired'],
  ['banned', 'was banned'],
  ['inactive', 'was deactivated'],
  ['archived', 'was archived'],
  ['removed', 'is no longer listed'],
  ['vanished', 'is no longer listed'],
  ['active', 'is active again'],
]);

/** The one activity that is a change: a key that was never used, and now was. */
const isFirstUse = (before: Told, after: Told): boolean =>
  before.type === 'credential' &&
  after.type === 'credential' &&
  before.lastUsed.state === 'never' &&
  after.lastUsed.state === 'used';

/** The name of a member as a person says it: `ownerAccess` is owner access. */
const spoken = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** When a key was revoked is said by its status, too. */
const shownOf = (fields: readonly string[]): readonly string[] =>
  fields.includes('status') ? fields.filter((field) => field !== 'revokedAt') : fields;

const fieldText = (field: string, before: unknown, after: unknown, nameOf: NameOf): string => {
  if (field === 'status') return STATUS.get(after) ?? `has the status ${words(after, nameOf)}`;
  if (field === 'name' || field === 'displayName')
    return `was renamed from ${words(before, nameOf)} to ${words(after, nameOf)}`;
  if (field === 'kind') return `was listed as ${withArticle(kindName(before))} before`;
  if (field === 'lastUsed') return 'was used for the first time';
  if (field === 'scopes') return scopesText(before, after, nameOf);
  if (field === 'expiresAt')
    return `expires ${dateText(after as Iso | null | undefined)} instead of ${dateText(before as Iso | null | undefined)}`;
  if (field === 'revokedAt')
    return after == null ? 'is not revoked any more' : `was revoked on ${dateText(after as Iso)}`;
  const name = distinctly(before, after, nameOf);
  return `${spoken(field)} changed from ${words(before, name)} to ${words(after, name)}`;
};

/** Adds the ids where two subjects have the same name. */
const distinctly = (before: unknown, after: unknown, nameOf: NameOf): NameOf =>
  isRef(before) && isRef(after) && nameOf(before) === nameOf(after)
    ? (ref) => `${nameOf(ref)} (${ref.id})`
    : nameOf;

/** Fields whose text begins with a verb: it reads on from the name of a thing. */
const READS_ON: ReadonlySet<string> = new Set([
  'kind',
  'status',
  'name',
  'displayName',
  'expiresAt',
  'lastUsed',
  'revokedAt',
]);

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const picked = (record: Told, fields: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(record).filter(([name, value]) => value !== undefined && fields.includes(name)),
  );

const identity = (record: Told): readonly string[] =>
  Object.keys(record).filter((name) => !ACTIVITY.has(name) && name !== 'uid' && name !== 'observedAt');

const gone = (record: Told): boolean =>
  'status' in record && (record.status === 'vanished' || record.status === 'removed');

/** Describes what happened to a record; undefined where it is nothing that is emitted. */
export const describe = (
  before: Told | undefined,
  after: Told | undefined,
  nameOf: NameOf,
): Description | undefined => {
  if (after === undefined || (before !== undefined && gone(after) && !gone(before))) {
    const record = before ?? after;
    if (record === undefined) return undefined;
    const text = sentence(`${labelOf(record, nameOf)} is no longer listed`);
    return { kind: 'removed', fields: [], before: picked(record, identity(record)), text };
  }
  if (before === undefined) {
    const text = sentence(`new ${labelOf(after, nameOf)}`);
    return { kind: 'created', fields: [], after: picked(after, identity(after)), text };
  }
  const isNews = (field: string): boolean =>
    !ACTIVITY.has(field) || (field === 'lastUsed' && isFirstUse(before, after));
  const fields = differences(before, after).filter(isNews);
  if (fields.length === 0) return undefined;
  const was: Readonly<Record<string, unknown>> = { ...before };
  const is: Readonly<Record<string, unknown>> = { ...after };
  const shown = shownOf(fields);
  const what = shown.map((field) => fieldText(field, was[field], is[field], nameOf)).join(', ');
  const colon = READS_ON.has(shown[0] ?? '') ? '' : ':';
  return {
    kind: 'updated',
    fields,
    before: picked(before, fields),
    after: picked(after, fields),
    text: sentence(`${labelOf(after, nameOf)}${colon} ${what}`),
  };
};
