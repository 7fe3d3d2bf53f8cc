import {html, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import type {SettingTexts} from '../../services/ports.ts';
import {SettingEditRequestEvent} from '../admin-view/admin-view.events.ts';
import {type SettingContext, saveButtons, settingProblem, stateChip, typedOf} from '../admin-view/setting-parts.ts';

const KEYS = ['mailLanguage', 'zone'] as const;

/** In which of the two languages mails are written, and whose time they say. */
export function mailSending(context: SettingContext, settings: SettingTexts): TemplateResult<1> {
  const {words, edits, ask} = context;
  const language = typedOf(edits, 'mailLanguage', settings.mailLanguage);
  const zone = typedOf(edits, 'zone', settings.zone);
  const choose =
    (key: (typeof KEYS)[number]) =>
    ({target}: Event): void => {
      if (target instanceof HTMLSelectElement) ask(new SettingEditRequestEvent(key, target.value));
    };
  return html`<section class="box" aria-labelledby="sending-title">
    <h3 id="sending-title">${words.howSent}</h3>
    <div class="pair">
      <div class="item">
        <label for="mail-language">${words.mailLanguage}</label>
        <select
          id="mail-language"
          class="field"
          aria-describedby="mail-language-problem"
          @change=${choose('mailLanguage')}
        >
          <option value="en" .selected=${language === 'en'}>${words.english}</option>
          <option value="pl" .selected=${language === 'pl'}>${words.polish}</option>
        </select>
        <div class="faults" role="status" id="mail-language-problem">
          ${settingProblem(context, 'mailLanguage', (each) => (each === 'pl' ? words.polish : words.english))}
        </div>
      </div>
      <div class="item">
        <label for="zone">${words.zone}</label>
        <select id="zone" class="field" aria-describedby="zone-problem" @change=${choose('zone')}>
          ${guard([zone, settings.zone], () =>
            zonesWith([zone, settings.zone]).map(
              (each) => html`<option value=${each} .selected=${each === zone}>${each}</option>`,
            ),
          )}
        </select>
        <div class="faults" role="status" id="zone-problem">${settingProblem(context, 'zone')}</div>
      </div>
    </div>
    <div class="bar">
      ${stateChip(context, KEYS)}
      ${saveButtons(context, {keys: KEYS, id: 'sending', name: words.howSent, faulty: false})}
    </div>
  </section>`;
}

/** All the browser knows, and what stands there anyway. */
function zonesWith(more: readonly string[]): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...more])];
}
