import type { CostRecord, Dims, Ref, UsageRecord } from '../../records/index.js';
import { CountedNames } from './counted-names.js';
import type { Entities, EntityClass } from './entities.js';
import type { FeedState } from './feed-state.js';
import type { Resource } from './resources.js';
import type { Origins, SeriesKey, SeriesTable } from './series.js';

type FigureRecord = UsageRecord | CostRecord;

/** The place of the environment among the other dimensions of a series. */
const ENVIRONMENT = 3;

/** The series that records belong to, by all their dimensions. */
export class SeriesKeys {
  /** Providers choose what is in them, such as lines of a bill: they are forgotten with their last series. */
  readonly rests = new CountedNames();
  readonly #key: SeriesKey = {
    resource: 0,
    origin: -1,
    credential: -1,
    principal: -1,
    project: -1,
    model: -1,
    rest: 0,
  };

  constructor(
    private readonly entities: Entities,
    private readonly sourceId: (name: string) => number | undefined,
    private readonly origins: Origins,
    private readonly series: SeriesTable,
    /** Whose the series of a credential are has changed. */
    private readonly regrouped: (credential: number) => void,
  ) {
    // The number of none is 0.
    this.rests.hold(this.rests.idOf(''));
  }

  /** The number of what a dimension names; -1 for nothing. */
  entity(name: EntityClass, ref: Ref | null | undefined, source: number, environment?: string): number {
    if (ref == null || ref.id === '') return -1;
    const place = this.entities.place(name, this.sourceId(ref.source) ?? source, ref.id, environment);
    this.entities.hintName(place, ref.name);
    return place;
  }

  /**
   * Where all figures of a key name one person, it is theirs for as long as no list holds it. Customers, who are distinguished by
   * environment, own no keys: many of them are served with one.
   */
  hintOwner(credential: number, principal: number): void {
    const { entities } = this;
    if (credential < 0 || principal < 0 || entities.environmentOf(principal) !== undefined) return;
    const owner = entities.noteBearer(credential, principal);
    if (entities.recordOf(credential) === undefined && entities.setOwner(credential, owner))
      this.regrouped(credential);
  }

  #restOf({ operation, serviceTier, batch, environment }: Dims, lineItem: string | undefined): number {
    if (
      operation === undefined &&
      serviceTier == null &&
      batch == null &&
      environment === undefined &&
      lineItem === undefined
    )
      return 0;
    return this.rests.idOf(
      [operation, serviceTier, batch, environment, lineItem].map((part) => String(part ?? '')).join('\u0000'),
    );
  }

  /** Notes which owners and keys the figures of a feed name. */
  noteNames({ dims, temporality }: FigureRecord, feed: FeedState): void {
    if (dims.credential != null) feed.namesKeys = true;
    else if (dims.principal != null && temporality === 'event') feed.namesBearers = true;
  }

  /** Returns the series of a record; it is made where it is new. */
  seriesFor(record: FigureRecord, feed: FeedState, resource: Resource): number {
    const { dims } = record;
    this.noteNames(record, feed);
    const source = feed.source;
    const key = this.#key;
    key.resource = resource.id;
    key.origin = record.type === 'cost' ? this.origins.idOf(record.basis, record.cost.currency) : -1;
    key.credential = this.entity('credential', dims.credential, source);
    key.principal = this.entity('principal', dims.principal, source, dims.environment);
    key.project = this.entity('project', dims.project, source);
    key.model =
      dims.model == null || dims.model === '' ? -1 : this.entities.place('model', source, dims.model);
    key.rest = this.#restOf(dims, record.type === 'cost' ? record.lineItem : undefined);
    const known = this.series.find(key);
    if (known >= 0) return known;
    if (dims.credential != null) {
      this.entities.hintKind(key.credential, dims.credential.kind);
      this.hintOwner(key.credential, key.principal);
    }
    return this.place(key);
  }

  /** The series of a key; it is made where it is new. */
  place(key: SeriesKey): number {
    const known = this.series.find(key);
    if (known >= 0) return known;
    this.rests.hold(key.rest);
    return this.series.add(key);
  }

  /** Forgets a series without points. */
  retire(series: number): void {
    this.rests.release(this.series.rest.get(series));
    this.series.retire(series);
  }

  /** The environment that a series belongs to, where its figures say one. */
  environmentOf(series: number): string | undefined {
    const environment = this.rests.nameOf(this.series.rest.get(series)).split('\u0000')[ENVIRONMENT];
    return environment === undefined || environment === '' ? undefined : environment;
  }
}
