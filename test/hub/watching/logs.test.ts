import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {claimNumber} from '../../../src/api/phone-client.ts';
import {type BareDesk, connectBare} from '../../support/desk-client.ts';
import {temporaryFolder} from '../../support/postgres.ts';
import {BILLING_LINE, type TestIssuer, startTestIssuer} from '../../support/test-hub.ts';
import {type HubProcess, runHub} from '../process/hub-process.ts';

const MARKED = {
  number: '+12015554321',
  dialled: '+12015558765',
  caller: 'Marked-Caller-Name',
  agent: 'Marked-Agent-Name',
  note: 'marked note text',
  value: 'marked-variable-value',
  pin: 'marked-secure-value',
  query: 'marked-query',
};

/** The hub's own output, as an operator keeps it: the program in a process of its own, as talkative as it can be. */
describe('the log of a whole call', () => {
  let dataDir: string;
  let issuer: TestIssuer;
  let hub: HubProcess;
  let beside: HubProcess | undefined;
  const secrets: string[] = [];

  before(async () => {
    dataDir = await temporaryFolder();
    issuer = await startTestIssuer();
    hub = await runHub(dataDir, issuer, '0', 'the hub is ready', {CORDBOARD_LOG_LEVEL: 'debug'});
    const token = await issuer.token('anna', {name: MARKED.agent});
    const claim = await claimNumber(hub.url, MARKED.number, null);
    secrets.push(token, claim.token, claim.key);
    const desk = await connectBare(hub.url, token);
    const phone = await connectBare(hub.url, claim.token, '/phone');
    await wholeCall(desk, phone);
    await fetch(`${hub.url}/phone-numbers?name=${MARKED.query}`, {
      method: 'POST',
      body: JSON.stringify({number: MARKED.number}),
    });
    await fetch(`${hub.url}/status?token=${MARKED.query}`, {headers: {authorization: `Bearer ${token}`}});
    await fetch(`${hub.url}/${MARKED.query}`);
    await Promise.all([desk.stop(), phone.stop()]);
  });

  after(async () => {
    await Promise.all([hub?.end('SIGTERM'), beside?.end('SIGTERM')]);
    await issuer?.stop();
    if (dataDir !== undefined) await rm(dataDir, {recursive: true, force: true});
  });

  async function wholeCall(desk: BareDesk, phone: BareDesk): Promise<void> {
    await desk.resume();
    await desk.command('SetPresence', {base: 'available', reason: null});
    const data = {reason: MARKED.value, accountPin: MARKED.pin};
    await phone.command('PlaceCall', {to: BILLING_LINE, name: MARKED.caller, data: {...data, [MARKED.value]: 5}});
    await phone.command('PlaceCall', {to: BILLING_LINE, name: MARKED.caller, data});
    const offered = await desk.events.find('an offer', ({type}) => type === 'ContactOffered');
    assert.ok(offered.type === 'ContactOffered');
    const {offer, contact} = offered;
    await desk.command('PresentOffer', {offerId: offer.id, fence: offer.fence});
    await desk.command('AcceptOffer', {offerId: offer.id, fence: offer.fence});
    await desk.command('HoldContact', {contactId: MARKED.number});
    await desk.command('ConnectLeg', {
      contactId: contact.id,
      legId: MARKED.value,
      epoch: 1,
      sdp: `v=0 ${MARKED.value}`,
    });
    await desk.command('EndContact', {contactId: contact.id});
    await desk.command('SubmitWrapUp', {contactId: contact.id, reasonId: MARKED.note, note: MARKED.note});
    await desk.command('SubmitWrapUp', {contactId: contact.id, reasonId: 'solved', note: MARKED.note});
    await desk.command('Dial', {number: MARKED.dialled});
    await desk.command(MARKED.value, {});
    await desk.invoke('FindAddresses', {text: MARKED.value, limit: 5});
    await desk.command('SignOut', {});
  }

  it('[OP-35] holds no number, name, note, value, query or token, however talkative it is', () => {
    const log = hub.lines.map((line) => JSON.stringify(line)).join('\n');
    assert.ok(
      hub.lines.some(({level}) => level === 20),
      'nothing was logged at debug',
    );
    for (const marked of [...Object.values(MARKED), ...secrets, ...secrets.map((each) => each.slice(0, 24))])
      assert.ok(!log.includes(marked), `${marked} is in ${log.split('\n').find((line) => line.includes(marked))}`);
  });

  it('[OP-36] is made talkative and quiet again by a signal, without a restart', async () => {
    const quiet = await runHubBeside();
    assert.ok(quiet.lines.every(({level}) => level !== 20));
    quiet.child.kill('SIGUSR2');
    await quiet.line('the log has another level', 0);
    const from = quiet.lines.length;
    await fetch(`${quiet.url}/health/live`);
    const answered = await quiet.line('answered', from);
    assert.equal(answered.level, 20);
    assert.equal(answered['route'], '/health/live');
    quiet.child.kill('SIGUSR2');
    const again = await quiet.line('the log has another level', from);
    assert.equal(again['logLevel'], 'info');
    await quiet.end('SIGTERM');
  });

  async function runHubBeside(): Promise<HubProcess> {
    const folder = await temporaryFolder();
    const other = await runHub(folder, issuer, '0', 'the hub is ready', {CORDBOARD_LOG_LEVEL: 'info'});
    beside = other;
    void other.ended.then(() => rm(folder, {recursive: true, force: true}));
    return other;
  }

  it('[OP-35] takes out what slips in under a name that says it is personal, at any depth a line has', async () => {
    const logger = fileURLToPath(new URL('../../../hub/logger.ts', import.meta.url));
    const script = `
      const {createLog} = await import(${JSON.stringify(logger)});
      const log = createLog('info');
      for (const key of ['number', 'name', 'note', 'subject', 'value', 'digits', 'token', 'credential', 'authorization']) {
        log.info({[key]: 'marked'}, 'one');
        log.warn({contact: {[key]: 'marked'}}, 'two');
        log.error({contact: {customer: {[key]: 'marked'}}}, 'three');
      }`;
    const {stdout} = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
    assert.equal(stdout.trim().split('\n').length, 27);
    assert.ok(!stdout.includes('marked'), stdout);
  });
});
