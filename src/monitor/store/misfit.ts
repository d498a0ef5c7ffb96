import type { CostRecord, Money } from '../../records/index.js';
import { isObject, isRecord } from '../../../operators/internal/isObject.js';

/** Money as it is written: a decimal without exponent. */
const DECIMAL = /^-?\d+(?:\.\d+)?$/;
/** Longer currencies are none; a slash would part the keys that they are in. */
const CURRENCY = /^[^/]{1,32}$/;

const BASES: ReadonlySet<unknown> = new Set<CostRecord['basis']>([
  'provider_reported',
  'provider_gateway',
  'estimated',
]);

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isAbsent = (value: unknown): boolean => value === undefined || value === null;
const isTextOrAbsent = (value: unknown): boolean => isText(value) || isAbsent(value);
const isName = (value: unknown): boolean => isText(value) && value !== '';

const isRefOrAbsent = (value: unknown): boolean =>
  isAbsent(value) ||
  (isObject(value) && isText(value['id']) && isText(value['source']) && isText(value['kind']));

/** Whether a value is an exact amount of a currency. */
export const isMoney = (value: unknown): value is Money =>
  isObject(value) &&
  isText(value['amount']) &&
  DECIMAL.test(value['amount']) &&
  isText(value['currency']) &&
  CURRENCY.test(value['currency']);

const isAmount = (value: unknown): boolean => (isObject(value) ? isMoney(value) : Number.isFinite(value));

const isLastUsed = (value: unknown): boolean =>
  isObject(value) && isText(value['state']) && (value['state'] !== 'used' || isText(value['at']));

type Check = (value: unknown) => boolean;

const of = (check: Check, ...names: readonly string[]): readonly (readonly [string, Check])[] =>
  names.map((name) => [name, check]);

const META = of(isName, 'uid', 'source', 'resource');
const ENTITY = [...META, ...of(isName, 'id', 'kind', 'status'), ...of(isTextOrAbsent, 'createdAt')];
const DIMS = of(isRefOrAbsent, 'credential', 'principal', 'project');
const DIM_TEXTS = of(isTextOrAbsent, 'model', 'environment');

/** What the index, its views and its rules read of a record, by its type. */
const MEMBERS: ReadonlyMap<unknown, readonly (readonly [string, Check])[]> = new Map([
  [
    'credential',
    [
      ...ENTITY,
      ...of(isTextOrAbsent, 'name', 'hint', 'expiresAt', 'revokedAt', 'updatedAt', 'privilege'),
      ...of(isRefOrAbsent, 'owner', 'scopeContainer'),
      ...of((value) => isAbsent(value) || Array.isArray(value), 'scopes'),
      ...of(isLastUsed, 'lastUsed'),
    ],
  ],
  [
    'principal',
    [...ENTITY, ...of(isTextOrAbsent, 'displayName', 'email', 'role', 'environment', 'lastActiveAt')],
  ],
  ['project', [...ENTITY, ...of(isTextOrAbsent, 'name')]],
  [
    'limit',
    [
      ...META,
      ...of((value) => isObject(value) && isRefOrAbsent(value), 'subject'),
      ...of(isName, 'measure', 'period'),
      ...of(isTextOrAbsent, 'environment', 'model', 'resetsAt'),
      ...of(isAmount, 'limit'),
      ...of((value) => isAbsent(value) || isAmount(value), 'used'),
    ],
  ],
  ['usage', [...META, ...of(isRecord, 'dims', 'measures')]],
  [
    'cost',
    [...META, ...of(isRecord, 'dims'), ...of(isMoney, 'cost'), ...of((value) => BASES.has(value), 'basis')],
  ],
]);

const firstMisfit = (fields: Fields, members: readonly (readonly [string, Check])[]): string | undefined => {
  for (const [name, fits] of members) if (!fits(fields[name])) return name;
  return undefined;
};

/**
 * Returns the first member by which something is no record that the index can hold; undefined where it is one. Types say as much, but
 * programs in JavaScript and servers that nobody checks give anything, and one such record must not spoil what is beside it.
 */
export const misfitOf = (record: unknown): string | undefined => {
  const members = isObject(record) ? MEMBERS.get(record['type']) : undefined;
  if (!isObject(record) || members === undefined) return 'type';
  const member = firstMisfit(record, members);
  if (member !== undefined || !isRecord(record['dims'])) return member;
  const dim = firstMisfit(record['dims'], DIMS) ?? firstMisfit(record['dims'], DIM_TEXTS);
  return dim === undefined ? undefined : `dims.${dim}`;
};
