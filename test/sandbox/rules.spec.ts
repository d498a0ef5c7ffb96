import { expect } from 'chai';
import { PROVIDERS } from '../../src/providers/names.js';
import fc from 'fast-check';
import { checkedRule, ruleFault } from '../../src/sandbox/rules.js';
import type { Fault, FaultKind, RequestRecord, Sandbox } from '../../src/sandbox/index.js';
import { cli } from '../cli/support.js';
import { ask, boxFor, openai } from './support.js';

/** A good example of every kind; a kind without one does not compile. */
const GOOD: Readonly<Record<FaultKind, Fault>> = {
  latency: { kind: 'latency', ms: 1 },
  'rate-limit': { kind: 'rate-limit', form: 'retry-after-date', seconds: -30 },
  status: { kind: 'status', status: 530, body: { error: 'edge' }, headers: { 'retry-after': '1' } },
  reset: { kind: 'reset', afterBytes: 3 },
  'truncated-json': { kind: 'truncated-json' },
  'invalid-json': { kind: 'invalid-json' },
  html: { kind: 'html' },
  'empty-body': { kind: 'empty-body' },
  stall: { kind: 'stall', afterBytes: 3 },
  redirect: { kind: 'redirect', to: 'https://evil.example/' },
  'repeat-cursor': { kind: 'repeat-cursor' },
  'repeat-page': { kind: 'repeat-page' },
  'has-more-without-cursor': { kind: 'has-more-without-cursor' },
  'foreign-next': { kind: 'foreign-next', origin: 'no address at all' },
  'empty-page-with-cursor': { kind: 'empty-page-with-cursor' },
  drift: {
    kind: 'drift',
    rename: { 'id.x': 'a', name: '__proto__' },
    drop: ['email', 'a.b.c'],
    add: { '__proto__.polluted': true, 'constructor.prototype.polluted': true, more: { deep: [1] } },
    retype: { id: 'number', created_at: 'object' },
  },
  insert: { kind: 'insert' },
  remove: { kind: 'remove' },
  'success-false': { kind: 'success-false' },
  'lying-count': { kind: 'lying-count', count: -1e300 },
  'no-next': { kind: 'no-next', form: 'string-null' },
};

const fault = (kind: string, members: object = {}): object => ({ fault: { kind, ...members } });
const whole = 'a whole number, 0 or more, got';
const ms = 'a number from 0 to 2147483647, got';
const status = 'a whole number from 200 to 999, got';

/** Rules as JSON can carry them, and what is said of them. */
const BAD: readonly (readonly [rule: unknown, message: string])[] = [
  [{}, 'fault must be an object with a kind, got undefined'],
  [{ fault: null }, 'fault must be an object with a kind, got null'],
  [{ fault: [] }, 'fault must be an object with a kind, got an array'],
  [{ fault: 'status' }, 'fault must be an object with a kind, got "status"'],
  [{ fault: { status: 500 } }, 'fault.kind must be one of latency, '],
  [fault('explode'), 'success-false, lying-count, no-next, got "explode"'],
  [fault('constructor'), 'got "constructor"'],
  [fault('k'.repeat(5000)), `got "${'k'.repeat(60)}…"`],
  [{ fault: { kind: 7 } }, 'got 7'],
  [{ ...fault('html'), provider: 'acme' }, `provider must be one of ${PROVIDERS.join(', ')}, got "acme"`],
  [{ ...fault('html'), path: 7 }, 'path must be a text or a regular expression, got 7'],
  [{ ...fault('html'), path: {} }, 'path must be a text or a regular expression, got a value of type object'],
  [{ ...fault('html'), method: ['GET'] }, 'method must be a text, got an array'],
  [{ ...fault('html'), skip: -1 }, `skip must be ${whole} -1`],
  [{ ...fault('html'), skip: 1e300 }, `skip must be ${whole} 1e+300`],
  [{ ...fault('html'), times: 1.5 }, 'times must be a whole number, 0 or more, or Infinity, got 1.5'],
  [{ ...fault('html'), times: '3' }, 'got "3"'],
  [{ ...fault('html'), tmies: 3 }, '"tmies" is not known here. Known: provider, path, method, skip, times.'],
  [fault('latency'), `fault.ms must be ${ms} undefined`],
  [fault('latency', { ms: -1 }), `fault.ms must be ${ms} -1`],
  [fault('latency', { ms: 2_147_483_648 }), `fault.ms must be ${ms} 2147483648`],
  [fault('latency', { ms: null }), `fault.ms must be ${ms} null`],
  [fault('rate-limit', { form: 'none' }), 'fault.seconds must be a number from -10000000000 to 10000000000'],
  [fault('rate-limit', { form: 'none', seconds: 1e300 }), 'got 1e+300'],
  [fault('rate-limit', { form: 'morse', seconds: 1 }), 'fault.form must be one of retry-after-seconds, '],
  [fault('status', { status: 99 }), `fault.status must be ${status} 99`],
  [fault('status', { status: 101 }), `fault.status must be ${status} 101`],
  [fault('status', { status: 1000 }), `fault.status must be ${status} 1000`],
  [fault('status', { status: 500.5 }), `fault.status must be ${status} 500.5`],
  [fault('status', { status: '500' }), `fault.status must be ${status} "500"`],
  [
    fault('status', { status: 500, headers: { a: 'x\r\ny: z' } }),
    'fault.headers must be an object of header names',
  ],
  [fault('status', { status: 500, headers: { 'a b': 'x' } }), 'fault.headers must be'],
  [fault('status', { status: 500, headers: { a: 7 } }), 'fault.headers must be'],
  [fault('status', { status: 500, headers: ['a'] }), 'fault.headers must be'],
  [
    fault('status', { status: 500, bodi: {} }),
    'fault."bodi" is not known here. Known: status, body, headers.',
  ],
  [fault('reset', { afterBytes: -1 }), `fault.afterBytes must be ${whole} -1`],
  [fault('stall'), `fault.afterBytes must be ${whole} undefined`],
  [fault('stall', { afterBytes: '1' }), `fault.afterBytes must be ${whole} "1"`],
  [fault('redirect'), 'fault.to must be a text that can be sent in a header, got undefined'],
  [fault('redirect', { to: 'a\nb' }), 'fault.to must be a text that can be sent in a header'],
  [fault('redirect', { to: 'https://例え' }), 'fault.to must be a text that can be sent in a header'],
  [fault('foreign-next', { origin: 7 }), 'fault.origin must be a text, got 7'],
  [fault('drift', { rename: { a: 1 } }), 'fault.rename must be an object from path to new name'],
  [fault('drift', { drop: 'id' }), 'fault.drop must be an array of paths, got "id"'],
  [fault('drift', { drop: [1] }), 'fault.drop must be an array of paths, got an array'],
  [fault('drift', { add: [] }), 'fault.add must be an object from path to a value'],
  [
    fault('drift', { retype: { id: 'date' } }),
    'fault.retype must be an object from path to one of string, number',
  ],
  [fault('lying-count'), 'fault.count must be a finite number, got undefined'],
  [fault('lying-count', { count: '9' }), 'fault.count must be a finite number, got "9"'],
  [fault('no-next'), 'fault.form must be one of absent, string-null, got undefined'],
];

const circle: Record<string, unknown> = {};
circle['self'] = circle;

/** Rules that only code of the same process can make. */
const BAD_IN_PROCESS: readonly (readonly [rule: unknown, message: string])[] = [
  [undefined, 'a rule must be an object with a fault, got undefined'],
  [null, 'a rule must be an object with a fault, got null'],
  [[], 'a rule must be an object with a fault, got an array'],
  [{ ...fault('html'), times: Number.NaN }, 'got NaN'],
  [fault('latency', { ms: Number.POSITIVE_INFINITY }), `fault.ms must be ${ms} Infinity`],
  [fault('lying-count', { count: Number.NaN }), 'fault.count must be a finite number, got NaN'],
  [fault('status', { status: 500n }), `fault.status must be ${status} 500`],
  [fault('status', { status: 500, body: circle }), 'fault.body must be a value that can be written as JSON'],
  [fault('status', { status: 500, body: () => 1 }), 'got a value of type function'],
  [
    fault('drift', { add: { a: circle } }),
    'fault.add must be an object from path to a value that can be written',
  ],
  [fault('status', { status: Symbol('x') }), 'got a value of type symbol'],
];

describe('sandbox: the rules that it is given', () => {
  const box = boxFor({ rateLimits: false });
  const post = (body: string) => ask(`${box().origin}/_control/faults`, {}, { method: 'POST', body });

  for (const [kind, good] of Object.entries(GOOD)) {
    it(`accepts ${kind}`, () => {
      expect(ruleFault({ fault: good })).to.equal(undefined);
    });
  }

  for (const [index, [rule, message]] of BAD.entries()) {
    it(`refuses rule ${String(index)}, in this process and with a 400: ${message.slice(0, 80)}`, async () => {
      const refused = `the fault rule is refused: `;
      expect(() => box().control.faults.add(rule as never)).to.throw(RangeError, message);
      const reply = await post(JSON.stringify(rule));
      expect(reply.status).to.equal(400);
      expect(String(reply.body['error']))
        .to.satisfy((text: string) => text.startsWith(refused))
        .and.include(message);
      expect(box().control.faults.list()).to.deep.equal([]);
      expect((await openai(box(), '/organization/users')).status).to.equal(200);
    });
  }

  for (const [rule, message] of BAD_IN_PROCESS) {
    it(`refuses what only code can make: ${message}`, () => {
      expect(() => checkedRule(rule)).to.throw(RangeError, message);
    });
  }

  it('has a word for any value, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(...Object.keys(GOOD)), (value, kind) => {
        for (const rule of [value, { fault: value }, { fault: { kind, ...Object(value) } as object }]) {
          expect(ruleFault(rule)).to.satisfy(
            (said: unknown) => said === undefined || typeof said === 'string',
          );
        }
      }),
    );
  });

  const bodies: readonly (readonly [what: string, body: string])[] = [
    ['no JSON', '{'],
    ['an array', '[]'],
    ['a text', '"fault"'],
    ['null', 'null'],
    [
      'values that nest deeper than can be written again',
      `{"fault":${'['.repeat(50_000)}${']'.repeat(50_000)}}`,
    ],
    [
      'a fault body that nests too deeply',
      `{"fault":{"kind":"status","status":500,"body":${'['.repeat(99)}${']'.repeat(99)}}}`,
    ],
  ];
  for (const [what, body] of bodies) {
    it(`answers 400 to ${what}`, async () => {
      const reply = await post(body);
      expect([reply.status, reply.body]).to.deep.equal([
        400,
        { error: 'the body is not a JSON object, or nests too deeply' },
      ]);
    });
  }

  it('answers 413 to a body that is too large, whole', async () => {
    const reply = await post(`{"fault":"${'x'.repeat(1_100_000)}"}`);
    expect([reply.status, reply.body['error']]).to.deep.equal([413, 'the body is larger than 1048576 bytes']);
    expect((await post('{"fault":{"kind":"html"}}')).status).to.equal(201);
  });

  it('keeps at most 1,000 rules that come over HTTP', async () => {
    for (let rules = 0; rules < 1000; rules += 1) box().control.faults.add({ fault: GOOD.html });
    const reply = await post('{"fault":{"kind":"html"}}');
    expect([reply.status, reply.body['error']]).to.deep.equal([
      400,
      'there are 1000 fault rules already: remove some',
    ]);
  });

  it('waits at most as long as a timer can, however many latencies add up', async () => {
    const long: Fault = { kind: 'latency', ms: 2_147_483_647 };
    for (let rules = 0; rules < 2; rules += 1) box().control.faults.add({ fault: long });
    const controller = new AbortController();
    box().control.clearRequests();
    const reply = fetch(`${box().openai.baseUrl}/organization/users`, { signal: controller.signal }).then(
      () => 'answered',
      () => 'given up',
    );
    while (box().control.requests().length === 0) await new Promise((resolve) => setImmediate(resolve));
    // A delay beyond the longest fires after a millisecond: let many of them pass.
    for (let turns = 0; turns < 200; turns += 1) await openai(box(), '/organization/projects?limit=1');
    controller.abort();
    expect(await reply).to.equal('given up');
  });

  it('a rule that is changed after it was added costs a 500, not the process', async () => {
    const spoiled: readonly object[] = [
      { status: 99 },
      { status: 'x' },
      { status: 503, headers: { a: 'b\r\nc: d' } },
      // Known to be bad only when the head is written.
      { status: 503, headers: { trailer: 'x' } },
      { status: 503, body: circle },
    ];
    for (const late of [true, false]) {
      for (const members of spoiled) {
        const changing: { kind: 'status'; status: number } = { kind: 'status', status: 500 };
        box().control.faults.add({ fault: changing });
        if (late) box().control.faults.add({ fault: GOOD.latency });
        Object.assign(changing, members);
        const reply = await openai(box(), '/organization/users');
        expect([reply.status, String(reply.body['error']).slice(0, 9)]).to.deep.equal([500, 'sandbox: ']);
        expect((await openai(box(), '/organization/users')).status).to.equal(200);
      }
    }
  });

  it('a drift adds members, and never a prototype', async () => {
    const users = (): Promise<string> =>
      openai(box(), '/organization/users?limit=1').then(({ text }) => text);
    box().control.faults.add({
      fault: { kind: 'drift', add: { ['__proto__']: 1, '__proto__.polluted': 1 } },
    });
    expect(await users()).to.include('"__proto__":1');
    box().control.faults.add({ fault: { kind: 'drift', rename: { name: '__proto__', email: 'email' } } });
    expect(await users())
      .to.match(/"__proto__":"[^"]+"/)
      .and.match(/"email":"[^"]+"/);
    box().control.faults.add({ fault: GOOD.drift });
    expect(await users())
      .to.include('"more":{"deep":[1]}')
      .and.not.include('polluted');
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

describe('sandbox: every fault on every list', () => {
  /** The first request of each list, as the command line makes it. */
  const requestsOf = async (): Promise<readonly RequestRecord[]> => {
    let box: Sandbox | undefined;
    const { code } = await cli(['check', '--sandbox', '--format', 'json'], {
      onSandbox: (started) => {
        box = started;
      },
    });
    expect(code).to.equal(0);
    const asked = box?.control.requests() ?? [];
    return [...new Map(asked.map((each) => [`${each.method} ${each.provider}${each.path}`, each])).values()];
  };

  let requests: readonly RequestRecord[] = [];
  const box = boxFor({ rateLimits: false });
  before(async () => {
    requests = await requestsOf();
  });

  /** Those that look into the reply, in groups so that each list is asked three times and not twenty. */
  const groups: readonly (readonly FaultKind[])[] = [
    ['insert'],
    ['remove'],
    ['drift'],
    [
      ...(['repeat-cursor', 'has-more-without-cursor', 'foreign-next', 'no-next', 'lying-count'] as const),
      ...(['repeat-page', 'empty-page-with-cursor', 'success-false'] as const),
    ],
  ];
  for (const kinds of groups) {
    it(`${kinds.join(', ')}: a reply of the list, never an error of the sandbox itself`, async () => {
      expect(requests.length).to.be.greaterThan(140);
      for (const kind of kinds)
        box().control.faults.add({ fault: GOOD[kind], times: Number.POSITIVE_INFINITY });
      for (const { provider, method, path, query, headers } of requests) {
        const search = query.map((pair) => pair.map(encodeURIComponent).join('=')).join('&');
        const { authorization = '', 'x-assistant-service-key': service = '' } = headers;
        const { text } = await ask(
          `${box().origin}/${provider}${path}?${search}`,
          {
            ...(authorization === '' ? {} : { authorization }),
            ...(service === '' ? {} : { 'x-assistant-service-key': service }),
          },
          method === 'POST' ? { method, body: '{}' } : { method },
        );
        expect(text, `${method} ${path}`).not.to.include('sandbox: ');
      }
    });
  }
});
