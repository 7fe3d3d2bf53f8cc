import {defineAgentTable} from '../agent-table/define.ts';
import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {defineEmergencyAlerts} from '../emergency-alerts/define.ts';
import {defineListening} from '../listening/define.ts';
import {defineNotice} from '../notice/define.ts';
import {defineQueueTable} from '../queue-table/define.ts';
import {defineSignIn} from '../sign-in/define.ts';
import {defineTimer} from '../timer/define.ts';
import {CordboardSupervisorView} from './supervisor-view.ts';

/** Registers `<prefix>-supervisor-view` and what it shows. */
export function defineSupervisorView(prefix: string = DEFAULT_PREFIX): void {
  defineTimer(prefix);
  defineNotice(prefix);
  defineSignIn(prefix);
  defineEmergencyAlerts(prefix);
  defineListening(prefix);
  defineQueueTable(prefix);
  defineAgentTable(prefix);
  defineElement(prefix, 'supervisor-view', CordboardSupervisorView);
}
