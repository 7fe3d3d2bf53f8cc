import type {CallbackForm, CallbackRequestProblem} from '../../../src/api/wire/callback-request.ts';
import {escapeHtml, hidden, noticeHtml, pageHtml} from './html.ts';
import {clockOf, dayInWords, timeInWords} from './time-words.ts';
import type {RequestWords} from './words.ts';
import type {Written} from './written.ts';

export type FormPage = {
  readonly words: RequestWords;
  readonly organisation: string;
  readonly base: string;
  /** The proof of work is for pages with scripts. */
  readonly form: Omit<CallbackForm, 'proof'>;
  readonly written: Written;
  readonly problems: readonly CallbackRequestProblem[];
  /** What went wrong with all of it; null: nothing. */
  readonly notice: string | null;
  readonly now: number;
};

/** Which of the page's fields a fault is at. */
const PLACES = {
  number: 'number',
  name: 'name',
  reason: 'reason',
  email: 'email',
  zone: 'zone',
  date: 'when',
  start: 'when',
  end: 'when',
  when: 'when',
  consent: 'consent',
} as const satisfies Record<CallbackRequestProblem['field'], string>;

type Place = (typeof PLACES)[CallbackRequestProblem['field']];
type Fault = {readonly place: Place; readonly text: string};

/** The form for everybody without scripts; with faults, as it was filled in, each message at its field. */
export function formPage(page: FormPage): string {
  const {words, form, written, problems, notice} = page;
  const faults = faultsOf(words, problems);
  const body = `
<p>${escapeHtml(words.form.intro(page.organisation))}</p>
${noticeHtml(notice)}
${summary(words, faults)}
<form method="post" action="${escapeHtml(page.base)}" novalidate>
${hidden('key', written.key)}${hidden('requestId', written.requestId)}${hidden('language', words.language)}
${field(faults, {place: 'name', label: words.form.name}, (extra) => input('name', written.name, `autocomplete="name" required${extra}`))}
${field(faults, {place: 'number', label: words.form.number, help: words.form.numberHelp(form.country)}, (extra) =>
  input('number', written.number, `type="tel" autocomplete="tel" dir="ltr" required${extra}`),
)}
${topics(words, form.topics, written)}
${field(faults, {place: 'reason', label: words.form.reason, optional: words.form.optional}, (extra) => `<textarea id="reason" name="reason" rows="3" dir="auto"${extra}>${escapeHtml(written.reason)}</textarea>`)}
${field(faults, {place: 'when', label: words.form.when, ...closed(page)}, (extra) => times(page, extra))}
<div class="pair">${field(faults, {place: 'zone', label: words.form.zone, help: words.form.zoneHelp}, (extra) => zones(written.zone, extra))}
<button class="quiet" name="step" value="times" formnovalidate>${escapeHtml(words.form.showTimes)}</button></div>
${form.mail ? field(faults, {place: 'email', label: words.form.email, optional: words.form.optional, help: words.form.emailHelp}, (extra) => input('email', written.email, `type="email" autocomplete="email" dir="ltr"${extra}`)) : ''}
<div class="away" aria-hidden="true"><label for="website">${escapeHtml(words.form.website)}</label>
<input id="website" name="website" tabindex="-1" autocomplete="off" value=""></div>
${consent(page, faults)}
<button class="main" name="step" value="look">${escapeHtml(words.form.submit)}</button>
</form>`;
  const title = words.form.title;
  return pageHtml({words, organisation: page.organisation, base: page.base, title, body});
}

function faultsOf(words: RequestWords, problems: readonly CallbackRequestProblem[]): readonly Fault[] {
  return problems.map(({field: name, fault}) => ({
    place: PLACES[name],
    text: words.fault[name][fault] ?? words.refused.failed,
  }));
}

function summary({form}: RequestWords, faults: readonly Fault[]): string {
  if (faults.length === 0) return '';
  const items = faults.map(({place, text}) => `<li><a href="#${place}">${escapeHtml(text)}</a></li>`);
  return `<div class="notice" role="alert"><p>${escapeHtml(form.faults(faults.length))}</p><ul>${items.join('')}</ul></div>`;
}

type Label = {
  readonly place: Place | 'topic';
  readonly label: string;
  readonly optional?: string;
  readonly help?: string;
};

/** A label, its help and its faults, with the control that they describe. @param control gets its further attributes */
function field(
  faults: readonly Fault[],
  {place, label, optional, help}: Label,
  control: (extra: string) => string,
): string {
  const own = faults.filter((fault) => fault.place === place);
  const described = [...(help === undefined ? [] : [`${place}-help`]), ...(own.length === 0 ? [] : [`${place}-fault`])];
  const extra =
    (described.length === 0 ? '' : ` aria-describedby="${described.join(' ')}"`) +
    (own.length === 0 ? '' : ' aria-invalid="true"');
  const said = own.map(({text}) => escapeHtml(text)).join(' ');
  return `<div class="field"><label for="${place}">${escapeHtml(label)}${optional === undefined ? '' : ` <span>(${escapeHtml(optional)})</span>`}</label>
${help === undefined ? '' : `<p class="help" id="${place}-help">${escapeHtml(help)}</p>`}
${own.length === 0 ? '' : `<p class="fault" id="${place}-fault">${said}</p>`}
${control(extra)}</div>`;
}

function input(name: string, value: string, rest: string): string {
  const kind = rest.includes('type=') ? '' : ' type="text" dir="auto"';
  return `<input id="${name}" name="${name}" value="${escapeHtml(value)}"${kind} ${rest}>`;
}

function option(value: string, label: string, chosen: string): string {
  return `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`;
}

function topics(words: RequestWords, all: readonly string[], written: Written): string {
  if (all.length === 0) return '';
  const label = {place: 'topic', label: words.form.topic, optional: words.form.optional} as const;
  return field([], label, () => {
    const options = [
      option('', words.form.chooseTopic, written.topic),
      ...all.map((each) => option(each, each, written.topic)),
    ];
    return `<select id="topic" name="topic" dir="auto">${options.join('')}</select>`;
  });
}

function closed({words, form: {now: possible}, written, now}: FormPage): {readonly help?: string} {
  if (possible.possible) return {};
  const {opensAt} = possible;
  if (opensAt === null) return {help: words.form.nowClosedForLong};
  return {help: words.form.nowClosed(timeInWords(words, {zone: written.zone, startsAt: opensAt, endsAt: null}, now))};
}

/** What can be had now, then the days. */
function times({words, form, written: {zone, when}, now}: FormPage, extra: string): string {
  const soon = form.now.possible ? [option('now', words.form.now, when)] : [];
  const days = Map.groupBy(form.slots, ({startsAt}) => dayInWords(words, zone, startsAt, now));
  const groups = [...days].map(([day, slots]) => {
    const options = slots.map(({startsAt, endsAt}) =>
      option(String(startsAt), `${day}, ${clockOf(zone, startsAt)}–${clockOf(zone, endsAt)}`, when),
    );
    return `<optgroup label="${escapeHtml(day)}">${options.join('')}</optgroup>`;
  });
  if (soon.length + groups.length === 0)
    return `<select id="when" name="when"${extra}><option value="">${escapeHtml(words.form.noTimes)}</option></select>`;
  return `<select id="when" name="when" required${extra}>${soon.join('')}${groups.join('')}</select>`;
}

let everyZone: readonly string[] | null = null;

function zones(chosen: string, extra: string): string {
  everyZone ??= [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];
  const all = everyZone.includes(chosen) ? everyZone : [chosen, ...everyZone];
  return `<select id="zone" name="zone" dir="ltr"${extra}>${all.map((each) => option(each, each.replaceAll('_', ' '), chosen)).join('')}</select>`;
}

function consent({words, form, written}: FormPage, faults: readonly Fault[]): string {
  const own = faults.filter(({place}) => place === 'consent');
  const {version, language, text} = form.consent;
  const described = own.length === 0 ? '' : ' aria-describedby="consent-fault" aria-invalid="true"';
  return `<fieldset class="field"><legend>${escapeHtml(words.form.consent)}</legend>
${own.length === 0 ? '' : `<p class="fault" id="consent-fault">${own.map((each) => escapeHtml(each.text)).join(' ')}</p>`}
<label class="check"><input id="consent" type="checkbox" name="consent" value="${escapeHtml(version)}" required${
    written.consent === version ? ' checked' : ''
  }${described}>
<span lang="${escapeHtml(language)}" dir="auto">${escapeHtml(text)}</span></label></fieldset>`;
}
