// The one server that all clients talk to. A base URL says what is behind it, so that no client needs a parameter of its own:
// `/<name>/<items a page>x<pages>x<projects>/<latency in ms>/v1`.
import { createServer } from 'node:http';
import { serveParent } from './lib/child.mjs';
import { idOf, pageAfter, pagesOf, projectsBody, usageBody } from './lib/pages.mjs';

const lists = new Map();

const listOf = (envelope, size, pages) => {
  const key = `${envelope} ${String(size)} ${String(pages)}`;
  const known = lists.get(key);
  if (known !== undefined) return known;
  const made = pagesOf(envelope, size, pages);
  lists.set(key, made);
  return made;
};

/** What was asked of each base URL's name since the last question. */
const seen = new Map();

const noteOf = (name) => {
  const known = seen.get(name);
  if (known !== undefined) return known;
  const note = { requests: 0, inFlight: 0, mostInFlight: 0, arrivals: [] };
  seen.set(name, note);
  return note;
};

const headersOf = (body, nextUrl) => ({
  'content-type': 'application/json',
  'content-length': body.length,
  'x-request-id': 'req_bench',
  ...(nextUrl === undefined ? {} : { link: `<${nextUrl}>; rel="next"` }),
});

const answerOf = (url, { size, pages, projects }) => {
  const query = url.searchParams;
  if (url.pathname.endsWith('/api_keys')) {
    const at = pageAfter(query.get('after'), size);
    const body = listOf('lastId', size, pages)(at);
    if (at >= pages - 1) return { body };
    // Octokit follows this header; the others read the body and pay for the same bytes.
    const next = new URL(url);
    next.searchParams.set('after', idOf((at + 1) * size - 1));
    return { body, nextUrl: next.href };
  }
  if (url.pathname.endsWith('/numbered'))
    return { body: listOf('numbered', size, pages)(Number(query.get('page[number]') ?? 1) - 1) };
  if (url.pathname.endsWith('/counted'))
    return { body: listOf('counted', size, pages)(Number(query.get('page') ?? 1) - 1) };
  if (url.pathname.endsWith('/projects')) return { body: projectsBody(projects) };
  if (url.pathname.endsWith('/usage/completions')) return { body: usageBody(query) };
  return undefined;
};

const server = createServer((request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const [, name, shape = '', latency = '0'] = url.pathname.split('/');
  const [size, pages, projects = 1] = shape.split('x').map(Number);
  const note = noteOf(name);
  note.requests += 1;
  note.inFlight += 1;
  note.mostInFlight = Math.max(note.mostInFlight, note.inFlight);
  note.arrivals.push(performance.now());
  response.on('close', () => {
    note.inFlight -= 1;
  });
  const answer = answerOf(url, { size, pages, projects });
  const send = () => {
    if (answer === undefined) response.writeHead(404).end();
    else response.writeHead(200, headersOf(answer.body, answer.nextUrl)).end(answer.body);
  };
  if (latency === '0') send();
  else setTimeout(send, Number(latency));
});
// A client that waits for its turn keeps its connection.
server.keepAliveTimeout = 600_000;
server.headersTimeout = 601_000;

serveParent(({ name }) => {
  const { requests, mostInFlight, arrivals } = noteOf(name);
  seen.delete(name);
  return { requests, mostInFlight, arrivals };
});

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
