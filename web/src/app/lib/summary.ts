// What a screen reader hears, now and then.
import { roundingOf, type Overview } from 'headwater/monitor';
import { counted, leading, moneyText } from './format.js';

/** One sentence on the whole picture. */
export const summaryOf = ({ spendToday, findings, sources }: Overview): string => {
  const { lead } = leading(spendToday.value);
  const least =
    spendToday.quality === 'floor' ? 'at least ' : spendToday.quality === 'estimated' ? 'about ' : '';
  const spend =
    lead === undefined
      ? 'Spend today is not known yet'
      : `Spend today ${least}${moneyText(lead, false, roundingOf(spendToday))}`;
  const open = Object.values(findings).reduce((sum, count) => sum + count, 0);
  return `${spend}; ${counted(open, 'finding')}; ${String(sources.ok)} of ${String(sources.total)} sources are well.`;
};
