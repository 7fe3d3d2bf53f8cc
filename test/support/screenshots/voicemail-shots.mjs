/** How the list of messages is looked at. */
export const VOICEMAIL_SHOTS = [
  ...['voicemail', 'voicemail-supervisor', 'voicemail-long'].flatMap((scene) => [
    {scene, width: 320, height: 1_200},
    {scene, width: 480, height: 1_000},
    {scene, width: 1_100, height: 700},
    {scene, width: 1_100, height: 700, scheme: 'dark'},
    {scene: `${scene}-polish`, width: 1_100, height: 700},
    {scene, width: 480, height: 1_400, size: '200%', note: 'large'},
    {scene, width: 1_100, height: 700, forced: 'active', note: 'forced'},
  ]),
  ...['-loading', '-signed-out', '-empty', '-one', '-failed', '-forbidden', '-gone'].map((state) => ({
    scene: `voicemail${state}`,
    width: 480,
  })),
  ...['voicemail-no-agent', 'voicemail-no-agent-polish'].flatMap((scene) => [
    {scene, width: 1_100, height: 700, hover: '#call-back-ada'},
    {scene, width: 320, height: 900, scheme: 'dark', hover: '#call-back-ada'},
  ]),
  ...['voicemail-called-back', 'voicemail-called-back-polish'].flatMap((scene) => [
    {scene, width: 320, height: 1_300},
    {scene, width: 1_100, height: 700},
    {scene, width: 1_100, height: 700, scheme: 'dark'},
    {scene, width: 1_100, height: 700, forced: 'active', note: 'forced'},
  ]),
  {scene: 'voicemail-supervisor', width: 1_100, height: 700, press: '#remove-unknown', note: 'sure'},
  {scene: 'supervisor', width: 1_100, height: 700, press: '#tab-voicemail', note: 'voicemail'},
  {
    scene: 'empty',
    width: 345,
    height: 900,
    press: '#new-callback-button,#tab-manage,#voicemail-button',
    note: 'voicemail',
  },
  {scene: 'empty', width: 345, height: 900, press: '#new-callback-button,#tab-manage', note: 'voicemail-way'},
  {scene: 'voicemail-many', width: 1_100, height: 900},
  {scene: 'voicemail-arabic', width: 1_100, height: 700, dir: 'rtl', note: 'rtl'},
  {scene: 'voicemail-arabic', width: 320, height: 1_200, dir: 'rtl', note: 'rtl'},
];
