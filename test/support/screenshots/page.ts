import {ADMIN_SCENES, CUSTOMER_SCENES, PROMPT_SCENES, buildAdmin} from '../admin-scenes.ts';
import {buildScene} from '../component-scenes.ts';
import {READINESS_SCENES, buildReadiness, buildReadinessList} from '../readiness-scenes.ts';
import {defineCallbackRequest} from '../../../src/callback-request.ts';
import {buildRequest, isRequestScene} from '../callback-request-scenes.ts';
import {SUPERVISOR_SCENES, buildSupervisor} from '../supervisor-scenes.ts';
import {SCHEDULER_SCENES, buildScheduler} from '../callback-scenes.ts';
import {FIGURE_SCENES, INBOX_SCENES, buildInbox} from '../inbox-scenes.ts';
import {VOICEMAIL_SCENES, buildVoicemail} from '../voicemail-scenes.ts';
import {POPOVER_EMERGENCIES, buildPopoverAlone} from '../emergency-scenes.ts';
import {DIALER_SCENES, buildDialerScene} from '../dialer-scenes.ts';

/** Shows the scene that the address names: `#<scene>`. */
const name = location.hash.slice(1);
const stage = document.querySelector('#stage');
if (Object.hasOwn(DIALER_SCENES, name)) {
  const {root, act} = buildDialerScene(name);
  stage?.append(root);
  requestAnimationFrame(() => void act());
} else if (Object.hasOwn({...ADMIN_SCENES, ...CUSTOMER_SCENES, ...PROMPT_SCENES}, name))
  stage?.append(buildAdmin(name));
else if (name === 'readiness-list') stage?.append(buildReadinessList());
else if (Object.hasOwn(READINESS_SCENES, name)) stage?.append(buildReadiness(name).root);
else if (Object.hasOwn(SUPERVISOR_SCENES, name)) stage?.append(buildSupervisor(name));
else if (Object.hasOwn(SCHEDULER_SCENES, name)) stage?.append(buildScheduler(name));
else if (Object.hasOwn({...INBOX_SCENES, ...FIGURE_SCENES}, name.replace(/-polish$/, '')))
  stage?.append(buildInbox(name));
else if (Object.hasOwn(VOICEMAIL_SCENES, name.replace(/-polish$/, ''))) stage?.append(buildVoicemail(name));
else if (isRequestScene(name)) {
  defineCallbackRequest();
  stage?.append(buildRequest(name).element);
} else if (Object.hasOwn(POPOVER_EMERGENCIES, name)) stage?.append(buildPopoverAlone(name));
else stage?.append(buildScene(name));
