// Bodies of the lists that the server answers: made once, so that a request costs the server a map lookup and a write.

const SALT = 'Kq7Rw2Tz9v';
const DIGITS = 14;

/** Ids as long as real ones are. */
export const idOf = (number) => `key_${SALT}${String(number).padStart(DIGITS, '0')}`;

/** The last item of a list, for a check that every client saw all of it. */
export const lastIdOf = (size, pages) => idOf(size * pages - 1);

const CREATED = 1_711_471_533;

/** One key, as the vendor's example has it; every third was never used, every fifth belongs to a service account. */
const keyOf = (number) => {
  const role = number % 7 === 0 ? 'owner' : 'member';
  const created_at = CREATED + number * 61;
  const name = `Jordan Example ${String(number % 100)}`;
  return {
    object: 'organization.project.api_key',
    redacted_value: `sk-proj-${String(number % 10_000).padStart(4, '0')}************************************wXyZ`,
    name: `Deployment key ${String(number % 1000)} (eu-west)`,
    created_at,
    last_used_at: number % 3 === 0 ? null : created_at + 86_400,
    id: idOf(0),
    owner_project_access: 'active',
    owner:
      number % 5 === 0
        ? { type: 'service_account', service_account: { id: 'svc_acct_9hKqW3', name, role, created_at } }
        : {
            type: 'user',
            user: { id: 'user-7GhTq81LmNpXz', name, email: 'jordan@example.com', role, created_at },
          },
  };
};

/** Ways to wrap a page; `at` and `pages` say where it stands. */
const ENVELOPES = {
  lastId: (data, { more }) => ({
    object: 'list',
    data,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
    has_more: more,
  }),
  numbered: (data, { at, pages, more }) => ({
    data,
    links: {
      next: more ? `/numbered?page[number]=${String(at + 2)}` : null,
      meta: { count: data.length * pages, pages },
    },
  }),
  // The count lies: it says half, and a client that believes it loses the other half.
  counted: (results, { size, pages }) => ({ count: Math.ceil((size * pages) / 2), results }),
};

/** Positions of every item number in the text of a page. */
const placesIn = (text) => {
  const places = [];
  for (let at = text.indexOf(SALT); at !== -1; at = text.indexOf(SALT, at + 1)) places.push(at + SALT.length);
  return places;
};

const writeNumber = (body, place, number) => {
  let rest = number;
  for (let at = place + DIGITS - 1; at >= place; at -= 1) {
    body[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
};

/** Texts with all item numbers 0, from which the page at any place is made by writing digits. */
const templateOf = (envelope, size, place) => {
  const items = Array.from({ length: place.empty ? 0 : size }, (_, number) => keyOf(number));
  const text = JSON.stringify(ENVELOPES[envelope](items, { size, ...place }));
  return { text: Buffer.from(text), places: placesIn(text) };
};

/** first_id and last_id stand behind the items, in this order. */
const numberAt = (index, size, first) =>
  index < size ? first + index : index === size ? first : first + size - 1;

const KEPT_BYTES = 256 * 1024 * 1024;

/** Returns `(at) => Buffer`, the body of page `at`; bodies of short lists are made once and kept. */
export const pagesOf = (envelope, size, pages) => {
  const middle = templateOf(envelope, size, { at: 0, pages, more: true });
  const kept = middle.text.length * pages <= KEPT_BYTES ? new Map() : undefined;
  const make = (at) => {
    if (at >= pages) return templateOf(envelope, size, { at, pages, more: false, empty: true }).text;
    const more = at < pages - 1;
    const plain = envelope === 'numbered' || !more;
    const { text, places } = plain ? templateOf(envelope, size, { at, pages, more }) : middle;
    const body = Buffer.from(text);
    for (const [index, place] of places.entries()) writeNumber(body, place, numberAt(index, size, at * size));
    return body;
  };
  return (at) => {
    const known = kept?.get(at);
    if (known !== undefined) return known;
    const body = make(at);
    kept?.set(at, body);
    return body;
  };
};

/** The page that comes after an id. */
export const pageAfter = (after, size) =>
  after === null ? 0 : Math.floor((Number(after.slice(-DIGITS)) + 1) / size);

export const projectsBody = (count) =>
  Buffer.from(
    JSON.stringify(
      ENVELOPES.lastId(
        Array.from({ length: count }, (_, number) => ({
          id: `proj_${String(number)}`,
          object: 'organization.project',
          name: `Project ${String(number)}`,
          created_at: CREATED,
          archived_at: null,
          status: 'active',
        })),
        { more: false },
      ),
    ),
  );

const WIDTHS = { '1m': 60, '1h': 3600, '1d': 86_400 };

/** Buckets of a range of usage, `limit` a page; the token of the next page is the time at which it starts. */
export const usageBody = (query) => {
  const width = WIDTHS[query.get('bucket_width') ?? '1d'];
  const limit = Number(query.get('limit') ?? 7);
  const end = Number(query.get('end_time'));
  const start = Number(query.get('page')?.slice('page_'.length) ?? query.get('start_time'));
  const data = [];
  for (let time = start; time < end && data.length < limit; time += width) {
    data.push({
      object: 'bucket',
      start_time: time,
      end_time: time + width,
      results: [
        {
          object: 'organization.usage.completions.result',
          input_tokens: 1000 + (time % 977),
          output_tokens: 500 + (time % 499),
          input_cached_tokens: 800,
          input_audio_tokens: 0,
          output_audio_tokens: 0,
          num_model_requests: 5,
          project_id: null,
          user_id: null,
          api_key_id: null,
          model: null,
          batch: null,
          service_tier: null,
        },
      ],
    });
  }
  const next = start + data.length * width;
  const more = next < end;
  return Buffer.from(
    JSON.stringify({ object: 'page', data, has_more: more, next_page: more ? `page_${String(next)}` : null }),
  );
};
