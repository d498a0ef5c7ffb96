import type {
  CostRecord,
  Credential,
  Dims,
  FeedRecord,
  Limit,
  LastUsed,
  Money,
  Principal,
  Project,
  Ref,
  UsageRecord,
} from '../../records/index.js';
import type { FeedEvent } from '../feed.js';
import { isObject, isRecord } from '../../../operators/internal/isObject.js';
import { isText } from '../../../operators/internal/isText.js';

/** Something that should be of a type, before anybody has looked. */
type Given<T> = { readonly [K in keyof T]?: unknown };
/** All members of records of some types. */
type Members<T> = T extends unknown ? keyof T : never;
type GivenRecord = Readonly<Partial<Record<Members<FeedRecord>, unknown>>>;

/** Money as it is written: a decimal without exponent. */
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
/** Longer currencies are none; a slash would part the keys that they are in. */
const CURRENCY = /^[^/]{1,32}$/;

const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const isTextOrAbsent = (value: unknown): boolean => isText(value) || isAbsent(value);
const isName = (value: unknown): boolean => isText(value) && value !== '';

const isRef = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { id, source, kind }: Given<Ref> = value;
  return isText(id) && isText(source) && isText(kind);
};
const isRefOrAbsent = (value: unknown): boolean => isAbsent(value) || isRef(value);

/** Whether a value is an exact amount of a currency. */
export const isMoney = (value: unknown): value is Money => {
  if (!isObject(value)) return false;
  const { amount, currency }: Given<Money> = value;
  return isText(amount) && DECIMAL.test(amount) && isText(currency) && CURRENCY.test(currency);
};

const isAmount = (value: unknown): boolean => (isObject(value) ? isMoney(value) : Number.isFinite(value));

const isLastUsed = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { state, at }: Given<Extract<LastUsed, { state: 'used' }>> = value;
  return isText(state) && (state !== 'used' || isText(at));
};

/** The first of some members that does not fit; undefined where all do. */
const firstOf = <K extends string>(
  record: Readonly<Partial<Record<K, unknown>>>,
  names: readonly K[],
  fits: (value: unknown) => boolean,
): K | undefined => {
  for (const name of names) if (!fits(record[name])) return name;
  return undefined;
};

const ENTITY_NAMES = ['id', 'kind', 'status'] as const;
const CREDENTIAL_TEXTS = [
  'name',
  'hint',
  'createdAt',
  'expiresAt',
  'revokedAt',
  'updatedAt',
  'privilege',
] as const;
const CREDENTIAL_REFS = ['owner', 'scopeContainer'] as const;
const PRINCIPAL_TEXTS = ['displayName', 'email', 'role', 'environment', 'createdAt', 'lastActiveAt'] as const;
const PROJECT_TEXTS = ['name', 'createdAt'] as const;
const LIMIT_NAMES = ['measure', 'period'] as const;
const LIMIT_TEXTS = ['environment', 'model', 'resetsAt'] as const;

const misfitOfCredential = (record: Given<Credential>): string | undefined => {
  if (!isAbsent(record.scopes) && !Array.isArray(record.scopes)) return 'scopes';
  return (
    firstOf(record, ENTITY_NAMES, isName) ??
    firstOf(record, CREDENTIAL_TEXTS, isTextOrAbsent) ??
    firstOf(record, CREDENTIAL_REFS, isRefOrAbsent) ??
    (isLastUsed(record.lastUsed) ? undefined : 'lastUsed')
  );
};

const misfitOfPrincipal = (record: Given<Principal>): string | undefined =>
  firstOf(record, ENTITY_NAMES, isName) ?? firstOf(record, PRINCIPAL_TEXTS, isTextOrAbsent);

const misfitOfProject = (record: Given<Project>): string | undefined =>
  firstOf(record, ENTITY_NAMES, isName) ?? firstOf(record, PROJECT_TEXTS, isTextOrAbsent);

const misfitOfLimit = (record: Given<Limit>): string | undefined => {
  if (!isRef(record.subject)) return 'subject';
  if (!isAmount(record.limit)) return 'limit';
  if (!isAbsent(record.used) && !isAmount(record.used)) return 'used';
  if (!isAbsent(record.windowMs) && !Number.isFinite(record.windowMs)) return 'windowMs';
  return firstOf(record, LIMIT_NAMES, isName) ?? firstOf(record, LIMIT_TEXTS, isTextOrAbsent);
};

/** Figures come by the hundred thousand: their members are looked at one by one, without an object for them. */
const misfitOfDims = (dims: unknown): string | undefined => {
  if (!isRecord(dims)) return 'dims';
  const { credential, principal, project, model, environment }: Given<Dims> = dims;
  if (!isRefOrAbsent(credential)) return 'dims.credential';
  if (!isRefOrAbsent(principal)) return 'dims.principal';
  if (!isRefOrAbsent(project)) return 'dims.project';
  if (!isTextOrAbsent(model)) return 'dims.model';
  return isTextOrAbsent(environment) ? undefined : 'dims.environment';
};

const misfitOfUsage = ({ measures, dims }: Given<UsageRecord>): string | undefined =>
  isRecord(measures) ? misfitOfDims(dims) : 'measures';

const isBasis = (value: unknown): value is CostRecord['basis'] =>
  value === 'provider_reported' || value === 'provider_gateway' || value === 'estimated';

const misfitOfCost = ({ cost, basis, dims }: Given<CostRecord>): string | undefined => {
  if (!isMoney(cost)) return 'cost';
  return isBasis(basis) ? misfitOfDims(dims) : 'basis';
};

const misfitOfType = (record: GivenRecord): string | undefined => {
  switch (record.type) {
    case 'usage':
      return misfitOfUsage(record);
    case 'cost':
      return misfitOfCost(record);
    case 'credential':
      return misfitOfCredential(record);
    case 'principal':
      return misfitOfPrincipal(record);
    case 'project':
      return misfitOfProject(record);
    case 'limit':
      return misfitOfLimit(record);
    default:
      return 'type';
  }
};

/**
 * Returns the first member by which something is no record that the index can hold; undefined where it is one. Types say as much, but
 * programs in JavaScript and servers that nobody checks give anything, and one such record must not spoil what is beside it.
 */
export const misfitOf = (record: unknown): string | undefined => {
  if (!isObject(record)) return 'type';
  const given: GivenRecord = record;
  if (!isName(given.uid)) return isText(given.type) ? 'uid' : 'type';
  if (!isName(given.source)) return 'source';
  return isName(given.resource) ? misfitOfType(given) : 'resource';
};

/** What the end of a reading says of the requests that its source may send, as far as the index can hold it. */
export const requestLimitsIn = ({
  source,
  requestLimits,
}: Extract<FeedEvent, { type: 'end' | 'failed' }>): readonly Limit[] => {
  const given: unknown = requestLimits;
  return Array.isArray(given)
    ? (given as readonly Limit[]).filter((each) => misfitOf(each) === undefined && each.source === source)
    : [];
};

/** The process that counted them; the same for all where none is named. */
export const countedByIn = ({ countedBy }: Extract<FeedEvent, { type: 'end' | 'failed' }>): string => {
  const given: unknown = countedBy;
  return isText(given) ? given : '';
};
