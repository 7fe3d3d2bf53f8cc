import {expect} from '@open-wc/testing';
import type {VoiceTrouble} from '../../src/services/ports.ts';
import {conference, withoutCustomer} from '../support/consult-contacts.ts';
import {cleanUp, deskOf, drawn, expectAccessible, textOf} from '../support/component-harness.ts';
import {NOW} from '../support/component-contacts.ts';

describe('bad sound in the panel', () => {
  afterEach(cleanUp);

  const told: readonly (readonly [VoiceTrouble['kind'], string])[] = [
    ['loss', 'The connection is poor'],
    ['delay', 'The sound is late'],
    ['no-audio', 'No sound is coming in'],
  ];
  for (const [kind, heading] of told) {
    it(`[NL-9] ${kind} is told while it lasts, and nothing of it afterwards`, async () => {
      const {panel, session} = await deskOf('sound-poor');
      session.trouble.set({kind, since: NOW - 1_000, roundTripMs: 500, lossPercent: 11});
      await drawn(panel);
      expect(textOf(panel)).to.include(heading);
      await expectAccessible(panel);
      session.trouble.set(null);
      await drawn(panel);
      expect(textOf(panel)).not.to.include(heading);
    });
  }

  it('[EL-74] of the customer’s sound nothing is told once they have left', async () => {
    const {panel, session} = await deskOf('sound-poor');
    session.trouble.set({kind: 'delay', since: NOW - 1_000, roundTripMs: 500, lossPercent: 0});
    await drawn(panel);
    expect(textOf(panel)).to.include('The customer hears you with a delay.');
    session.contactList.set([withoutCustomer(conference())]);
    await drawn(panel);
    expect(textOf(panel)).not.to.include('The customer hears you');
  });

  it('[NL-9] a leg that is being brought back is told instead: that is more', async () => {
    const {panel, session} = await deskOf('sound-poor');
    session.voiceState.set({status: 'reconnecting', contactId: 'contact-1'});
    await drawn(panel);
    expect(textOf(panel)).to.include('Reconnecting the sound…').and.not.include('The connection is poor');
  });
});
