/** Loaded before a hub: its clock goes wrong by what its parent says, as a machine's clock may. Only `Date` is touched. */
const TrueDate = Date;
let offsetMs = 0;

globalThis.Date = class extends TrueDate {
  constructor(...given) {
    if (given.length === 0) super(TrueDate.now() + offsetMs);
    else super(...given);
  }

  static now() {
    return TrueDate.now() + offsetMs;
  }
};

process.on('message', (message) => {
  if (typeof message?.clockOffsetMs === 'number') offsetMs = message.clockOffsetMs;
});
// Whoever listens to the channel must not keep the hub alive.
process.channel?.unref();
