import type * as t from 'io-ts';
import { unknownFields, type FieldScan } from '../codec/index.js';
import type { DecodeError } from '../http/errors.js';
import type { AnyEndpoint } from '../endpoint/endpoint.js';
import type { ClientEvent, DriftEvent } from '../endpoint/events.js';

/** What the watch looks at: a reply before and after decoding. */
export interface DriftPage {
  readonly pageIndex: number;
  readonly items: readonly unknown[];
  /** The reply without the items. */
  readonly envelope: unknown;
  readonly invalid: readonly DecodeError[];
}

/** Notices where replies depart from the codecs of an endpoint; each place is reported once. */
export type DriftWatch = (
  endpoint: Pick<AnyEndpoint, 'id' | 'provider'> & { readonly item: t.Mixed; readonly envelope: t.Mixed },
  page: DriftPage,
) => void;

/** What was seen at one place of one page. */
interface Sighting extends Pick<DriftEvent, 'part' | 'path' | 'kind' | 'sampleType' | 'expected'> {
  count: number;
}

type Sightings = Map<string, Sighting>;

/** Places that are reported of one endpoint: a field that is really a map with keys of its own would never end. */
const MAX_PLACES = 1000;

const MAX_PATH = 200;

const typeOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;

const see = (sightings: Sightings, sighting: Omit<Sighting, 'count'>): void => {
  const key = `${sighting.part} ${sighting.kind} ${sighting.path}`;
  const known = sightings.get(key);
  if (known === undefined) sightings.set(key, { ...sighting, count: 1 });
  else known.count += 1;
};

const seeAdded = (
  sightings: Sightings,
  part: DriftEvent['part'],
  scan: FieldScan | undefined,
  value: unknown,
): void => {
  scan?.(value, (path, sample) => {
    const shown = path.slice(0, MAX_PATH);
    see(sightings, { part, path: shown, kind: 'added', sampleType: typeOf(sample), expected: undefined });
  });
};

/** Indexes name one item of one page: the place is the same for all. */
const placeOf = (path: string): string => path.replaceAll(/\[\d+\]/g, '[]');

const seeMisfits = (sightings: Sightings, invalid: readonly DecodeError[]): void => {
  for (const { part, issues } of invalid) {
    for (const { path, expected, actual } of issues) {
      const kind = actual === 'undefined' ? 'missing' : 'retyped';
      see(sightings, {
        part: part === 'item' ? 'item' : 'envelope',
        path: placeOf(path),
        kind,
        sampleType: actual,
        expected,
      });
    }
  }
};

interface Scans {
  readonly item: FieldScan | undefined;
  readonly envelope: FieldScan | undefined;
  readonly reported: Set<string>;
}

/** The part of a client that notices drift: {@link driftWatch}. */
export type DriftPart = (emit: (event: ClientEvent) => void, observed: () => boolean) => DriftWatch;

/**
 * The part of a client that notices drift. It returns the watch of one client, which looks for unknown fields in each item and
 * envelope, and reads missing and retyped ones from the report of what did not decode. Each place is reported once, as an event of
 * type `drift`.
 *
 * @param emit takes the events.
 * @param observed says whether anyone listens: when nobody does, nothing is looked for.
 *
 * @example
 * const key = codec.shape('Key', { id: t.string });
 * const keys = defineEndpoint({ id: 'acme.keys', path: '/keys', paging: lastId(), item: key, key: ['id'] });
 * const reply = () => Promise.resolve(Response.json({ data: [{ id: 'k1', tier: 2 }], has_more: false }));
 * const client = createPlainClient(provider, { fetch: reply }, { driftWatch });
 * client.events$.subscribe((event) => {
 *   if (event.type === 'drift') console.log(event.kind, event.path);
 * });
 * client.list(keys).subscribe();
 * // added tier
 */
export const driftWatch: DriftPart = (emit, observed) => {
  const scansById = new Map<string, Scans>();
  return (endpoint, { pageIndex, items, envelope, invalid }) => {
    if (!observed()) return;
    const { id, provider } = endpoint;
    const scans = scansById.get(id) ?? {
      item: unknownFields(endpoint.item),
      envelope: unknownFields(endpoint.envelope),
      reported: new Set<string>(),
    };
    scansById.set(id, scans);
    const sightings: Sightings = new Map();
    for (const item of items) seeAdded(sightings, 'item', scans.item, item);
    seeAdded(sightings, 'envelope', scans.envelope, envelope);
    seeMisfits(sightings, invalid);
    for (const [key, sighting] of sightings) {
      if (scans.reported.has(key) || scans.reported.size >= MAX_PLACES) continue;
      scans.reported.add(key);
      emit({ type: 'drift', provider, endpoint: id, pageIndex, ...sighting });
    }
  };
};
