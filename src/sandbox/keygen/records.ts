/** When a record was made and last changed, in milliseconds since 1970. */
export interface Stamped {
  readonly id: string;
  readonly created: number;
}

/** A user of the account. */
export interface User extends Stamped {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly role: string;
  readonly status: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A feature that a policy grants. */
export interface Entitlement extends Stamped {
  readonly name: string;
  readonly code: string;
}

/** A policy. */
export interface Policy extends Stamped {
  readonly name: string;
  readonly productId: string;
  readonly duration: number | null;
  readonly floating: boolean;
  readonly maxMachines: number | null;
  readonly maxUses: number | null;
  readonly requireHeartbeat: boolean;
  readonly entitlements: Entitlement[];
}

/** A licence. */
export interface License extends Stamped {
  readonly name: string | null;
  readonly key: string;
  readonly policy: Policy;
  ownerId: string | null;
  readonly expiry: number | null;
  readonly suspended: boolean;
  readonly active: boolean;
  uses: number;
  readonly usesPerHour: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** A machine. */
export interface Machine extends Stamped {
  readonly fingerprint: string;
  readonly name: string;
  readonly hostname: string;
  readonly ip: string;
  readonly platform: string;
  readonly cores: number;
  readonly memory: number | null;
  readonly license: License;
  ownerId: string | null;
  readonly alive: boolean;
}

/** A token. */
export interface Token extends Stamped {
  readonly kind: string;
  readonly name: string | null;
  readonly expiry: number | null;
  readonly bearer: { readonly type: 'users' | 'products' | 'licenses'; readonly id: string };
  readonly role: string;
}

/** All data of the account; every list is kept newest first. */
export interface KeygenData {
  readonly products: readonly string[];
  readonly users: User[];
  readonly policies: Policy[];
  readonly licenses: License[];
  readonly machines: Machine[];
  readonly tokens: Token[];
}

/** The status the vendor computes for a licence. */
export function statusOf(license: License, now: number): string {
  if (license.suspended) return 'SUSPENDED';
  if (license.expiry !== null && license.expiry <= now) return 'EXPIRED';
  if (license.expiry !== null && license.expiry <= now + 3 * 86_400_000) return 'EXPIRING';
  return license.active ? 'ACTIVE' : 'INACTIVE';
}
