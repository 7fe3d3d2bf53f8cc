import {expect} from '@open-wc/testing';
import {http, HttpResponse} from 'msw';
import {setupWorker} from 'msw/browser';
import {SdkError} from '../../src/api/errors.ts';
import {EmergencyMailer} from '../../src/services/emergency/emergency-mailer.ts';
import {createMailer} from '../../src/services/mailer.ts';

const SEND = 'https://graph.microsoft.com/v1.0/me/sendMail';
const mail = {to: ['sam@example.com', 'lee@example.com'], subject: 'Hello', text: 'One <b>line</b>'};

describe('mail through Microsoft Graph', () => {
  const worker = setupWorker();
  const mailer = createMailer({getToken: async () => 'a-token'});

  before(() => worker.start({quiet: true, onUnhandledFrame: 'bypass', serviceWorker: {url: '/mockServiceWorker.js'}}));
  afterEach(() => worker.resetHandlers());
  after(() => worker.stop());

  it("[ML-1] [ML-2] hands a mail over with the person's token and leaves nothing in their folder", async () => {
    const received = Promise.withResolvers<{authorization: string | null; body: unknown}>();
    worker.use(
      http.post(SEND, async ({request}) => {
        received.resolve({authorization: request.headers.get('authorization'), body: await request.json()});
        return new HttpResponse(null, {status: 202});
      }),
    );
    await mailer.send(mail);
    expect(await received.promise).to.deep.equal({
      authorization: 'Bearer a-token',
      body: {
        message: {
          subject: 'Hello',
          body: {contentType: 'Text', content: 'One <b>line</b>'},
          toRecipients: [{emailAddress: {address: 'sam@example.com'}}, {emailAddress: {address: 'lee@example.com'}}],
        },
        saveToSentItems: false,
      },
    });
  });

  it('[ML-1] an acceptance is one, whatever its empty body is called', async () => {
    const headers = {'content-type': 'application/json'};
    worker.use(http.post(SEND, () => new HttpResponse(null, {status: 202, headers})));
    await mailer.send(mail);
  });

  for (const {status, code} of [
    {status: 401, code: 'sign-in-required'},
    {status: 403, code: 'not-authorised'},
    {status: 404, code: 'mail-failed'},
    {status: 500, code: 'mail-unconfirmed'},
  ]) {
    it(`[ML-3] an answer ${status} is the error ${code}, which quotes nothing of the mail`, async () => {
      const says = {error: {code: 'Refused', message: `no mail to ${mail.to[0]}`}};
      worker.use(http.post(SEND, () => HttpResponse.json(says, {status})));
      const error = await failureOf(mailer.send(mail));
      expect(error.code).to.equal(code);
      expect(error.message).not.to.include('example.com');
      expect(error.cause).to.equal(undefined);
    });
  }

  for (const {status, code} of [
    {status: 429, code: 'mail-failed'},
    {status: 503, code: 'mail-unconfirmed'},
    {status: 504, code: 'mail-unconfirmed'},
  ]) {
    it(`[EC-142] an answer ${status} is told at once as ${code}, and nothing is sent a second time`, async () => {
      let asked = 0;
      const headers = {'retry-after': '0'};
      worker.use(
        http.post(SEND, () => {
          asked += 1;
          // Who asks again within one attempt is given what a mail accepted twice would be given.
          return new HttpResponse(null, asked === 1 ? {status, headers} : {status: 202});
        }),
      );
      expect((await failureOf(mailer.send(mail))).code).to.equal(code);
      expect(asked).to.equal(1);
    });
  }

  it('[ML-5] an answer that never came is no failure: it may have gone out', async () => {
    worker.use(http.post(SEND, () => HttpResponse.error()));
    expect((await failureOf(mailer.send(mail))).code).to.equal('mail-unconfirmed');
  });

  it('[ML-3] a token that could not be had is a failure that is certain', async () => {
    const broken = createMailer({getToken: () => Promise.reject(new TypeError('broken'))});
    expect((await failureOf(broken.send(mail))).code).to.equal('mail-failed');
  });

  it('[EM-31] [EM-33] tells of an emergency in HTML, and what the page around it does is no part of it', async () => {
    const received = Promise.withResolvers<{message: {body: object; subject: string}}>();
    worker.use(
      http.post(SEND, async ({request}) => {
        received.resolve((await request.json()) as never);
        return new HttpResponse(null, {status: 202});
      }),
    );
    const emergencyMail = {to: ['lead@example.com'], subject: 'Emergency call', text: 'Help', html: '<p>Help</p>'};
    const sent: unknown[] = [];
    const send = async (name: string, body: object): Promise<unknown> => {
      sent.push([name, body]);
      return {status: 'done', result: name === 'TakeEmergencyMail' ? {mail: emergencyMail} : null};
    };
    const told = Promise.withResolvers<void>();
    const hub = {
      send: async (name: string, body: object): Promise<unknown> => {
        const reply = await send(name, body);
        if (name === 'ReportEmergencyMail') told.resolve();
        return reply;
      },
    };
    new EmergencyMailer({hub: hub as never, deskId: 'desk-1', mailer}).handle('mail-1');
    const {message} = await received.promise;
    expect(message.subject).to.equal('Emergency call');
    expect(message.body).to.deep.equal({contentType: 'HTML', content: '<p>Help</p>'});
    await told.promise;
    expect(sent.at(-1)).to.deep.equal(['ReportEmergencyMail', {mailId: 'mail-1', deskId: 'desk-1', outcome: 'sent'}]);
  });

  it('[ML-3] a sign-in that is missing is said as that', async () => {
    const signedOut = createMailer({getToken: () => Promise.reject(new SdkError('sign-in-required', 'Sign in.'))});
    expect((await failureOf(signedOut.send(mail))).code).to.equal('sign-in-required');
  });

  for (const to of [[], [''], ['sam'], ['sam@example'], ['sam@example.com, lee@example.com'], ['<sam@example.com>']]) {
    it(`[ML-4] ${JSON.stringify(to)} is refused before anything is sent`, async () => {
      const error = await failureOf(mailer.send({...mail, to}));
      expect(error.code).to.equal('invalid-mail');
    });
  }
});

async function failureOf(work: Promise<unknown>): Promise<SdkError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof SdkError) return error;
    throw error;
  }
  throw new TypeError('nothing failed');
}
