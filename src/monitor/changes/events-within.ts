import { filter, map, type OperatorFunction } from 'rxjs';
import type { IdIn, Scope } from '../queries.js';
import type { ChangeEvent } from '../shapes.js';
import type { Store } from '../store/store.js';
import { nameOfRef, placeOfRef } from '../views/names.js';
import { idAt, inScope, refInScope } from '../views/scope.js';
import { describe } from './describe.js';
import { parsePosition } from './log.js';

type Subject = NonNullable<ChangeEvent['subject']>;

const numberOf = ({ position }: ChangeEvent): number => parsePosition(position)?.n ?? 0;

const keyOf = ({ source, kind, id }: Subject): string => JSON.stringify([source, kind, id]);

/** Whose a credential was: of what an event does not change, whose it is. */
interface Belonging {
  readonly owner?: IdIn | null | undefined;
  readonly scopeContainer?: IdIn | null | undefined;
}

/** Whether an event brings its subject into a scope, from a project or a person outside of it. */
const isArrival = (store: Store, scope: Scope, { fields = [], before, subject }: ChangeEvent): boolean => {
  if (subject === undefined || !(fields.includes('owner') || fields.includes('scopeContainer'))) return false;
  const place = placeOfRef(store, subject);
  if (place === undefined) return false;
  const { entities } = store;
  const was = (before ?? {}) as Belonging;
  const project = fields.includes('scopeContainer')
    ? was.scopeContainer
    : idAt(store, entities.projectOf(place));
  const owner = fields.includes('owner') ? was.owner : idAt(store, entities.ownerOf(place));
  return !inScope(store, scope, project ?? undefined, owner ?? undefined);
};

/** An arrival as it is for the viewer: something new, of which nothing was known. */
const asNew = (store: Store, { position, at, source, subject }: ChangeEvent): ChangeEvent | undefined => {
  const place = subject === undefined ? undefined : placeOfRef(store, subject);
  const record = place === undefined ? undefined : store.entities.credentialOf(place);
  const created = describe(undefined, record, (ref) => nameOfRef(store, ref));
  return created === undefined ? undefined : { position, at, source, subject, ...created };
};

/**
 * Returns an operator that lets the events through that a scope lets see. What has come into the scope is new there: what happened to it
 * before was somebody else's, and where it came from is, too.
 *
 * @param held events that the log holds
 */
export const eventsWithin = (
  store: Store,
  scope: Scope,
  held: readonly ChangeEvent[],
): OperatorFunction<ChangeEvent, ChangeEvent> => {
  const arrivals = new Map<string, number>();
  for (const event of held)
    if (event.subject !== undefined && isArrival(store, scope, event))
      arrivals.set(keyOf(event.subject), numberOf(event));
  const shown = (event: ChangeEvent): ChangeEvent | undefined => {
    const { kind, subject } = event;
    if (kind === 'gap') return event;
    if (subject === undefined || !refInScope(store, scope, placeOfRef(store, subject), subject))
      return undefined;
    if (numberOf(event) < (arrivals.get(keyOf(subject)) ?? 0)) return undefined;
    return isArrival(store, scope, event) ? asNew(store, event) : event;
  };
  return (events) =>
    events.pipe(
      map(shown),
      filter((event) => event !== undefined),
    );
};
