import type {CallbackKeeper} from './callbacks/callback-keeper.ts';
import type {ConfirmationKeeper} from './callbacks/requests/confirmation-keeper.ts';
import type {DigitReplies} from './desk/digit-replies.ts';
import type {Delivery} from './desk/delivery.ts';
import type {EmergencyDelivery} from './emergency/emergency-delivery.ts';
import type {EmergencyKeeper} from './emergency/emergency-keeper.ts';
import type {MailKeeper} from './emergency/mail-keeper.ts';
import type {FlowRequests} from './flows/flow-requests.ts';
import type {OrganisationKeeper} from './organisation/organisation-keeper.ts';
import type {PhoneHub} from './phone/phone-hub.ts';
import type {WebCallHub} from './phone/web-call-hub.ts';
import type {RoutingLoop} from './routing/routing-loop.ts';
import type {TimerLoop} from './timers/timer-loop.ts';
import type {LegExchange} from './voice/legs.ts';
import {readSpeaking} from './voice/speaking.ts';
import type {MediaKeeper} from './voice/media-keeper.ts';
import type {WebhookLoop} from './webhooks/webhook-loop.ts';

type Rooms = {
  readonly delivery: Delivery;
  readonly routing: RoutingLoop;
  readonly timers: TimerLoop;
  readonly media: MediaKeeper;
  readonly legs: LegExchange;
  readonly digits: DigitReplies;
  readonly phones: PhoneHub;
  readonly webCalls: WebCallHub;
  readonly webhooks: WebhookLoop;
  readonly organisation: OrganisationKeeper;
  readonly flows: FlowRequests;
  readonly emergencies: EmergencyDelivery;
  readonly keeper: EmergencyKeeper;
  readonly mails: MailKeeper;
  readonly callbacks: CallbackKeeper;
  readonly confirmations: ConfirmationKeeper;
};

/** Tells each wake-up to the room that looks after it. An unknown one (a newer hub's) is nobody's here. */
export function dispatchWakes(rooms: Rooms): (topic: string) => void {
  return (topic) => {
    const [kind, id = ''] = topic.split(':');
    if (kind === 'agent') rooms.delivery.wake(id);
    else if (kind === 'route-agent') rooms.routing.agentFreed(id);
    else if (kind === 'route-contact') rooms.routing.contactArrived(id);
    else if (kind === 'speaking') rooms.delivery.tellSpeaking(readSpeaking(id));
    else if (kind === 'route-consult') rooms.routing.consultArrived();
    else if (kind === 'route-due') rooms.routing.lookRound();
    else if (kind === 'timer') rooms.timers.wake();
    else if (kind === 'media') rooms.media.wake();
    else if (kind === 'leg') rooms.legs.wake(id);
    else if (kind === 'digits') rooms.digits.wake(id);
    else if (kind === 'callback') {
      rooms.callbacks.wake();
      rooms.confirmations.wake();
    } else if (kind === 'emergency') {
      rooms.media.wake();
      rooms.emergencies.wake();
      rooms.keeper.wake();
      rooms.mails.wake();
    } else if (kind === 'trunk') {
      rooms.phones.wake();
      rooms.webCalls.wake();
    } else if (kind === 'webhook') rooms.webhooks.wake();
    else if (kind === 'flow') rooms.flows.wake();
    else if (kind === 'organisation') rooms.organisation.wake();
  };
}
