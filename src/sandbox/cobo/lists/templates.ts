import { tableOf, type Table } from '../../table.js';
import { sizeOf } from '../../world.js';
import { diceFor, type Era } from '../era.js';
import { isoOf } from '../iso.js';
import { asked, listing, type CoboList } from '../listing.js';

/** The templates of pacts, newest first. */
export function templateTable(era: Era): Table {
  const make = (number: number, at: number) => {
    const id = diceFor(era, 'template', number).uuid();
    const recipe_slug = `recipe-${String(number)}`;
    const template = { intent: 'Pay invoices', policies: [] };
    return { id, at, wire: { id, recipe_slug, template, created_at: isoOf(at), updated_at: isoOf(at) } };
  };
  return tableOf({
    nowMs: () => era.nowMs(),
    build: () => {
      const count = sizeOf(60, era.scale, 30);
      return Array.from({ length: count }, (_, place) =>
        make(count - place, era.start - (place + 1) * 20_000_003),
      );
    },
    make: ({ number, at }) => make(10_000 + number, at),
  });
}

/** The one list that knows row numbers only. */
export function templateLists(templates: Table): readonly CoboList[] {
  return [
    {
      list: 'pactTemplates',
      shelf: templates,
      path: '/api/v1/recipes/pact-templates',
      credential: 'service',
      items: 'result',
      answer: listing({
        rows: () => templates.rows(),
        keeps: (row, asking) => asked(row, asking, 'recipe_slug'),
        pages: { limits: [20, 100], mode: 'offset' },
      }),
    },
  ];
}
