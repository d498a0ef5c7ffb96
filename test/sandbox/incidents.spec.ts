import { expect } from 'chai';
import { startSandbox, type IncidentId, type Sandbox } from '../../src/sandbox/index.js';

const DAY = 86_400;

describe('incidents', () => {
  let box: Sandbox;

  beforeEach(async () => {
    box = await startSandbox({ scale: 0.02, rateLimits: false, incidents: true });
  });

  afterEach(() => box.close());

  const of = (id: IncidentId) => {
    const found = box.control.incidents().find((incident) => incident.id === id);
    if (found === undefined) throw new Error(`no incident ${id}`);
    return found;
  };

  const states = (): Readonly<Record<string, string>> =>
    Object.fromEntries(box.control.incidents().map(({ id, state }) => [id, state]));

  const faults = (): readonly string[] => box.control.faults.list().map(({ fault }) => fault.kind);

  it('without the option there are none, and nothing goes wrong', async () => {
    const plain = await startSandbox({ scale: 0.02 });
    try {
      plain.control.tick(30);
      expect([plain.control.incidents(), plain.control.faults.list()]).to.deep.equal([[], []]);
      const without = of('in-two-lists').subject;
      expect(plain.control.items('openai', 'adminApiKeys').map(({ id }) => id)).not.to.include(without);
    } finally {
      await plain.close();
    }
  });

  describe('from the start', () => {
    const key = (id: string | undefined) =>
      box.control.items('openai', 'projects.apiKeys').find((item) => item['id'] === id);
    const adminKey = (id: string | undefined) =>
      box.control.items('openai', 'adminApiKeys').find((item) => item['id'] === id);
    const now = (): number => box.control.now().getTime() / 1000;

    it('a key of more than a month was never used', () => {
      const item = key(of('never-used').subject);
      expect(item?.['last_used_at']).to.equal(null);
      expect(Number(item?.['created_at'])).to.be.below(now() - 30 * DAY);
    });

    it('a key expires in six days', () => {
      expect(adminKey(of('expiring').subject)?.['expires_at']).to.equal(now() + 6 * DAY);
    });

    it('the owner of a key in use is no member', () => {
      const item = key(of('owner-gone').subject);
      const { user } = item?.['owner'] as { user: { id: string } };
      expect(box.control.items('openai', 'users').map(({ id }) => id)).not.to.include(user.id);
      expect(item?.['last_used_at']).to.be.above(now() - DAY);
    });

    it('a key is in two lists', () => {
      const { subject } = of('in-two-lists');
      expect([key(subject)?.['id'], adminKey(subject)?.['id']]).to.deep.equal([subject, subject]);
    });
  });

  describe('by the clock', () => {
    const at = (minute: number, ...ids: readonly IncidentId[]) => {
      const open = Object.entries(states()).filter(([, state]) => state === 'open');
      const staged = ['never-used', 'expiring', 'owner-gone', 'in-two-lists'];
      expect(
        open.map(([id]) => id),
        `minute ${String(minute)}`,
      ).to.have.members([...staged, ...ids]);
    };

    const script: readonly (readonly [
      minute: number,
      ids: readonly IncidentId[],
      faults: readonly string[],
    ])[] = [
      [74, [], []],
      [75, ['spike'], []],
      [90, [], []],
      [120, ['rate-limit'], ['rate-limit']],
      [165, [], []],
      [180, ['refused'], ['status']],
      [210, [], []],
      [240, ['drift'], ['drift']],
      [270, [], []],
    ];

    it('each begins and ends in its minute', () => {
      let minute = 0;
      for (const [next, ids, kinds] of script) {
        box.control.tick(next - minute);
        minute = next;
        at(minute, ...ids);
        expect(faults(), `minute ${String(minute)}`).to.deep.equal(kinds);
      }
    });

    it('a coarse tick passes over what ends before it', async () => {
      const coarse = await startSandbox({ scale: 0.02, incidents: true, tickSeconds: 15_000 });
      coarse.control.tick();
      expect(coarse.control.incidents().filter(({ state }) => state === 'over')).to.have.length(3);
      expect(coarse.control.faults.list().map(({ fault }) => fault.kind)).to.deep.equal(['drift']);
      await coarse.close();
    });

    it('a spike is two dollars a minute, and the sums hold it', () => {
      const spent = (): number => {
        const to = box.control.now();
        const from = new Date(to.getTime() - 60_000);
        const { subject } = of('spike');
        return Number(
          box.control.spend('openai', 'key', { from, to }).find(({ id }) => id === subject)?.amount ?? 0,
        );
      };
      box.control.tick(76);
      expect(spent()).to.be.within(2, 4);
      box.control.tick(15);
      expect(spent()).to.be.below(2);
    });

    it('what somebody else put in force stays', () => {
      box.control.faults.add({ provider: 'openai', fault: { kind: 'html' }, times: Infinity });
      box.control.tick(250);
      expect(faults()).to.deep.equal(['html', 'drift']);
      box.control.tick(30);
      expect(faults()).to.deep.equal(['html']);
    });
  });

  it('the same seed plays the same script', async () => {
    const other = await startSandbox({ scale: 0.02, incidents: true });
    other.control.tick(80);
    box.control.tick(80);
    expect(other.control.incidents()).to.deep.equal(box.control.incidents());
    await other.close();
  });

  it('other processes see them, too', async () => {
    const reply = await fetch(`${box.origin}/_control/incidents`);
    const body = (await reply.json()) as { incidents: readonly { id: string }[] };
    expect(body.incidents.map(({ id }) => id)).to.deep.equal(box.control.incidents().map(({ id }) => id));
  });

  it('refuses an option that is neither true nor false', async () => {
    const wrong = { incidents: 'yes' } as unknown as { incidents: boolean };
    const error: unknown = await startSandbox(wrong).catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(RangeError);
  });
});
