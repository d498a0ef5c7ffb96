import { diceOf, type Dice } from '../random.js';
import { DAY, personOf, sizeOf, type WorldConfig } from '../world.js';
import type {
  AdminKey,
  Member,
  Owner,
  Project,
  ProjectKey,
  Series,
  ServiceAccount,
  Tokens,
} from './records.js';
import { PRICES } from './usage.js';

/** All data of the organization; lists are kept newest first, admin keys oldest first. */
export interface OpenAiData {
  readonly projects: Project[];
  readonly members: Member[];
  readonly adminKeys: AdminKey[];
  readonly keys: Map<string, ProjectKey[]>;
  /** Deleted keys that were used: their usage stays on record. */
  readonly gone: ProjectKey[];
  /** Oldest first, by project. */
  readonly accounts: Map<string, ServiceAccount[]>;
  /** Where the projects and members of the first day stand; of the projects, the home comes before all. */
  readonly ranks: ReadonlyMap<string, number>;
  /** The project that owns whatever the project key makes: the first one in use. */
  readonly home: string;
}

const PURPOSES = [
  'chat',
  'batch-eval',
  'ingest',
  'support-bot',
  'search',
  'nightly',
  'staging',
  'research',
  'mobile',
  'etl',
] as const;

const MODELS = Object.keys(PRICES);

/** The data set for a seed and a scale. */
export function buildOpenAi(config: WorldConfig): OpenAiData {
  const dice = diceOf(config.seed, 'openai');
  const now = config.clock.seconds();
  const members = many(sizeOf(260, config.scale), now - 3 * DAY, (at, number) =>
    makeMember(dice, at, number),
  );
  const projects = many(sizeOf(45, config.scale, 6), now - 5 * DAY, (at, number) =>
    makeProject(dice, at, number, now),
  );
  const adminKeys = many(sizeOf(130, config.scale), now - DAY, (at) =>
    makeAdminKey(dice, members, at),
  ).reverse();
  const data: OpenAiData = {
    projects,
    members,
    adminKeys,
    keys: new Map(),
    gone: [],
    accounts: new Map(),
    ranks: new Map([
      ...projects.map(({ id }, at) => [id, at + 1] as const),
      ...members.map(({ id }, at) => [id, at] as const),
    ]),
    home: projects.find(({ archivedAt }) => archivedAt === null)?.id ?? '',
  };
  projects.forEach((project, place) => {
    const count = keysOf(place, config.scale);
    const span = Math.max(1, Math.floor((now - 600 - project.createdAt) / (count + 1)));
    const made = Array.from({ length: count }, (_, at) =>
      makeKey(dice, data, project, { at: now - 600 - span * at, now }),
    );
    data.keys.set(project.id, made);
    data.accounts.set(project.id, accountsOf(config, data, project));
  });
  return data;
}

/** Every key of every project. */
export function allKeys(data: OpenAiData): ProjectKey[] {
  return [...data.keys.values()].flat();
}

/** Whoever holds a key of the project, and some that hold none; the home has three pages of ten. */
function accountsOf(config: WorldConfig, data: OpenAiData, { id, createdAt }: Project): ServiceAccount[] {
  const dice = diceOf(config.seed, 'openai', 'accounts', id);
  const holders = (data.keys.get(id) ?? []).flatMap(({ owner }) =>
    owner.type === 'service_account' ? [accountOf(owner)] : [],
  );
  const idle = id === data.home ? Math.max(0, 25 - holders.length) : dice.int(0, 3);
  const others = Array.from({ length: idle }, (_, at) => makeAccount(dice, createdAt + 60 * at));
  return [...others, ...holders.reverse()];
}

/** The service account that a key's owner is. */
export function accountOf({ id, name, createdAt }: Owner): ServiceAccount {
  return { id, name, role: 'member', createdAt };
}

/** A service account without a key. */
export function makeAccount(dice: Dice, createdAt: number): ServiceAccount {
  const role = dice.pick(['member', 'none', 'owner'] as const);
  return { id: `svc_acct_${dice.text(20)}`, name: `svc-${dice.pick(PURPOSES)}`, role, createdAt };
}

/** So many entries, newest first, each somewhat older than the one before. */
function many<A>(count: number, newest: number, make: (at: number, number: number) => A): A[] {
  return Array.from({ length: count }, (_, place) => make(newest - place * 30_011, count - place));
}

/** Four projects with more than a page of keys, every eleventh with none, the others with a few dozen. */
function keysOf(place: number, scale: number): number {
  if (place === 1) return Math.max(105, Math.round(420 * scale));
  if (place % 11 === 5) return 0;
  const full = place % 11 === 3 ? 160 + place * 3 : 30 + ((place * 37) % 53);
  return Math.max(3, Math.round(full * scale));
}

/** A project that was created at an instant. */
export function makeProject(dice: Dice, at: number, number: number, now: number): Project {
  return {
    id: `proj_${dice.text(24)}`,
    name: `${dice.pick(PURPOSES)} ${String(number)}`,
    createdAt: at - 200 * DAY,
    archivedAt: number % 7 === 3 ? Math.min(now, at) : null,
  };
}

/** A member who joined at an instant. */
export function makeMember(dice: Dice, at: number, number: number): Member {
  const person = personOf(dice.int(0, 0xffff), number);
  return {
    id: `user_${dice.text(24)}`,
    name: number % 29 === 7 ? null : `${person.first} ${person.last}`,
    email: person.email,
    role: number % 17 === 1 ? 'owner' : 'reader',
    addedAt: at,
  };
}

function ownerOf(
  dice: Dice,
  members: readonly Member[],
  at: number,
  roles: readonly [string, string],
): Owner {
  const member = members[dice.int(0, Math.max(0, members.length - 1))];
  if (member === undefined || dice.chance(0.25)) {
    const name = `svc-${dice.pick(PURPOSES)}`;
    return {
      type: 'service_account',
      id: `svc_acct_${dice.text(20)}`,
      name,
      email: '',
      createdAt: at,
      role: roles[1],
    };
  }
  const { id, email, addedAt } = member;
  return { type: 'user', id, name: member.name ?? 'Unnamed', email, createdAt: addedAt, role: roles[0] };
}

/** An admin key that was created at an instant. */
export function makeAdminKey(dice: Dice, members: readonly Member[], at: number): AdminKey {
  return {
    id: `key_${dice.text(20)}`,
    name: `admin ${dice.pick(PURPOSES)}`,
    hint: `sk-admin...${dice.text(3)}`,
    createdAt: at,
    expiresAt: dice.chance(0.3) ? at + 365 * DAY : null,
    usedAt: dice.chance(0.2) ? null : at + dice.int(0, 3600),
    owner: ownerOf(dice, members, at, ['owner', 'member']),
  };
}

/** When a key is created and what time it is now; equal for a key that is new. */
interface Moment {
  readonly at: number;
  readonly now: number;
}

/** A key of a project: one in three in use, the others resting or never used; a new one never used. */
export function makeKey(dice: Dice, data: OpenAiData, project: Project, { at, now }: Moment): ProjectKey {
  const fate = at === now ? 1 : dice.next();
  const firstUsedAt = fate < 0.75 ? at + dice.int(10, 590) : null;
  const end = project.archivedAt ?? now;
  const rests = firstUsedAt !== null && (fate >= 0.35 || project.archivedAt !== null);
  return {
    id: `key_${dice.text(20)}`,
    projectId: project.id,
    name: `${dice.pick(PURPOSES)}-${dice.text(4, 'abcdefghijkmnpqrstuvwxyz')}`,
    hint: `sk-proj-...${dice.text(4)}`,
    createdAt: at,
    access: dice.chance(0.06) ? 'inactive' : 'active',
    owner: ownerOf(dice, data.members, at, ['member', 'member']),
    series: Array.from({ length: dice.int(1, 2) }, () => makeSeries(dice)),
    firstUsedAt,
    restsSince: rests ? firstUsedAt + dice.int(0, Math.max(0, end - firstUsedAt)) : undefined,
    goneAt: undefined,
  };
}

function makeSeries(dice: Dice): Series {
  const model = MODELS[dice.int(0, MODELS.length - 1)] ?? 'gpt-4o-2024-08-06';
  const heavy = dice.chance(0.1) ? 40 : 1;
  return {
    number: dice.int(1, 0x3fffffff),
    model,
    batch: dice.chance(0.15),
    tier: dice.chance(0.1) ? 'flex' : 'default',
    perDay: dice.int(5, 200) * heavy,
    tokens: tokensFor(dice, model.startsWith('gpt-realtime')),
    jumps: [],
  };
}

function tokensFor(dice: Dice, media: boolean): Tokens {
  return {
    text: dice.int(80, 1500),
    audio: media ? dice.int(50, 400) : 0,
    image: media ? dice.int(0, 200) : 0,
    cachedText: dice.int(0, 900),
    cachedAudio: media ? dice.int(0, 60) : 0,
    cachedImage: media ? dice.int(0, 60) : 0,
    cacheWrite: dice.int(0, 120),
    outText: dice.int(40, 700),
    outAudio: media ? dice.int(40, 300) : 0,
    outImage: 0,
  };
}
