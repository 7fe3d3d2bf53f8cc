/** The customer's callback form: how each of its states is looked at. */
const SLOT = '#when-slot';
const STEPS = [
  {press: undefined, note: '1-number'},
  {press: '#next-button', note: '2-name'},
  {press: '#next-button,#next-button', note: '3-when'},
  {press: `#next-button,#next-button,${SLOT}`, note: '3-slots'},
  {press: '#next-button,#next-button,#next-button', note: '4-about'},
  {press: '#next-button,#next-button,#next-button,#next-button', note: '5-send'},
];
const LAST = STEPS.at(-1).press;
const STATES = [
  ...['loading', 'cannot-load', 'refused', 'limited', 'closed', 'scheduled', 'waiting', 'next', 'calling', 'talked'],
  ...['again', 'unreached', 'late', 'cancelled', 'out-of-reach', 'not-cancelled', 'forgotten', 'resuming-offline'],
].map((state) => `request-${state}`);
const PHONE = {width: 360, height: 780};
const WIDE = {width: 800, height: 640};

export const REQUEST_SHOTS = [
  ...STEPS.flatMap((step) => [
    {scene: 'request-asking', ...step, ...PHONE},
    {scene: 'request-asking', ...step, ...WIDE},
    {scene: 'request-asking', ...step, ...PHONE, scheme: 'dark'},
    {scene: 'request-asking-pl', ...step, ...PHONE},
    {scene: 'request-asking-ar', ...step, ...PHONE, dir: 'rtl'},
    {scene: 'request-asking-long', ...step, width: 320, height: 1100},
    {scene: 'request-asking', ...step, note: `${step.note}-200`, width: 320, height: 1400, size: '200%'},
    {scene: 'request-asking', ...step, note: `${step.note}-forced`, ...PHONE, forced: 'active'},
  ]),
  {scene: 'request-asking-closed', press: STEPS[2].press, note: '3-when', ...PHONE},
  {scene: 'request-asking-unknown', press: STEPS[2].press, note: '3-when', ...PHONE},
  {scene: 'request-asking', press: `${STEPS[3].press},#next-button`, note: 'fault', ...PHONE},
  {scene: 'request-asking', press: `${STEPS[3].press},#zone-button`, note: 'zone', width: 360, height: 900},
  {scene: 'request-asking', press: `${LAST},#next-button`, note: 'problems', width: 360, height: 900},
  {scene: 'request-asking', type: '12', press: '#next-button', note: 'number-fault', ...PHONE},
  ...['trouble', 'busy'].map((state) => ({scene: `request-${state}`, press: LAST, ...PHONE})),
  ...STATES.flatMap((scene) => [
    {scene, ...PHONE, height: 520},
    {scene, ...WIDE, height: 420, scheme: 'dark'},
  ]),
  {scene: 'request-waiting', press: '#cancel-button', note: 'doubt', ...PHONE},
  {scene: 'request-scheduled-pl', ...PHONE},
  {scene: 'request-scheduled-ar', ...PHONE, dir: 'rtl'},
  {scene: 'request-waiting', width: 320, height: 1100, size: '200%', note: 'text200'},
  {scene: 'request-waiting', ...PHONE, forced: 'active', note: 'forced'},
];
