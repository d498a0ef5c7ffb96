import type { Credential, Principal, Project, Ref } from '../../records/index.js';
import { Bytes, Chains, Ints, Places } from './grow.js';

/** What figures can belong to. `none` is what has no value in a dimension, one for each source. */
export const CLASSES = ['source', 'credential', 'principal', 'project', 'model', 'none'] as const;
export type EntityClass = (typeof CLASSES)[number];

/** The records of entities. */
export type EntityRecord = Credential | Principal | Project;

const CREDENTIAL_KINDS: readonly Credential['kind'][] = [
  'project_key',
  'admin_key',
  'service_key',
  'api_token',
  'license',
  'wallet_key',
  'gateway_key',
];

/** What figures say of whose a credential is. */
const NOBODY = -1;
const SEVERAL = -2;

const SOURCE = 0;
const CREDENTIAL = 1;
const CODE = Object.fromEntries(CLASSES.map((name, code) => [name, code])) as Record<EntityClass, number>;

/** Where the ids of one class of one source lead to. */
type Ids = Map<string, number>;

/** A person of one environment is not that of another, though both have one id. No id holds this character. */
const inEnvironment = (id: string, environment: string | undefined): string =>
  environment === undefined ? id : `${environment}\u0000${id}`;

/**
 * Keys, people, projects, models and sources, each a small number from then on: known by a list, or only by a figure that
 * names them.
 */
export class Entities {
  readonly #places = new Places();
  readonly #class = new Bytes();
  readonly #source = new Ints();
  readonly #ids: string[] = [];
  readonly #records: (EntityRecord | undefined)[] = [];
  readonly #bySource: Ids[][] = [];
  /** What figures call a credential that no list holds. */
  readonly #kind = new Bytes();
  /** What figures and other records call something that no list holds. */
  readonly #names: (string | undefined)[] = [];
  /** Called when something that no list holds is called by another name. */
  renamed: ((place: number) => void) | undefined;
  /** In whose name figures say that a credential was used. */
  readonly #bearer = new Ints(NOBODY);
  readonly #owner = new Ints(-1);
  readonly #project = new Ints(-1);
  /** Credentials of an owner, and of a project. */
  readonly owned = new Chains();
  readonly contained = new Chains();

  /** @param sourceName of the number of a source */
  constructor(private readonly sourceName: (source: number) => string) {}

  /** One more than the highest number in use. */
  get end(): number {
    return this.#places.end;
  }

  get size(): number {
    return this.#places.size;
  }

  #idsOf(source: number, code: number): Ids {
    const classes = (this.#bySource[source] ??= []);
    return (classes[code] ??= new Map<string, number>());
  }

  /** Returns the number of an entity, new where it was not known. */
  place(name: EntityClass, source: number, id: string, environment?: string): number {
    const ids = this.#idsOf(source, CODE[name]);
    const key = inEnvironment(id, environment);
    const known = ids.get(key);
    if (known !== undefined) return known;
    const place = this.#places.take();
    ids.set(key, place);
    this.#class.set(place, CODE[name]);
    this.#source.set(place, source);
    this.#ids[place] = key;
    this.#records[place] = undefined;
    this.#names[place] = undefined;
    this.#bearer.set(place, NOBODY);
    this.#owner.set(place, -1);
    this.#project.set(place, -1);
    return place;
  }

  find(name: EntityClass, source: number, id: string, environment?: string): number | undefined {
    const ids = this.#bySource[source]?.[CODE[name]];
    return ids?.get(inEnvironment(id, environment));
  }

  /** All entities of a class of a source. */
  of(name: EntityClass, source: number): Iterable<number> {
    return this.#bySource[source]?.[CODE[name]]?.values() ?? [];
  }

  classOf(place: number): EntityClass {
    return CLASSES[this.#class.get(place)] ?? 'none';
  }

  isCredential(place: number): boolean {
    return this.#class.get(place) === CREDENTIAL;
  }

  isSource(place: number): boolean {
    return this.#class.get(place) === SOURCE;
  }

  sourceOf(place: number): number {
    return this.#source.get(place);
  }

  /** The provider's own id. */
  idOf(place: number): string {
    const key = this.#ids[place] ?? '';
    return key.slice(key.indexOf('\u0000') + 1);
  }

  environmentOf(place: number): string | undefined {
    const key = this.#ids[place] ?? '';
    const end = key.indexOf('\u0000');
    return end < 0 ? undefined : key.slice(0, end);
  }

  recordOf(place: number): EntityRecord | undefined {
    return this.#records[place];
  }

  credentialOf(place: number): Credential | undefined {
    const record = this.#records[place];
    return record?.type === 'credential' ? record : undefined;
  }

  principalOf(place: number): Principal | undefined {
    const record = this.#records[place];
    return record?.type === 'principal' ? record : undefined;
  }

  setRecord(place: number, record: EntityRecord | undefined): void {
    this.#records[place] = record;
  }

  /** Notes what a figure calls a credential, for as long as no list says it. */
  hintKind(place: number, kind: string): void {
    const code = CREDENTIAL_KINDS.findIndex((each) => each === kind);
    this.#kind.set(place, code + 1);
  }

  kindOf(place: number): Credential['kind'] {
    return CREDENTIAL_KINDS[this.#kind.get(place) - 1] ?? 'gateway_key';
  }

  /** Notes what something is called where it is referred to. */
  hintName(place: number, name: string | undefined): void {
    if (name === undefined || name === '' || name === this.#names[place]) return;
    this.#names[place] = name;
    if (this.#records[place] === undefined) this.renamed?.(place);
  }

  /** A thing of some class that no list holds, and that is called by the name of this one: it has its id. */
  namesake(place: number, name: 'principal' | 'project'): number | undefined {
    const other = this.#bySource[this.sourceOf(place)]?.[CODE[name]]?.get(this.idOf(place));
    return other === undefined || other === place || this.#records[other] !== undefined ? undefined : other;
  }

  /** What something is called where it is referred to, if anything. */
  hintedName(place: number): string | undefined {
    return this.#names[place];
  }

  /** Notes in whose name figures say that a credential was used. Returns the only one there was; -1 where there were several. */
  noteBearer(credential: number, principal: number): number {
    const before = this.#bearer.get(credential);
    const bearer = before === NOBODY || before === principal ? principal : SEVERAL;
    this.#bearer.set(credential, bearer);
    return bearer === SEVERAL ? -1 : bearer;
  }

  ownerOf(credential: number): number {
    return this.#owner.get(credential);
  }

  projectOf(credential: number): number {
    return this.#project.get(credential);
  }

  setOwner(credential: number, owner: number): boolean {
    return moved(this.#owner, this.owned, credential, owner);
  }

  setProject(credential: number, project: number): boolean {
    return moved(this.#project, this.contained, credential, project);
  }

  /** Forgets an entity that nothing refers to any more. Its number will be another's. */
  retire(place: number): void {
    this.setOwner(place, -1);
    this.setProject(place, -1);
    this.#idsOf(this.sourceOf(place), this.#class.get(place)).delete(this.#ids[place] ?? '');
    this.#ids[place] = '';
    this.#records[place] = undefined;
    // Until its number is another's it is nothing: no key without an id.
    this.#class.set(place, CODE.none);
    this.#places.giveBack(place);
  }

  /** By id, then by source: an order that does not depend on when something was first seen. */
  compare(a: number, b: number): number {
    const idA = this.#ids[a] ?? '';
    const idB = this.#ids[b] ?? '';
    if (idA !== idB) return idA < idB ? -1 : 1;
    const [nameA, nameB] = [this.sourceName(this.sourceOf(a)), this.sourceName(this.sourceOf(b))];
    if (nameA !== nameB) return nameA < nameB ? -1 : 1;
    return this.#class.get(a) - this.#class.get(b);
  }
}

const moved = (column: Ints, chains: Chains, child: number, parent: number): boolean => {
  const before = column.get(child);
  if (before === parent) return false;
  if (before >= 0) chains.remove(before, child);
  if (parent >= 0) chains.add(parent, child);
  column.set(child, parent);
  return true;
};

/** The uid of an entity: the same in every process, whichever list it came from. */
export const uidOf = (entities: Entities, sourceName: string, place: number): string => {
  const name = entities.classOf(place);
  if (name === 'source') return sourceName;
  if (name === 'none') return `${sourceName}/unattributed`;
  const environment = entities.environmentOf(place);
  const kind = environment === undefined ? name : `${name}:${encodeURIComponent(environment)}`;
  return `${sourceName}/${kind}/${entities.idOf(place)}`;
};

/** The reference of an entity, with the kind that its record gives. */
export const refOf = (entities: Entities, sourceName: string, place: number): Ref | undefined => {
  const name = entities.classOf(place);
  if (name === 'source' || name === 'none') return undefined;
  const record = entities.recordOf(place);
  return { source: sourceName, kind: record?.kind ?? name, id: entities.idOf(place) };
};
