// The clock of this process is wrong by CLOCK_OFF_MS.
const off = Number(process.env['CLOCK_OFF_MS'] ?? '0');
if (off !== 0) {
  const Right = Date;
  globalThis.Date = class extends Right {
    constructor(...args) {
      if (args.length === 0) super(Right.now() + off);
      else super(...args);
    }

    static now() {
      return Right.now() + off;
    }
  };
}
