import type { Answer } from '../../support/fake-transport.js';
import { endingWith, suffer, type Attack } from './attack.js';

const MANY = 100_000;

const misfits = (): Answer => ({ json: { data: Array.from({ length: MANY }, () => ({ id: 1 })) } });

const manyFields = (): Answer => {
  const fields = Array.from({ length: 10_000 }, (_, index) => [`field${String(index)}`, index] as const);
  return { json: { data: [{ id: 'a', ...Object.fromEntries(fields) }] } };
};

/** Pages of what nobody can decode. */
export const ITEM_ATTACKS: readonly Attack[] = [
  {
    what: 'a page of 100,000 items that do not decode, where misfits end the walk',
    measured: 'times that a codec is asked: the first one is judged, named and described',
    most: 3,
    measure: () => {
      const suffered = suffer(misfits, { unheard: true });
      return endingWith('DecodeError', suffered, suffered.asked);
    },
  },
  {
    what: 'the same page, where misfits are collected',
    measured: 'errors on the page: 20 that describe one item each, and one that counts the rest',
    most: 21,
    measure: () => {
      const [page] = suffer(misfits, { list: { onInvalid: 'collect' } }).pages;
      return page?.leftOut === MANY ? page.invalid.length : NaN;
    },
  },
  {
    what: 'the same page, where misfits are skipped',
    measured: 'events of type `invalid`',
    most: 21,
    measure: () => {
      const { pages, events } = suffer(misfits, { list: { onInvalid: 'skip' } });
      return pages[0]?.leftOut === MANY ? events.filter(({ type }) => type === 'invalid').length : NaN;
    },
  },
  {
    what: 'an item with 10,000 fields that nobody knows',
    measured: 'events of type `drift`',
    most: 1000,
    measure: () => suffer(manyFields).events.filter(({ type }) => type === 'drift').length || NaN,
  },
];
