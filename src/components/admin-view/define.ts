import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineCallbackSettings} from '../callback-settings/define.ts';
import {defineCustomerData} from '../customer-data/define.ts';
import {defineEmergencyCalling} from '../emergency-calling/define.ts';
import {defineEmergencyMailEditor} from '../emergency-mail-editor/define.ts';
import {defineEmergencyReadinessList} from '../emergency-readiness-list/define.ts';
import {defineEmergencyRecipients} from '../emergency-recipients/define.ts';
import {defineNotice} from '../notice/define.ts';
import {definePrompts} from '../prompts/define.ts';
import {defineSignIn} from '../sign-in/define.ts';
import {CordboardAdminView} from './admin-view.ts';

/** Registers `<prefix>-admin-view` and what it shows. */
export function defineAdminView(prefix: string = DEFAULT_PREFIX): void {
  defineNotice(prefix);
  defineSignIn(prefix);
  defineEmergencyRecipients(prefix);
  defineEmergencyMailEditor(prefix);
  defineEmergencyCalling(prefix);
  defineEmergencyReadinessList(prefix);
  defineCallbackSettings(prefix);
  defineCustomerData(prefix);
  definePrompts(prefix);
  defineElement(prefix, 'admin-view', CordboardAdminView);
}
