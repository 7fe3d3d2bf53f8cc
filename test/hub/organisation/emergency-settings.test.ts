import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {DEFAULT_TEMPLATES} from '../../../src/domain/emergency-mail.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Admin, adminOf, problemOf} from './admin-client.ts';

const MIRA = {id: 'mira', name: 'Mira Kovács', userName: 'mira@northwind.example'};

describe('the settings of emergency calls, at the hub', () => {
  let hub: TestHub;
  let admin: Admin;

  before(async () => {
    hub = await startTestHub();
    admin = await adminOf(hub);
  });

  after(() => hub?.stop());

  const settings = async (): Promise<Record<string, unknown>> =>
    Object((await admin.get('/organisation/settings')).body);
  const putEmergency = async (more: object) => {
    const before = await settings();
    return admin.put('/organisation/settings', {...before, emergency: {...Object(before['emergency']), ...more}});
  };

  it('[EM-35] the people who are told stand with the agent, and stay when the organisation is read again', async () => {
    const told = 'shift.lead@northwind.example; safety@northwind.example';
    assert.equal((await admin.put('/organisation/agents/mira', {...MIRA, emergencyNotifications: told})).status, 200);
    assert.equal(Object((await admin.get('/organisation/agents/mira')).body).emergencyNotifications, told);
    const whole = Object((await admin.get('/organisation')).body);
    assert.equal((await admin.put('/organisation', whole)).status, 200);
    assert.equal(Object((await admin.get('/organisation/agents/mira')).body).emergencyNotifications, told);
    assert.equal((await putEmergency({notifications: 'all@northwind.example', testNotifications: ''})).status, 200);
    assert.equal(Object((await settings())['emergency']).notifications, 'all@northwind.example');
  });

  it('[EM-36] one bad address among good ones is refused with its place, and nothing is changed', async () => {
    const before = Object((await admin.get('/organisation')).body);
    const at = before.agents.findIndex((each: object) => Object(each).id === 'mira');
    for (const typed of [
      'one@northwind.example; x@y; two@northwind.example',
      'one@northwind.example; ONE@northwind.example',
    ]) {
      assert.deepEqual(
        problemOf(await admin.put('/organisation/agents/mira', {...MIRA, emergencyNotifications: typed})),
        {status: 422, code: 'invalid', paths: [`/agents/${at}/emergencyNotifications`]},
      );
      for (const field of ['notifications', 'testNotifications'])
        assert.deepEqual(problemOf(await putEmergency({[field]: typed})).paths, [`/emergency/${field}`]);
    }
    assert.deepEqual((await admin.get('/organisation')).body, before);
  });

  it('[EM-36] what a browser sends of what was typed is taken: semicolons with and without a space, names before an address', async () => {
    for (const typed of ['a@b.example;c@d.example', 'Ada <a@b.example>; c@d.example;', ' a@b.example ;\nc@d.example'])
      assert.equal(
        (await admin.put('/organisation/agents/mira', {...MIRA, emergencyNotifications: typed})).status,
        200,
      );
  });

  it('[EM-34] words are taken in each language, broken ones refused with their place, and null brings the original ones back', async () => {
    const own = {subject: 'Help: {agent}', body: '{agent} {number} {time} {callback} {location}'};
    assert.equal(
      (await putEmergency({template: {en: own, pl: null}, mailLanguage: 'pl', zone: 'Europe/Warsaw'})).status,
      200,
    );
    assert.deepEqual(Object((await settings())['emergency']).template, {en: own, pl: null});
    const broken = [
      {...own, body: '{agent} {number} {time} {callback}'},
      {...own, subject: 'Help {agnet} {agent}'},
      {...own, body: ' '},
    ];
    for (const pl of broken)
      assert.deepEqual(problemOf(await putEmergency({template: {en: own, pl}})), {
        status: 422,
        code: 'invalid',
        paths: ['/emergency/template/pl'],
      });
    const long = {...own, body: `${own.body} ${'x'.repeat(4_000)}`};
    assert.deepEqual(problemOf(await putEmergency({template: {en: long, pl: null}})).paths, [
      '/emergency/template/en/body',
      '/emergency/template/en',
    ]);
    assert.deepEqual(problemOf(await putEmergency({zone: 'Mars/Olympus'})).paths, ['/emergency/zone']);
    assert.equal((await putEmergency({template: {en: null, pl: DEFAULT_TEMPLATES.pl}})).status, 200);
  });

  it('[EM-34] words without the number to ring back on are refused; those from before that was asked stay, and stop no other change', async () => {
    const old = {subject: 'Help: {agent}', body: '{agent} {number} {time} {location}'};
    assert.deepEqual(problemOf(await putEmergency({template: {en: old, pl: null}})), {
      status: 422,
      code: 'invalid',
      paths: ['/emergency/template/en'],
    });
    const stored = `update organisation_revision set document = jsonb_set(document, '{emergency,template,en}', $1::jsonb)
      where id = (select max(id) from organisation_revision)`;
    await hub.query(stored, [JSON.stringify(old)]);
    const before = Object((await settings())['emergency']);
    assert.deepEqual(before.template.en, old);
    assert.equal((await putEmergency({...before, zone: 'Europe/Copenhagen'})).status, 200);
    assert.deepEqual(Object((await settings())['emergency']).template.en, old);
    assert.equal((await putEmergency({template: {en: null, pl: null}})).status, 200);
  });

  it('[EC-74] a callback number that a line has, or that is there twice, is refused with its place in the list', async () => {
    const {numbers, entryPoints} = Object((await admin.get('/organisation')).body);
    const line: string = entryPoints.find((each: object) => typeof Object(each).number === 'string').number;
    const free = '+12015550199';
    if (numbers.length > 0) await admin.put(`/organisation/numbers/${free}`, {number: free, name: 'To ring back'});
    assert.deepEqual(problemOf(await putEmergency({callbackNumbers: [free, line]})).paths, [
      '/emergency/callbackNumbers/1',
    ]);
    assert.deepEqual(problemOf(await putEmergency({callbackNumbers: [free, free]})).paths, [
      '/emergency/callbackNumbers/1',
    ]);
    assert.deepEqual(problemOf(await putEmergency({callbackNumbers: [free, '555']})).paths, [
      '/emergency/callbackNumbers/1',
    ]);
    assert.equal((await putEmergency({callbackNumbers: [free]})).status, 200);
  });
});
