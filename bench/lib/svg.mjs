// A bar chart as an SVG text: no script, no font of its own, readable on light and on dark paper.

/** @typedef {{ label: string, value: number, text: string, own?: boolean }} Bar */
/** @typedef {{ title: string, bars: readonly Bar[], mark?: { value: number, text: string } }} Group */
/** @typedef {{ title: string, description: string, groups: readonly Group[], foot?: string }} Chart */

const WIDTH = 880;
const LEFT = 270;
const RIGHT = 110;
const BAR = 16;
const STEP = 24;

const STYLE = `
    text { font: 13px system-ui, sans-serif; fill: #1f2328; }
    .head { font-weight: 600; }
    .small { font-size: 11px; fill: #59636e; }
    .paper { fill: #ffffff; stroke: #d1d9e0; }
    .bar { fill: #b6bfc9; }
    .own { fill: #2f6fd6; }
    .mark { stroke: #b8437f; stroke-width: 1.5; stroke-dasharray: 4 3; }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3; }
      .paper { fill: #0d1117; stroke: #3d444d; }
      .small { fill: #9198a1; }
      .bar { fill: #57606a; }
      .own { fill: #6aa5ff; }
      .mark { stroke: #ef86bb; }
    }
  `;

/** @param {string} text */
const escapeXml = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const round = (value) => String(Math.round(value * 10) / 10);

/** Height of the head of a group, of its bars, and of the gap below. */
const heightOf = ({ bars, mark }) => 34 + bars.length * STEP + (mark === undefined ? 14 : 26);

const groupSvg = (group, top) => {
  const { title, bars, mark } = group;
  const most = Math.max(...bars.map(({ value }) => value), mark?.value ?? 0);
  const scale = (value) => ((WIDTH - LEFT - RIGHT) * value) / most;
  const lines = bars.map(({ label, value, text, own = false }, at) => {
    const y = top + 34 + at * STEP;
    return [
      `  <text x="${String(LEFT - 10)}" y="${String(y + 12)}" text-anchor="end"${own ? ' class="head"' : ''}>${escapeXml(label)}</text>`,
      `  <rect class="${own ? 'own' : 'bar'}" x="${String(LEFT)}" y="${String(y)}" width="${round(Math.max(1, scale(value)))}" height="${String(BAR)}" rx="2" />`,
      `  <text x="${round(LEFT + scale(value) + 8)}" y="${String(y + 12)}">${escapeXml(text)}</text>`,
    ].join('\n');
  });
  const markX = mark === undefined ? 0 : LEFT + scale(mark.value);
  const marked =
    mark === undefined
      ? []
      : [
          `  <path class="mark" d="M${round(markX)} ${String(top + 28)} V${String(top + 34 + bars.length * STEP)}" />`,
          `  <text class="small" x="${round(markX)}" y="${String(top + 46 + bars.length * STEP)}" text-anchor="middle">${escapeXml(mark.text)}</text>`,
        ];
  return [
    `  <text class="head" x="20" y="${String(top + 16)}">${escapeXml(title)}</text>`,
    ...lines,
    ...marked,
  ].join('\n');
};

/**
 * @param {Chart} chart
 * @returns {string}
 */
export const barChart = ({ title, description, groups, foot }) => {
  const tops = groups.map(
    (_, at) => 20 + groups.slice(0, at).reduce((sum, group) => sum + heightOf(group), 0),
  );
  const end = 20 + groups.reduce((sum, group) => sum + heightOf(group), 0);
  const height = end + (foot === undefined ? 4 : 22);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(height)}" role="img" aria-labelledby="title desc">`,
    `  <title id="title">${escapeXml(title)}</title>`,
    `  <desc id="desc">${escapeXml(description)}</desc>`,
    `  <style>${STYLE}</style>`,
    `  <rect class="paper" x="1" y="1" width="${String(WIDTH - 2)}" height="${String(height - 2)}" rx="10" />`,
    ...groups.map((group, at) => groupSvg(group, tops[at])),
    ...(foot === undefined
      ? []
      : [`  <text class="small" x="20" y="${String(end + 6)}">${escapeXml(foot)}</text>`]),
    '</svg>',
    '',
  ].join('\n');
};
