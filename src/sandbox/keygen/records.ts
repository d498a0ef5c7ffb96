/** When a record was made, in milliseconds since 1970. */
export interface Stamped {
  readonly id: string;
  readonly created: number;
}

/** What a relationship names: the wire type of a record and its id. */
export interface Ref {
  readonly type: string;
  readonly id: string;
}

type Metadata = Readonly<Record<string, unknown>>;

/** A product. */
export interface Product extends Stamped {
  readonly name: string;
  readonly code: string | null;
  readonly strategy: 'LICENSED' | 'OPEN' | 'CLOSED' | null;
  readonly url: string | null;
  readonly platforms: readonly string[] | null;
}

/** A group of users, licences and machines. */
export interface Group extends Stamped {
  readonly name: string;
  readonly maxUsers: number | null;
  readonly maxLicenses: number | null;
  readonly maxMachines: number | null;
}

/** A user of the account. */
export interface User extends Stamped {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly role: string;
  readonly status: string;
  readonly metadata: Metadata;
  group: Group | null;
}

/** A user who runs a group. */
export interface GroupOwner extends Stamped {
  readonly group: Group;
  readonly user: User;
}

/** A second factor of a user. */
export interface SecondFactor extends Stamped {
  readonly user: User;
  readonly enabled: boolean;
  readonly secret: string;
}

/** A feature that policies and licences grant and releases ask for. */
export interface Entitlement extends Stamped {
  readonly name: string;
  readonly code: string;
}

/** A policy; its entitlements are its own. */
export interface Policy extends Stamped {
  readonly name: string;
  readonly product: Product;
  readonly duration: number | null;
  readonly floating: boolean;
  readonly usePool: boolean;
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
  owner: User | null;
  group: Group | null;
  /** Users beside the owner. */
  readonly users: User[];
  /** Entitlements beside those of the policy. */
  readonly entitlements: Entitlement[];
  readonly expiry: number | null;
  readonly suspended: boolean;
  readonly active: boolean;
  /** As its policy has it, or its own. */
  maxMachines: number | null;
  uses: number;
  readonly usesPerHour: number;
  readonly metadata: Metadata;
}

/** A key that waits in the pool of a policy. */
export interface PoolKey extends Stamped {
  readonly key: string;
  readonly policy: Policy;
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
  owner: User | null;
  group: Group | null;
  readonly alive: boolean;
  readonly metadata: Metadata;
}

/** A part of a machine. */
export interface Component extends Stamped {
  readonly fingerprint: string;
  readonly name: string;
  readonly machine: Machine;
}

/** A process on a machine. */
export interface Process extends Stamped {
  readonly pid: string;
  readonly interval: number;
  readonly alive: boolean;
  readonly machine: Machine;
}

/** An environment. */
export interface Environment extends Stamped {
  readonly name: string;
  readonly code: string;
  readonly isolation: 'ISOLATED' | 'SHARED';
}

/** A token; those of an environment are seen in it only. */
export interface Token extends Stamped {
  readonly kind: string;
  readonly name: string | null;
  readonly expiry: number | null;
  readonly bearer: Ref;
  readonly role: string;
  readonly environment: Environment | null;
}

/** A distribution engine, a platform, an architecture or a channel. */
export interface Keyed extends Stamped {
  readonly name: string;
  readonly key: string;
}

/** A package of a product. */
export interface Package extends Stamped {
  readonly name: string;
  readonly key: string;
  readonly engine: string | null;
  readonly product: Product;
}

/** A release of a product. */
export interface Release extends Stamped {
  readonly product: Product;
  pack: Package | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly channel: string;
  readonly status: string;
  readonly tag: string | null;
  readonly numbers: readonly [major: number, minor: number, patch: number];
  readonly prerelease: string | null;
  readonly backdated: number | null;
  readonly yanked: number | null;
}

/** A file of a release. */
export interface Artifact extends Stamped {
  readonly release: Release;
  readonly filename: string;
  readonly filetype: string | null;
  readonly filesize: number | null;
  readonly platform: string | null;
  readonly arch: string | null;
  readonly signature: string | null;
  readonly checksum: string | null;
  readonly status: string;
}

/** An entitlement that a release asks for. */
export interface Constraint extends Stamped {
  readonly release: Release;
  readonly entitlement: Entitlement;
}

/** Where webhooks are sent. */
export interface WebhookEndpoint extends Stamped {
  readonly url: string;
  readonly subscriptions: readonly string[];
  readonly algorithm: string;
  readonly product: Product | null;
}

/** A webhook that was sent, or is about to be. */
export interface WebhookEvent extends Stamped {
  readonly url: string;
  readonly event: string;
  readonly resource: Ref;
  readonly status: string | null;
  readonly code: number | null;
  readonly body: string | null;
  readonly token: string;
}

/** A request that the account saw. */
export interface RequestLog extends Stamped {
  readonly url: string;
  readonly method: string;
  readonly status: string;
  readonly agent: string;
  readonly ip: string;
  readonly requestor: Ref | null;
  readonly resource: Ref | null;
}

/** Something that happened to a record. */
export interface EventLog extends Stamped {
  readonly event: string;
  readonly metadata: Metadata;
  readonly request: RequestLog | null;
  readonly whodunnit: Ref | null;
  readonly resource: Ref;
}

/** A setting of the account. */
export interface Setting extends Stamped {
  readonly key: string;
  readonly value: unknown;
}

/** A plan of the vendor's own price list. */
export interface Plan extends Stamped {
  readonly name: string;
  readonly price: number | null;
  readonly interval: string | null;
  readonly requests: number | null;
  readonly retention: number | null;
}

/** What is there from the start; every list is kept newest first. */
export interface Core {
  readonly products: Product[];
  readonly groups: Group[];
  /** Entitlements that no policy has. */
  readonly loose: Entitlement[];
  readonly users: User[];
  readonly policies: Policy[];
  readonly licenses: License[];
  readonly machines: Machine[];
  readonly tokens: Token[];
}

/** What is made when it is first looked at; every list is kept newest first. */
export interface Annex {
  readonly groupOwners: GroupOwner[];
  readonly secondFactors: SecondFactor[];
  readonly keys: PoolKey[];
  readonly components: Component[];
  readonly processes: Process[];
  readonly environments: Environment[];
  readonly environmentTokens: Token[];
  readonly engines: Keyed[];
  readonly platforms: Keyed[];
  readonly arches: Keyed[];
  readonly channels: Keyed[];
  readonly packages: Package[];
  readonly releases: Release[];
  readonly artifacts: Artifact[];
  readonly constraints: Constraint[];
  readonly webhookEndpoints: WebhookEndpoint[];
  readonly webhookEvents: WebhookEvent[];
  readonly requestLogs: RequestLog[];
  readonly eventLogs: EventLog[];
  readonly settings: Setting[];
  readonly plans: Plan[];
}

/** All data of the account. */
export type KeygenData = Core & Annex;
