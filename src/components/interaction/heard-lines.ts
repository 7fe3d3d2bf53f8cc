import {html, nothing, type TemplateResult} from 'lit';
import {type Contact, isConference, isCustomerHeld, isJoined, participantOfAgent} from '../../domain/contact.ts';
import {ownConsultOf} from '../../domain/contact-label.ts';
import {isTelephoneRinging} from '../../domain/telephone.ts';
import {type ListeningPlace, listeningPlace} from '../../domain/listening.ts';
import {type IconName, icon} from '../icons/icons.ts';
import type {Strings} from '../strings/english.ts';

/** What the customer and the agent hear, and who hears them: every change of it is said in words. */
export function heardLines(
  contact: Contact,
  agentId: string,
  {interaction: words, telephone}: Strings,
): TemplateResult<1> {
  const found = participantOfAgent(contact, agentId);
  const agent = isJoined(found) ? found : null;
  const own = ownConsultOf(contact, agentId);
  const alone = agent?.role === 'primary' && own === null && !isConference(contact);
  const place = agent?.role === 'supervisor' ? listeningPlace(contact, agent) : null;
  const muted = agent?.muted === true;
  const atTelephone = agent?.leg?.kind === 'trunk';
  const notRungYet = contact.status === 'dialling' && isTelephoneRinging(found);
  return html`<div role="status" aria-live="polite" class="heard-lines">
    ${line(agent !== null && agent.lostAt !== null, 'offline', atTelephone ? telephone.hungUp : words.lost)}
    ${line(isCustomerHeld(contact), 'music', words.customerHearsMusic)}
    ${line(own?.asked === true && own.label === 'consult-on-hold', 'music', words.waitsOnHold)}
    ${line(contact.status === 'post-call' && agent !== null, 'phone-end', words.postCall, '')}
    ${line(notRungYet, 'phone', telephone.pickUpToCall)}
    ${line(contact.status === 'dialling' && !notRungYet, 'phone-out', words.customerHearsRinging, '')}
    ${place === null ? nothing : supervisorLines(place, muted, words)}
    ${line(place === null && muted, 'mic-off', alone ? words.muted : words.mutedForAll)}
  </div>`;
}

/** What a supervisor can believe of who hears them: it follows the agent to whom they listen. */
function supervisorLines(place: ListeningPlace, muted: boolean, words: Strings['interaction']): TemplateResult<1> {
  if (place === 'on-hold') return html`${line(true, 'pause', words.agentOnHold, '')}`;
  const heard = {
    'with-customer': words.everybodyHearsYou,
    'without-customer': words.othersHearYou,
    consult: words.consultHearsYou,
  }[place];
  return html`${line(muted && place === 'consult', 'consult', words.inConsult, '')}
  ${muted ? line(true, 'sound', words.nobodyHearsYou, '') : line(true, 'mic', heard)}`;
}

function line(shown: boolean, name: IconName, text: string, tone = 'warning'): TemplateResult<1> | typeof nothing {
  return shown ? html`<p class="heard ${tone}">${icon(name)}${text}</p>` : nothing;
}
