import {html, nothing, svg, type TemplateResult} from 'lit';
import type {CallbackCounts, FigureSlot} from '../../domain/callback-figures.ts';
import type {FigureWords} from '../strings/english-figures.ts';

type Strip = keyof FigureWords['strips'];

/** Each by a measure of its own: there are many more calls than callbacks. */
const GROUPS: Readonly<Record<keyof FigureWords['groups'], readonly Strip[]>> = {
  callbacks: ['offered', 'accepted', 'made', 'kept', 'missed'],
  calls: ['entered', 'abandoned', 'repeated'],
};
const STRIPS: readonly Strip[] = [...GROUPS.callbacks, ...GROUPS.calls];

/** What is drawn of an hour: some counts together, so that there are few strips and each has its word. */
export function stripValue(strip: Strip, counts: CallbackCounts): number {
  switch (strip) {
    case 'made':
      return counts.web + counts.scheduled + counts.personal + counts.interrupted;
    case 'missed':
      return counts.unreached + counts.cancelled + counts.expired;
    default:
      return counts[strip];
  }
}

export type PlotView = {
  readonly hours: readonly FigureSlot[];
  /** What each hour is called. */
  readonly names: readonly string[];
  /** The hour that is looked at; null: none. */
  readonly at: number | null;
  readonly span: 'day' | 'week';
  readonly zone: string;
  readonly words: FigureWords;
  readonly onLook: (at: number | null) => void;
};

/** A strip of bars for each figure, those of a group by one measure and all over the same hours; arrow keys and the pointer tell what an hour has. */
export function figuresPlot(view: PlotView): TemplateResult<1> {
  const {hours, at, words} = view;
  return html`<div part="plot" class="plot">
    <div class="strips">
      ${groupOf('callbacks', view)} ${groupOf('calls', view)}
      <div
        id="hours"
        class="hours"
        role="slider"
        tabindex="0"
        aria-label=${words.plot}
        aria-valuemin="1"
        aria-valuemax=${hours.length}
        aria-valuenow=${(at ?? 0) + 1}
        aria-valuetext=${valueText(view, at ?? 0)}
        @keydown=${(event: KeyboardEvent) => onKey(event, view)}
        @focus=${() => view.onLook(at ?? 0)}
        @pointermove=${(event: PointerEvent) => view.onLook(placeOf(event, hours.length))}
        @pointerdown=${(event: PointerEvent) => view.onLook(placeOf(event, hours.length))}
      ></div>
    </div>
    ${axisOf(view)}
    <p class="readout" aria-hidden="true">${at === null ? nothing : valueText(view, at)}</p>
  </div>`;
}

function groupOf(group: keyof typeof GROUPS, view: PlotView): TemplateResult<1> {
  const strips = GROUPS[group];
  const highest = Math.max(1, ...view.hours.flatMap((hour) => strips.map((strip) => stripValue(strip, hour))));
  return html`<h3 class="group">${view.words.groups[group]}</h3>
    ${strips.map((strip) => stripOf(strip, highest, view))}`;
}

function stripOf(strip: Strip, highest: number, {hours, at, words}: PlotView): TemplateResult<1> {
  const sum = hours.reduce((before, hour) => before + stripValue(strip, hour), 0);
  return html`<div class="strip ${strip}">
    <p class="strip-name"><span>${words.strips[strip]}</span> <span class="sum">${sum}</span></p>
    <svg class="bars" viewBox="0 0 ${hours.length} 1" preserveAspectRatio="none" aria-hidden="true">
      ${at === null ? nothing : svg`<rect class="looked-at" x=${at} y="0" width="1" height="1" />`}
      ${hours.map((hour, place) => {
        const height = stripValue(strip, hour) / highest;
        return height === 0
          ? nothing
          : svg`<rect class="bar" x=${place + 0.1} y=${1 - height} width="0.8" height=${height} />`;
      })}
    </svg>
  </div>`;
}

/** In words: the hour, and what there was of each. */
function valueText(view: PlotView, at: number): string {
  const {hours, words} = view;
  const hour = hours[at];
  if (hour === undefined) return '';
  const parts = STRIPS.flatMap((strip) => {
    const count = stripValue(strip, hour);
    return count === 0 ? [] : [words.valuePart(words.strips[strip], count)];
  });
  return words.valueOf(view.names[at] ?? '', parts.length === 0 ? words.nothing : parts.join(', '));
}

/** The hours as the clock shows them; those that it shows twice, with the name of their time. */
export function hourNames(hours: readonly FigureSlot[], zone: string, span: 'day' | 'week'): readonly string[] {
  const language = document.documentElement.lang || undefined;
  const options = {
    ...(span === 'week' ? ({weekday: 'short', day: 'numeric', month: 'short'} as const) : {}),
    ...({hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone} as const),
  };
  const plain = new Intl.DateTimeFormat(language, options);
  const named = new Intl.DateTimeFormat(language, {...options, timeZoneName: 'short'});
  const names = hours.map(({beginsAt}) => plain.format(beginsAt));
  const times = Map.groupBy(names, (name) => name);
  return hours.map(({beginsAt}, at) => {
    const name = names[at] ?? '';
    return (times.get(name)?.length ?? 0) > 1 ? named.format(beginsAt) : name;
  });
}

/** Every sixth hour of a day, or every day of a week. */
function axisOf({hours, span, zone}: PlotView): TemplateResult<1> {
  const language = document.documentElement.lang || undefined;
  const format = new Intl.DateTimeFormat(language, {
    ...(span === 'day'
      ? ({hour: '2-digit', minute: '2-digit', hourCycle: 'h23'} as const)
      : ({weekday: 'short'} as const)),
    timeZone: zone,
  });
  const hourOf = new Intl.DateTimeFormat('en', {hour: 'numeric', hourCycle: 'h23', timeZone: zone});
  const every = span === 'day' ? 6 : 24;
  const marks = hours.flatMap(({beginsAt}, place) =>
    Number(hourOf.format(beginsAt)) % every === 0 ? [{place, label: format.format(beginsAt)}] : [],
  );
  return html`<div class="axis" aria-hidden="true">
    ${marks.map(({place, label}) => html`<span .style=${`inset-inline-start: ${(place / hours.length) * 100}%`}>${label}</span>`)}
  </div>`;
}

/** Which hour lies under the pointer; where a page is written from right to left, so are the hours. */
function placeOf({clientX, currentTarget}: PointerEvent, count: number): number | null {
  if (!(currentTarget instanceof Element)) return null;
  const {left, width} = currentTarget.getBoundingClientRect();
  const share = (clientX - left) / width;
  const along = isRightToLeft(currentTarget) ? 1 - share : share;
  return Math.min(count - 1, Math.max(0, Math.floor(along * count)));
}

function onKey(event: KeyboardEvent, {hours, at, onLook}: PlotView): void {
  const {key, currentTarget} = event;
  const turned = currentTarget instanceof Element && isRightToLeft(currentTarget);
  const step = {
    ArrowRight: turned ? -1 : 1,
    ArrowLeft: turned ? 1 : -1,
    ArrowUp: 1,
    ArrowDown: -1,
    PageUp: 6,
    PageDown: -6,
  };
  const last = hours.length - 1;
  const by = Object.entries(step).find(([name]) => name === key)?.[1];
  const to = key === 'Home' ? 0 : key === 'End' ? last : by === undefined ? null : (at ?? 0) + by;
  if (to === null) return;
  event.preventDefault();
  onLook(Math.min(last, Math.max(0, to)));
}

function isRightToLeft(element: Element): boolean {
  return getComputedStyle(element).direction === 'rtl';
}
