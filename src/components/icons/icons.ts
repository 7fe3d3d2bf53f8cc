import {html, svg, type SVGTemplateResult, type TemplateResult} from 'lit';

const HANDSET =
  'M7 3.8h2.2a1 1 0 0 1 1 .8l.6 2.8a1 1 0 0 1-.5 1.1L8.6 9.5a12.5 12.5 0 0 0 5.9 5.9l1-1.7a1 1 0 0 1 1.1-.5l2.8.6a1 1 0 0 1 .8 1V17a3 3 0 0 1-3.2 3A14.6 14.6 0 0 1 4 7a3 3 0 0 1 3-3.2Z';

const SHAPES = {
  phone: svg`<path d=${HANDSET} />`,
  'phone-in': svg`<path d=${HANDSET} /><path d="M20 4l-5.5 5.5M14.5 5v4.5H19" />`,
  'phone-out': svg`<path d=${HANDSET} /><path d="M14.5 9.5 20 4M15.5 4H20v4.5" />`,
  callback: svg`<path d=${HANDSET} /><path d="M20 9.5h-5.5V4M14.7 9.3a7 7 0 0 1 5.8-5.3" />`,
  'phone-missed': svg`<path d=${HANDSET} /><path d="m15 4 5 5M20 4l-5 5" />`,
  'phone-end': svg`<path d=${HANDSET} transform="rotate(135 12 12)" />`,
  chat: svg`<path d="M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-7.5L7 20v-3.5H5A1.5 1.5 0 0 1 3.5 15V6A1.5 1.5 0 0 1 5 4.5Z" />`,
  email: svg`<rect x="3.5" y="5" width="17" height="14" rx="2" /><path d="m4.5 7 7.5 6 7.5-6" />`,
  social: svg`<circle cx="9" cy="9" r="3.2" /><path d="M3.5 19c.4-3.2 2.6-5 5.5-5s5.1 1.8 5.5 5M15 6a3 3 0 0 1 0 6M17 14.6c2 .6 3.2 2.2 3.5 4.4" />`,
  mic: svg`<rect x="9" y="3.5" width="6" height="11" rx="3" /><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />`,
  'mic-off': svg`<path d="M9 9v2.5a3 3 0 0 0 4.8 2.4M15 11V6.5a3 3 0 0 0-5.7-1.3M5.5 11.5a6.5 6.5 0 0 0 10 5.4M18.5 11.5a6.4 6.4 0 0 1-.7 3M12 18v3M4 4l16 16" />`,
  voicemail: svg`<circle cx="7" cy="12" r="3.5" /><circle cx="17" cy="12" r="3.5" /><path d="M7 15.5h10" />`,
  pause: svg`<path d="M9 5.5v13M15 5.5v13" />`,
  play: svg`<path d="M8 5.5v13l10.5-6.5Z" />`,
  stop: svg`<rect x="6.5" y="6.5" width="11" height="11" rx="1.5" />`,
  upload: svg`<path d="M12 15.5V4.5M7.5 9 12 4.5 16.5 9M5 19.5h14" />`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5" />`,
  close: svg`<path d="m6 6 12 12M18 6 6 18" />`,
  'chevron-down': svg`<path d="m7 10 5 5 5-5" />`,
  'chevron-up': svg`<path d="m7 14 5-5 5 5" />`,
  plus: svg`<path d="M12 5v14M5 12h14" />`,
  external: svg`<path d="M13.5 5H19v5.5M19 5l-8 8M10 6H6.5A1.5 1.5 0 0 0 5 7.5v10A1.5 1.5 0 0 0 6.5 19h10a1.5 1.5 0 0 0 1.5-1.5V14" />`,
  undo: svg`<path d="M8.5 5 4.5 9l4 4M5 9h9a5 5 0 0 1 0 10H9" />`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01" stroke-width="2.8" />`,
  alert: svg`<path d="M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17h.01" />`,
  offline: svg`<path d="M3.5 9.5A13 13 0 0 1 8 6.7M20.5 9.5a13 13 0 0 0-7.5-3.7M6.5 13a8.5 8.5 0 0 1 4-2.2M17.5 13a8.5 8.5 0 0 0-2.4-1.6M9.5 16.3a4 4 0 0 1 5 0M12 19.5h.01M4 4l16 16" />`,
  keypad: svg`<path d="M6 5.5h.01M12 5.5h.01M18 5.5h.01M6 11h.01M12 11h.01M18 11h.01M6 16.5h.01M12 16.5h.01M18 16.5h.01" stroke-width="2.8" />`,
  backspace: svg`<path d="M9 5.5h10.5v13H9L3.5 12ZM12 9.5l4.5 5M16.5 9.5l-4.5 5" />`,
  search: svg`<circle cx="11" cy="11" r="6.5" /><path d="m16 16 4.5 4.5" />`,
  clock: svg`<circle cx="12" cy="12" r="8.5" /><path d="M12 7.5V12l3 2" />`,
  music: svg`<path d="M9 18V6l10-2v12" /><circle cx="6.5" cy="18" r="2.5" /><circle cx="16.5" cy="16" r="2.5" />`,
  available: svg`<circle cx="12" cy="12" r="8.5" /><path d="m8.3 12.3 2.6 2.6 4.8-5.3" />`,
  busy: svg`<circle cx="12" cy="12" r="8.5" /><circle cx="12" cy="12" r="3.5" fill="currentColor" />`,
  'do-not-disturb': svg`<circle cx="12" cy="12" r="8.5" /><path d="M8 12h8" />`,
  away: svg`<path d="M19.5 14.3A8 8 0 1 1 9.7 4.5a6.5 6.5 0 0 0 9.8 9.8Z" />`,
  'signed-out': svg`<circle cx="12" cy="12" r="8.5" stroke-dasharray="3 3" />`,
  'sign-out': svg`<path d="M10 4.5H6A1.5 1.5 0 0 0 4.5 6v12A1.5 1.5 0 0 0 6 19.5h4M15 8l4 4-4 4M19 12H9.5" />`,
  sound: svg`<path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5ZM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />`,
  note: svg`<path d="M6 4h12v11l-5 5H6ZM13 20v-5h5M9 8.5h6M9 12h4" />`,
  lock: svg`<rect x="5.5" y="10.5" width="13" height="9" rx="2" /><path d="M8.5 10.5V8a3.5 3.5 0 0 1 7 0v2.5" />`,
  spinner: svg`<path d="M12 3.5a8.5 8.5 0 1 0 8.5 8.5" />`,
  settings: svg`<circle cx="12" cy="12" r="3" /><path d="M12 3.5v2.5M12 18v2.5M3.5 12H6M18 12h2.5M6 6l1.8 1.8M16.2 16.2 18 18M18 6l-1.8 1.8M7.8 16.2 6 18" /><circle cx="12" cy="12" r="6" />`,
  consult: svg`<circle cx="8.5" cy="8.5" r="3" /><path d="M3 18.5c1-6.5 10-6.5 11 0M15.5 7a2.5 2.5 0 1 1 2.5 3.5v1M18 14.5h.01" />`,
  transfer: svg`<path d="M4 7.5h13M13.5 4 17 7.5 13.5 11M20 16.5H7M10.5 13 7 16.5l3.5 3.5" />`,
  conference: svg`<circle cx="12" cy="8" r="3" /><path d="M7 19c.5-6.5 9.5-6.5 10 0M6 10a2 2 0 0 1 0-4M18 10a2 2 0 0 0 0-4M3 16.5c0-2 1-3.5 2.5-4M21 16.5c0-2-1-3.5-2.5-4" />`,
  reload: svg`<path d="M19 12a7 7 0 1 1-2.2-5.1M19.5 3.5v4h-4" />`,
  queue: svg`<path d="M4 7h16M4 12h16M4 17h9" />`,
  entry: svg`<path d="M13 4.5h5.5v15H13M4 12h10M10.5 8l4 4-4 4" />`,
  headset: svg`<path d="M4.5 15v-3a7.5 7.5 0 0 1 15 0v3M19.5 17.5c0 1.8-1.7 3-4 3H13" /><rect x="3.5" y="13" width="4" height="5.5" rx="1.5" /><rect x="16.5" y="13" width="4" height="5.5" rx="1.5" />`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof SHAPES;

/** A decorative icon in the colour of the text beside it: the word is always there too. */
export function icon(name: IconName): TemplateResult<1> {
  return html`<svg class="icon icon-${name}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${SHAPES[name]}
  </svg>`;
}
