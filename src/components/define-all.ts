import {defineAdmin} from './admin/define.ts';
import {defineAgentBar} from './agent-bar/define.ts';
import {defineAvailabilityChoice} from './availability-choice/define.ts';
import {DEFAULT_PREFIX} from './base/prefixed-html.ts';
import {warnOnce} from './base/warn-once.ts';
import {defineCommunicationPanel} from './communication-panel/define.ts';
import {defineCallbackScheduler} from './callback-scheduler/define.ts';
import {defineContactList} from './contact-list/define.ts';
import {defineDeviceSettings} from './device-settings/define.ts';
import {defineCallKeypad} from './call-keypad/define.ts';
import {defineCallProgress} from './call-progress/define.ts';
import {defineDialPad} from './dial-pad/define.ts';
import {defineDialer} from './dialer/define.ts';
import {defineEmergency} from './emergency/define.ts';
import {defineGoOnline} from './go-online/define.ts';
import {defineInteraction} from './interaction/define.ts';
import {defineNotice} from './notice/define.ts';
import {defineOfferCard} from './offer-card/define.ts';
import {definePopover} from './popover/define.ts';
import {defineSession} from './session/define.ts';
import {defineSignIn} from './sign-in/define.ts';
import {defineSupervisor} from './supervisor/define.ts';
import {defineTimer} from './timer/define.ts';
import {defineWrapUp} from './wrap-up/define.ts';

/**
 * Registers all elements under a prefix; a page may call it again with another one. The session comes first, so that it
 * is there when the elements inside it ask for their services.
 * @example define('acme') // <acme-session>, <acme-communication-panel>, …
 */
export function define(prefix: string = DEFAULT_PREFIX): void {
  if (!/^[a-z][a-z0-9]*$/.test(prefix)) {
    warnOnce(`define("${prefix}"): a prefix has lower-case letters and digits only, and begins with a letter.`);
    return;
  }
  defineSession(prefix);
  defineTimer(prefix);
  defineNotice(prefix);
  defineSignIn(prefix);
  defineAgentBar(prefix);
  defineAvailabilityChoice(prefix);
  defineDialPad(prefix);
  defineDialer(prefix);
  defineCallKeypad(prefix);
  defineCallProgress(prefix);
  defineContactList(prefix);
  defineInteraction(prefix);
  defineWrapUp(prefix);
  defineOfferCard(prefix);
  defineCallbackScheduler(prefix);
  defineDeviceSettings(prefix);
  defineEmergency(prefix);
  defineGoOnline(prefix);
  defineCommunicationPanel(prefix);
  definePopover(prefix);
  defineSupervisor(prefix);
  defineAdmin(prefix);
}
