import type { Entities } from './entities.js';
import type { Figures } from './figures.js';

/** Returns which entities figures name, by place. */
export const namedByFigures = (entities: Entities, { series, resources }: Figures): Uint8Array => {
  const named = new Uint8Array(entities.end);
  for (let at = 0; at < series.end; at += 1) {
    if (!series.isLive(at) || resources.get(series.resource.get(at))?.isGone === true) continue;
    for (const column of [series.credential, series.principal, series.project, series.model]) {
      const place = column.get(at);
      if (place >= 0) named[place] = 1;
    }
  }
  return named;
};

/** Returns entities that only figures or other records name. */
export const withoutRecord = (entities: Entities, sources: number): readonly number[] => {
  const places: number[] = [];
  for (let source = 0; source < sources; source += 1)
    for (const name of ['credential', 'principal', 'project', 'model'] as const)
      for (const place of entities.of(name, source))
        if (entities.recordOf(place) === undefined) places.push(place);
  return places;
};
