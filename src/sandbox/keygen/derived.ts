import type { License, Release, User } from './records.js';

/** A release's version as one text. */
export function versionOf({ numbers, prerelease }: Release): string {
  return `${numbers.join('.')}${prerelease === null ? '' : `-${prerelease}`}`;
}

/** The status the vendor computes for a licence. */
export function statusOf(license: License, now: number): string {
  if (license.owner?.status === 'BANNED') return 'BANNED';
  if (license.suspended) return 'SUSPENDED';
  if (license.expiry !== null && license.expiry <= now) return 'EXPIRED';
  if (license.expiry !== null && license.expiry <= now + 3 * 86_400_000) return 'EXPIRING';
  return license.active ? 'ACTIVE' : 'INACTIVE';
}

/** Everyone a licence is for: its owner first. */
export function usersOf(license: License): readonly User[] {
  return license.owner === null ? license.users : [license.owner, ...license.users];
}
