import assert from 'node:assert/strict';
import {after, afterEach, before, beforeEach, describe, it} from 'node:test';
import {type BareDesk, type TestDesk, connectBare, connectPhone} from '../../support/desk-client.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {assertConsistent, availableDesk, connectedCall, errorsOf} from './scenes.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const MARK = 'MARKED-VALUE';

const refused = (code: string) => ({status: 'refused', code});
const DONE = {status: 'done', result: null};

describe('commands that are wrong', () => {
  let hub: TestHub;
  let anna: TestDesk;
  let ben: BareDesk;
  const open: {stop(): Promise<void>}[] = [];
  let contactId: string;
  let offer: {readonly offerId: string; readonly fence: number};

  before(async () => {
    hub = await startTestHub();
    anna = await availableDesk(hub, 'anna');
    const offered = await connectedCall(hub, anna);
    contactId = offered.contact.id;
    offer = {offerId: offered.offer.id, fence: offered.offer.fence};
  });

  after(async () => {
    assert.deepEqual(errorsOf(hub), []);
    await assertConsistent(hub);
    await anna?.stop();
    await hub?.stop();
  });

  beforeEach(async () => {
    ben = await bare('ben');
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.stop()));
  });

  async function bare(subject: string): Promise<BareDesk> {
    const desk = await connectBare(hub.url, await hub.issuer.token(subject));
    open.push(desk);
    await desk.resume();
    return desk;
  }

  /** What may not change by a command that is refused. */
  async function everything(): Promise<{
    contacts: unknown;
    offers: unknown;
    agents: unknown;
    timers: unknown;
    audit: unknown;
  }> {
    const all = (table: string, order: string) => hub.query(`select * from ${table} order by ${order}`);
    return {
      contacts: [
        await hub.query(`select to_jsonb(c) - 'media_version' as contact from contact c order by id`),
        await all('participant', 'id'),
        await all('leg', 'id'),
        await all('seat', 'participant_id, conversation_id'),
      ],
      offers: await all('offer', 'id'),
      agents: await hub.query(
        `select id, presence_base, presence_reason, presence_since, idle_since from agent where subject in ('anna', 'ben') order by id`,
      ),
      timers: await all('timer', 'kind, subject'),
      audit: await all('audit', 'id'),
    };
  }

  async function changesNothing(body: () => Promise<void>): Promise<void> {
    const before = await everything();
    await body();
    assert.deepEqual(await everything(), before);
  }

  it('[HU-20] an unknown command is named as such', () =>
    changesNothing(async () => {
      assert.match(errorText(await ben.invoke('TransferEverything', {})), /Unknown hub method/);
    }));

  const malformed: readonly (readonly [name: string, body: object, field: RegExp])[] = [
    ['HoldContact', {}, /contactId: expected/],
    ['HoldContact', {contactId: 7}, /contactId: expected/],
    ['HoldContact', {contactId: MARK.repeat(9)}, /contactId: expected/],
    ['SetPresence', {base: MARK, reason: null}, /base: expected/],
    ['SetPresence', {base: 'available'}, /reason: expected/],
    ['AcceptOffer', {offerId: NOBODY, fence: -1}, /fence: expected/],
    ['AcceptOffer', {offerId: NOBODY, fence: 1.5}, /fence: expected/],
    ['Dial', {number: [MARK]}, /number: expected/],
    ['Dial', {number: MARK.repeat(9)}, /number: expected/],
    ['SubmitWrapUp', {contactId: NOBODY, reasonId: 'solved', note: MARK.repeat(100)}, /note: expected/],
    ['ConnectLeg', {contactId: NOBODY, legId: NOBODY, epoch: 1, sdp: MARK}, /sdp: expected/],
    ['SignOut', {commandId: MARK.repeat(9)}, /commandId: expected/],
    ['SignOut', {deadlineAt: MARK}, /deadlineAt: expected/],
  ];
  for (const [name, body, field] of malformed) {
    it(`[HU-21] ${name} with a wrong field (${field.source}) is an error that names it and quotes nothing`, () =>
      changesNothing(async () => {
        const message = errorText(await ben.command(name, body));
        assert.match(message, field);
        assert.match(message, /invalid-command/);
        assert.ok(!message.includes(MARK));
      }));
  }

  for (const argument of [null, 'text', 7, []]) {
    it(`[HU-21] ${JSON.stringify(argument)} in place of a command is an error`, () =>
      changesNothing(async () => {
        assert.match(errorText(await ben.invoke('HoldContact', argument)), /invalid-command/);
        assert.match(errorText(await ben.invoke('Resume', argument)), /invalid-command/);
      }));
  }

  it('[HU-21] too few and too many arguments are an error, and no field is taken from a prototype', () =>
    changesNothing(async () => {
      assert.match(errorText(await ben.invoke('HoldContact')), /Failed to invoke/);
      assert.match(errorText(await ben.invoke('HoldContact', {}, {})), /Failed to invoke/);
      assert.match(
        errorText(await ben.command('HoldContact', JSON.parse(`{"__proto__": {"contactId": "${contactId}"}}`))),
        /contactId/,
      );
    }));

  it('[HU-22] an identifier that is none of ours is an identifier nobody knows', () =>
    changesNothing(async () => {
      for (const id of ['nope', NOBODY, "'; drop table contact; --", 'ünïcode', '\u0000', '\ud800']) {
        for (const name of [
          'HoldContact',
          'ResumeContact',
          'MuteContact',
          'UnmuteContact',
          'EndContact',
          'ExtendWrapUp',
        ]) {
          assert.deepEqual(
            await ben.command(name, {contactId: id}),
            refused('contact-gone'),
            `${name} ${JSON.stringify(id)}`,
          );
        }
        assert.deepEqual(
          await ben.command('SubmitWrapUp', {contactId: id, reasonId: 'solved', note: ''}),
          refused('contact-gone'),
        );
        assert.deepEqual(await ben.command('AcceptOffer', {offerId: id, fence: 1}), refused('offer-gone'));
        assert.deepEqual(await ben.command('DeclineOffer', {offerId: id, fence: 1}), refused('offer-gone'));
        assert.deepEqual(
          await ben.command('ConnectLeg', {contactId: id, legId: id, epoch: 1, sdp: 'v=0'}),
          refused('contact-ended'),
        );
      }
      assert.deepEqual(
        await ben.command('ConnectLeg', {contactId, legId: 'nope', epoch: 1, sdp: 'v=0'}),
        refused('not-yours'),
      );
    }));

  it('[HU-22] a number beyond what the hub counts to is an answer, not a failure', () =>
    changesNothing(async () => {
      const huge = Number.MAX_SAFE_INTEGER;
      assert.deepEqual(await ben.command('AcceptOffer', {offerId: offer.offerId, fence: huge}), refused('not-yours'));
      const own = await bare('anna');
      const {contacts} = await own.resume(huge);
      const leg = contacts[0]?.participants.flatMap((each) =>
        each.status === 'joined' && each.role === 'primary' && each.leg !== null ? [each.leg] : [],
      )[0];
      assert.match(
        JSON.stringify(await own.command('ConnectLeg', {contactId, legId: leg?.id, epoch: huge, sdp: 'v=0'})),
        /invalid-command/,
      );
    }));

  it('[HU-23] a command before Resume is refused', () =>
    changesNothing(async () => {
      const early = await connectBare(hub.url, await hub.issuer.token('anna'));
      open.push(early);
      assert.match(errorText(await early.command('HoldContact', {contactId})), /not-resumed/);
      assert.match(
        errorText(await early.command('ConnectLeg', {contactId, legId: NOBODY, epoch: 1, sdp: 'v=0'})),
        /not-resumed/,
      );
    }));

  it('[HU-23] a desk that speaks no version of the hub is told to reload', () =>
    changesNothing(async () => {
      assert.match(
        errorText(await ben.invoke('Resume', {protocols: [99], lastSeq: null})),
        /unsupported-protocol.*reload/,
      );
    }));

  it('[HU-24] a contact of somebody else cannot be touched', () =>
    changesNothing(async () => {
      for (const name of ['HoldContact', 'ResumeContact', 'MuteContact', 'UnmuteContact', 'EndContact'])
        assert.deepEqual(await ben.command(name, {contactId}), refused('not-yours'), name);
      assert.deepEqual(
        await ben.command('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}),
        refused('not-yours'),
      );
      assert.deepEqual(await ben.command('ExtendWrapUp', {contactId}), refused('wrap-up-not-open'));
      assert.deepEqual(await ben.command('AcceptOffer', offer), refused('not-yours'));
      assert.deepEqual(await ben.command('DeclineOffer', offer), refused('not-yours'));
    }));

  it('[HU-25] a command that comes after its deadline is not carried out', () =>
    changesNothing(async () => {
      const own = await bare('anna');
      assert.deepEqual(
        await own.command('HoldContact', {contactId, deadlineAt: '2020-01-01T00:00:00.000Z'}),
        refused('command-late'),
      );
    }));

  it('[HU-26] an offer accepted twice has one participant; a stale fence is refused', () =>
    changesNothing(async () => {
      const own = await bare('anna');
      assert.deepEqual(await own.command('AcceptOffer', offer), DONE);
      assert.deepEqual(await own.command('AcceptOffer', {...offer, fence: offer.fence + 1}), refused('offer-gone'));
      assert.deepEqual(await own.command('AcceptOffer', {...offer, fence: 0}), refused('offer-gone'));
      assert.deepEqual(await own.command('DeclineOffer', offer), refused('already-accepted'));
      const [row] = await hub.query(
        `select count(*)::int as agents from participant where contact_id = $1 and role = 'primary'`,
        [contactId],
      );
      assert.deepEqual(row, {agents: 1});
    }));

  it('[HU-27] a command that is not open to the state of the contact changes nothing', () =>
    changesNothing(async () => {
      const own = await bare('anna');
      assert.deepEqual(await own.command('ResumeContact', {contactId}), DONE);
      assert.deepEqual(await own.command('UnmuteContact', {contactId}), DONE);
      assert.deepEqual(await own.command('ExtendWrapUp', {contactId}), refused('wrap-up-not-open'));
      assert.deepEqual(
        await own.command('SubmitWrapUp', {contactId, reasonId: 'solved', note: ''}),
        refused('wrap-up-not-open'),
      );
      assert.deepEqual(
        await own.command('SubmitWrapUp', {contactId, reasonId: 'no-such-reason', note: ''}),
        refused('invalid-reason'),
      );
      assert.deepEqual(await own.command('SetPresence', {base: 'away', reason: 'rona'}), refused('invalid-presence'));
      assert.deepEqual(
        await own.command('SetPresence', {base: 'away', reason: 'no-such-reason'}),
        refused('invalid-presence'),
      );
      assert.deepEqual(await own.command('Dial', {number: '+12015550199'}), refused('capacity-full'));
      assert.deepEqual(await own.command('SignOut', {}), refused('contact-open'));
    }));

  for (const number of ['911', '112', '9911', '933', '+1911', '+1 911', '999', '9-1-1', ' 9 1 1 ', '+911', '0112']) {
    it(`[HU-28] the emergency number ${JSON.stringify(number)} is refused before anything is stored`, () =>
      changesNothing(async () => {
        assert.deepEqual(await ben.command('Dial', {number}), refused('emergency-not-carried'));
      }));
  }

  for (const number of ['', '12', 'call me', '12345678901234567890', '\u0000', '+1201;555']) {
    it(`[HU-29] ${JSON.stringify(number)} is no number to dial`, () =>
      changesNothing(async () => {
        assert.deepEqual(await ben.command('Dial', {number}), refused('invalid-number'));
      }));
  }

  for (const text of ['a\u0000b', '\ud800 alone', '🙂'.repeat(20), "Robert'); drop table contact; --"]) {
    it(`[HU-30] a note of ${JSON.stringify(text)} is text like any other`, async () => {
      const own = await bare('nora');
      const dialled = await own.command('Dial', {number: '+12015550198'});
      const id = Object(Object(dialled).result).contactId;
      assert.deepEqual(await own.command('SubmitWrapUp', {contactId: id, reasonId: 'not-reached', note: text}), DONE);
      const [row] = await hub.query<{note: string}>(
        'select wrap_up_note as note from participant where contact_id = $1 and agent_id is not null',
        [id],
      );
      assert.equal(row?.note.replaceAll('\ufffd', ''), text.replaceAll('\u0000', '').replaceAll('\ud800', ''));
    });
  }

  it('[HU-31] numbers that nobody has, and phones that talk, end the call at once with the reason', async () => {
    const own = await bare('otto');
    const phone = await connectPhone(hub, '+12015550155');
    open.push(phone);
    assert.equal((await phone.client.send('PlaceCall', {to: '+12015550101', name: null, data: {}})).status, 'done');
    for (const [number, reason] of [
      ['+12015550198', 'unobtainable'],
      ['+12015550155', 'busy'],
    ] as const) {
      const dialled = await own.command('Dial', {number});
      const id: string = Object(Object(dialled).result).contactId;
      const ended = await own.events.find(
        'the end',
        (event) => event.type === 'ContactEnded' && event.contact.id === id,
      );
      assert.ok(ended.type === 'ContactEnded' && ended.contact.status === 'ended');
      assert.equal(ended.contact.endReason, reason);
      assert.deepEqual(await own.command('SubmitWrapUp', {contactId: id, reasonId: 'not-reached', note: ''}), DONE);
    }
  });
});

function errorText(answer: unknown): string {
  if (typeof answer === 'object' && answer !== null && 'error' in answer && typeof answer.error === 'string')
    return answer.error;
  throw new assert.AssertionError({message: `no error came, but ${JSON.stringify(answer)}`});
}
