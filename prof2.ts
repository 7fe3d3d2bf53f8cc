import pg from 'pg';
const stats = new Map<string, {n: number; ms: number}>();
const orig = pg.Client.prototype.query as any;
let on = false;
(pg.Client.prototype as any).query = function (q: any, ...rest: any[]) {
  let text = typeof q === 'string' ? q : q.text;
  if (text.startsWith('notify')) text = 'notify…commit';
  const t = performance.now();
  const r = orig.call(this, q, ...rest);
  if (on && r?.then) r.then(() => { const s = stats.get(text) ?? {n: 0, ms: 0}; s.n++; s.ms += performance.now() - t; stats.set(text, s); }, () => {});
  return r;
};
const {startTestHub, BILLING_LINE} = await import('./test/support/test-hub.ts');
const {connectPhone} = await import('./test/support/desk-client.ts');
const {availableDesk} = await import('./test/hub/desk/scenes.ts');
const hub = await startTestHub({});
const anna = await availableDesk(hub, 'anna');
const phone = await connectPhone(hub, '+12015551000');
async function cycle() {
  const from = anna.events.all.length;
  await phone.client.send('PlaceCall', {to: BILLING_LINE, name: 'Ada', data: {reason: 'x'}});
  const offered = await anna.event('ContactOffered', from);
  await anna.event('OfferPresented', from);
  await anna.hub.send('AcceptOffer', {offerId: offered.offer.id, fence: offered.offer.fence});
  await anna.event('ContactConnected', from);
  await anna.hub.send('EndContact', {contactId: offered.contact.id});
  await anna.hub.send('SubmitWrapUp', {contactId: offered.contact.id, reasonId: 'solved', note: ''});
  await anna.event('ContactReleased', from);
}
for (let i = 0; i < 10; i++) await cycle();
on = true; const N = 40;
const c0 = process.cpuUsage();
for (let i = 0; i < N; i++) await cycle();
const c1 = process.cpuUsage(c0); on = false;
let total = 0, ms = 0; for (const s of stats.values()) { total += s.n; ms += s.ms; }
console.log('cpu ms/cycle (with clients)', (c1.user + c1.system) / 1000 / N, 'statements/cycle', total / N, 'ms', ms / N);
for (const [t, s] of [...stats].toSorted((a, b) => b[1].ms - a[1].ms).slice(0, 75)) console.log((s.n / N).toFixed(2), (s.ms / N).toFixed(3), t.replace(/\s+/g, ' ').slice(0, 130));
await anna.stop(); await phone.stop(); await hub.stop();
