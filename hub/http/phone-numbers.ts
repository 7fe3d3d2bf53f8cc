import type {FastifyInstance} from 'fastify';
import * as v from 'valibot';
import {matchEmergency} from '../../src/domain/emergency-match.ts';
import type {OrganisationSettings} from '../../src/domain/settings.ts';
import {E164, PHONE_NUMBER, registerPhone} from '../phone/phone-store.ts';
import type {HubStore} from '../store/hub-store.ts';
import {crossOriginHeaders} from './cross-origin.ts';

const registration = v.object({
  number: v.pipe(v.string(), v.regex(PHONE_NUMBER)),
  key: v.nullable(v.pipe(v.string(), v.maxLength(64))),
});

type Given = {readonly store: HubStore; readonly allowedOrigins: readonly string[]};

/** A page claims a number of the simulated network. There is nothing behind such a number but that page. */
export function addPhoneNumbers(app: FastifyInstance, given: Given): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers(crossOriginHeaders(request.headers, given.allowedOrigins));
  });
  app.options('/phone-numbers', async (_request, reply) => reply.code(204).send());
  app.post('/phone-numbers', async (request, reply) => {
    const {origin} = request.headers;
    if (origin !== undefined && !given.allowedOrigins.includes(origin)) {
      return reply.code(403).send({code: 'not-permitted', message: 'This page may not use the telephone network.'});
    }
    const parsed = v.safeParse(registration, request.body);
    if (!parsed.success)
      return reply.code(400).send({code: 'invalid-number', message: 'Give a number such as +12015550147.'});
    const {number, key} = parsed.output;
    if (!mayBeClaimed(number, given.store.settings))
      return reply.code(400).send({code: 'invalid-number', message: 'Give a number such as +12015550147.'});
    const owner = await given.store.db
      .selectFrom('entry_point')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirst();
    const outcome = owner === undefined ? await registerPhone(given.store, number, key) : {refused: 'number-taken'};
    if ('refused' in outcome)
      return reply.code(409).send({code: outcome.refused, message: 'Somebody else has this number: choose another.'});
    return {token: `${Buffer.from(number).toString('base64url')}.${outcome.key}`, key: outcome.key};
  });
}

/** Whoever plays the responders has a number that is dialled for help here; of the short ones there are no others. */
function mayBeClaimed(number: string, {country, emergency}: OrganisationSettings): boolean {
  if (E164.test(number)) return true;
  const {kind} = matchEmergency(number, country, emergency.countries);
  return kind === 'exact' || kind === 'test';
}
