import { Component, computed, inject } from '@angular/core';
import { roundingOf, type Amount, type Figure } from 'headwater/monitor';
import {
  amountMark,
  amountText,
  BASIS,
  change,
  compact,
  largest,
  leading,
  madeOf,
  markOf,
  moneyExact,
  moneyText,
  paceOf,
  paceOfFigures,
  sameOrigin,
  whole,
  type EstimateOf,
} from '../../lib/format';
import { darkOf } from '../../lib/panels';
import { againstBudget, paceOfBudget } from '../../lib/pace';
import { CoverageBadge } from '../../parts/coverage';
import { DriftChip } from '../../parts/drift-chip';
import { Clock } from '../../state/clock';
import { LimitsState } from '../../state/limits';
import { OverviewState } from '../../state/overview';
import { Page } from '../../state/page';
import { Sources } from '../../state/sources';

/** Money of one figure, ready to show. */
interface Shown {
  readonly text: string;
  readonly exact: string;
  /** How it is made where it is estimated, or why it is a floor. */
  readonly why: string;
  readonly basis: string;
  readonly rest: readonly { readonly text: string; readonly why: string }[];
}

/** Why a figure is what it is, behind the exact amount. */
const whyOf = ({ quality, coverage }: Figure<unknown>, lead: Amount, of: EstimateOf): string => {
  if (lead.basis === 'estimated') return `, estimated${madeOf(lead, of)}`;
  // Sources that are missing are named in the badge.
  return quality === 'floor' && coverage.missing.length === 0
    ? ', at least: a list does not reach back to where this begins, or is not whole'
    : '';
};

const shownOf = (
  figure: Figure<readonly Amount[]>,
  of: EstimateOf,
  { lead, rest }: ReturnType<typeof leading>,
): Shown | undefined => {
  if (lead === undefined) return undefined;
  const rounding = roundingOf(figure);
  return {
    text: `${amountMark(lead, figure)}${moneyText(lead, true, rounding)}`,
    exact: moneyExact(lead),
    why: whyOf(figure, lead, of),
    basis: BASIS[lead.basis],
    rest: rest.map((amount) => ({
      text: `${amountText(amount, false, rounding)} ${BASIS[amount.basis]}`,
      why: amount.basis === 'estimated' ? `estimated${madeOf(amount, of)}` : '',
    })),
  };
};

/** A rate in the currency and of the origin of another one. */
const alike = (figure: Figure<readonly Amount[]>, lead: Amount | undefined): Shown | undefined =>
  lead === undefined
    ? undefined
    : shownOf(figure, 'part', { lead: sameOrigin(figure.value, lead), rest: [] });

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;

/** P2: the figures that one looks at first. */
@Component({
  selector: 'hw-kpis',
  imports: [CoverageBadge, DriftChip],
  templateUrl: './kpis.html',
})
export class Kpis {
  protected readonly state = inject(OverviewState);
  protected readonly page = inject(Page);
  private readonly clock = inject(Clock);
  protected readonly sources = inject(Sources);
  private readonly limits = inject(LimitsState).view.value;
  protected readonly overview = this.state.view.value;
  protected readonly severities = SEVERITIES;
  protected readonly whole = whole;

  /** Why a figure is not there, where no credential may read what it rests on. */
  protected readonly dark = computed(() => {
    const rows = this.sources.view.value() ?? [];
    return {
      cost: darkOf(rows, ['cost'])?.text,
      usage: darkOf(rows, ['usage'])?.text,
      credential: darkOf(rows, ['credential'])?.text,
    };
  });

  protected readonly money = computed(() => {
    const overview = this.overview();
    if (overview === undefined) return undefined;
    const { m15, h1, h24 } = overview.burnPerHour;
    const currency = this.page.currency();
    const hour = largest(h1.value, currency);
    return {
      today: shownOf(overview.spendToday, 'today', leading(overview.spendToday.value, currency)),
      month: shownOf(overview.monthToDate, 'days', leading(overview.monthToDate.value, currency)),
      hour: shownOf(h1, 'part', hour),
      quarter: alike(m15, hour.lead),
      dayLong: paceOf(h1.value, h24.value, currency) === undefined ? undefined : alike(h24, hour.lead),
    };
  });

  /** The last hour against the last day, where they can be compared. */
  protected readonly pace = computed(() => {
    const burn = this.overview()?.burnPerHour;
    const ratio = paceOfFigures(burn?.h1, burn?.h24, this.page.currency());
    if (ratio === undefined) return undefined;
    return {
      text: change(ratio),
      arrow: ratio > 0.02 ? '▲' : ratio < -0.02 ? '▼' : '▬',
      up: ratio > 0.02,
    };
  });

  /** The last hour against what an hour may cost so that the budget lasts. */
  protected readonly budget = computed(() => {
    const hour = this.overview()?.burnPerHour.h1;
    const { lead } = largest(hour?.value, this.page.currency());
    const pace = paceOfBudget(this.limits() ?? [], lead?.currency, this.clock.now());
    const ratio = againstBudget(lead, pace);
    if (pace === undefined || ratio === undefined) return undefined;
    const allowed = moneyText({ ...pace.limit, amount: String(pace.perHour) });
    return {
      text: `${hour?.quality === 'floor' ? '≥' : ''}${change(ratio)}`,
      over: ratio > 0,
      title: `${pace.name}: ${allowed} an hour would use it up`,
    };
  });

  protected readonly monthEnd = computed(() => {
    const figure = this.overview()?.monthEnd;
    if (figure?.value === undefined) return undefined;
    const { low, mid, high } = figure.value;
    const rounding = roundingOf(figure);
    return {
      mid: `${markOf(figure)}${moneyText(mid, true, rounding)}`,
      exact: `${moneyExact(mid)}, a projection: today and each day to come as the median of complete days of the same weekday`,
      band: `${moneyText(low, true, rounding)} – ${moneyText(high, true, rounding)}`,
    };
  });

  protected count(figure: Figure<number>): string {
    return (figure.value === undefined ? '' : markOf(figure)) + compact(figure.value, roundingOf(figure));
  }

  protected readonly open = computed(() => {
    const findings = this.overview()?.findings;
    return findings === undefined
      ? []
      : SEVERITIES.map((severity) => ({ severity, count: findings[severity] })).filter(
          ({ count }) => count > 0,
        );
  });
}
