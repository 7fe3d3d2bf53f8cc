import type {HubClient} from '../../api/hub-client.ts';
import {SdkError} from '../../api/errors.ts';
import type {ContactService} from '../ports.ts';

type Description = {readonly legId: string; readonly epoch: number; readonly sdp: string};

/** Gives the hub what the browser describes of a leg of one of the agent's calls. @throws {SdkError} `media-failed` */
export async function connectLeg(
  hub: Pick<HubClient, 'send'>,
  contacts: Pick<ContactService, 'contacts'>,
  description: Description,
): Promise<string> {
  const contact = contacts.contacts.value.find((each) =>
    each.participants.some(
      (participant) => participant.status === 'joined' && participant.leg?.id === description.legId,
    ),
  );
  if (contact === undefined) throw new SdkError('media-failed', 'The call is over.');
  const reply = await hub.send('ConnectLeg', {contactId: contact.id, ...description});
  if (reply.status === 'done') return reply.result.sdp;
  throw new SdkError('media-failed', 'The hub did not connect the audio. Try again.');
}
