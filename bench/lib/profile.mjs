// Where a profile of V8 says that time was spent.

/**
 * @param {string} url
 * @returns {string} the package or folder that a script belongs to
 */
const roomOf = (url) => {
  if (url === '') return '(native)';
  if (url.startsWith('node:')) return 'node';
  const [, inPackage] = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url) ?? [];
  if (inPackage !== undefined) return inPackage;
  const [, inDist] = /\/dist\/((?:src\/)?[^/]+)/.exec(url) ?? [];
  return inDist === undefined ? url.split('/').slice(-2).join('/') : `headwater ${inDist}`;
};

/** The file without the way to it: from its package on, or from the build on. */
const shortOf = (url) => url.replace(/^.*\/node_modules\//, '').replace(/^(?:file:|\/).*\/dist\//, '');

/**
 * @param {{ nodes: readonly { id: number, callFrame: { functionName: string, url: string, lineNumber: number } }[],
 *   samples: readonly number[], timeDeltas: readonly number[] }} profile
 * @returns {{ totalUs: number, functions: { name: string, place: string, us: number }[], rooms: { name: string, us: number }[] }}
 * by self time, most first, without what was idle
 */
export const selfTimes = ({ nodes, samples, timeDeltas }) => {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const functions = new Map();
  const rooms = new Map();
  let totalUs = 0;
  for (const [index, id] of samples.entries()) {
    const frame = frames.get(id);
    if (frame === undefined || frame.functionName === '(idle)') continue;
    const us = timeDeltas[index] ?? 0;
    const name = frame.functionName === '' ? '(anonymous)' : frame.functionName;
    const place = frame.url === '' ? '' : `${shortOf(frame.url)}:${String(frame.lineNumber + 1)}`;
    const key = `${name} ${place}`;
    const known = functions.get(key) ?? { name, place, us: 0 };
    known.us += us;
    functions.set(key, known);
    const room =
      name.startsWith('(') && frame.url === '' && name !== '(anonymous)' ? name : roomOf(frame.url);
    rooms.set(room, (rooms.get(room) ?? 0) + us);
    totalUs += us;
  }
  const byTime = (a, b) => b.us - a.us;
  return {
    totalUs,
    functions: [...functions.values()].sort(byTime),
    rooms: [...rooms].map(([name, us]) => ({ name, us })).sort(byTime),
  };
};
