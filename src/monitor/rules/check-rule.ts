import { SEVERITIES, type Evidence, type Severity } from '../../records/index.js';
import { isObject } from '../../../operators/internal/isObject.js';
import type { AnyRule, SubjectKind, Verdict } from './rule.js';

const KINDS: readonly SubjectKind[] = ['credential', 'principal', 'limit', 'source', 'pace'];

const isSeverity = (value: unknown): value is Severity => SEVERITIES.some((severity) => severity === value);

/**
 * Refuses what is no rule: it would throw each time that a subject changes.
 *
 * @throws RangeError
 */
export const checkRule = (rule: AnyRule): void => {
  const { id, on, severity, needs, forMs = 0 } = rule;
  const say = (member: string, what: string): never => {
    throw new RangeError(`rule '${id}': ${member} must be ${what}`);
  };
  if (id === '') throw new RangeError('the id of a rule must not be empty');
  if (!KINDS.includes(on)) say('on', `one of ${KINDS.join(', ')}`);
  if (!isSeverity(severity)) say('severity', `one of ${SEVERITIES.join(', ')}`);
  if (!Array.isArray(needs)) say('needs', 'a list of types of records');
  if (!(forMs >= 0 && forMs < Infinity)) say('forMs', 'milliseconds from 0');
  if (typeof rule.check !== 'function') say('check', 'a function');
};

const isEvidence = (value: unknown): value is Evidence =>
  isObject(value) && typeof value['text'] === 'string' && Array.isArray(value['refs']);

/** Returns what a rule said. In JavaScript it may have given anything: nothing is known by what is no verdict. */
export const verdictOf = (given: unknown): Verdict => {
  if (given === undefined || given === null || given === false) return undefined;
  const evidence: unknown = isObject(given) ? given['evidence'] : undefined;
  if (!isObject(given) || !Array.isArray(evidence) || !evidence.every(isEvidence)) return 'unknown';
  return isSeverity(given['severity']) ? { severity: given['severity'], evidence } : { evidence };
};
