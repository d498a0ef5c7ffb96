/** Rules whose violations follow from another one: an import upwards closes a circle through each room between. */
const CIRCLES = /^ {2}error no-circle: /;

/**
 * What dependency-cruiser reports, without the circles where an import goes a forbidden way: one such import closes dozens of
 * them, and what is to be mended would stand above a thousand lines.
 *
 * @param {string} report in its form `err-long`: paragraphs, each a violation
 */
export const withoutCircles = (report) => {
  const paragraphs = report.split('\n\n');
  const isViolation = (paragraph) => /^\n* {2}error /.test(paragraph);
  const isCircle = (paragraph) => CIRCLES.test(paragraph.replace(/^\n+/, ''));
  const circles = paragraphs.filter(isCircle);
  const others = paragraphs.filter((paragraph) => isViolation(paragraph) && !isCircle(paragraph));
  if (circles.length === 0 || others.length === 0) return report;
  const kept = paragraphs.filter((paragraph) => !isCircle(paragraph));
  return `${kept.join('\n\n').trimEnd()}\n\nMend what is above first: ${circles.length} circles are left out that it may have closed.\n`;
};
