// Takes a picture of every state of the desk: node test/support/screenshots/take.mjs <folder> [name filter]
import {mkdir} from 'node:fs/promises';
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';

const [folder = 'shots', filter = ''] = process.argv.slice(2);
const ALL = [
  'first-use',
  'taken-over',
  'sign-in-required',
  'connecting',
  'empty',
  'not-available',
  'connected',
  'held',
  'muted',
  'dialling',
  'wrap-up',
  'missed',
  'ringing',
  'ringing-many',
  'many',
  'long',
  'long-ringing',
  'reconnecting',
  'microphone-denied',
  'sound-blocked',
  'sound-poor',
];
const WORK = [
  'assigning',
  'assigning-many',
  'ringing-email',
  'ringing-eight',
  'emergency-callback',
  'callback',
  'time-up',
  'dialling-elsewhere',
  'unreachable',
  'email',
  'email-wrap-up',
  'side-by-side',
  'missed-list',
  'masked',
];
const SUPERVISOR = [
  'supervisor',
  'supervisor-signed-out',
  'supervisor-loading',
  'supervisor-empty',
  'supervisor-failed',
  'supervisor-forbidden',
  'supervisor-outdated',
  'supervisor-reconnecting',
  'supervisor-emergency',
  'supervisor-listening',
  'supervisor-speaking',
  'supervisor-moved',
  'supervisor-over',
];
const SHOTS = [
  ...SUPERVISOR.map((scene) => ({scene, width: 1024, height: 900})),
  ...['supervisor', 'supervisor-listening'].flatMap((scene) => [
    {scene, width: 1024, height: 900, scheme: 'dark'},
    {scene, width: 320, height: 1900},
    {scene, width: 480, height: 1300, scheme: 'dark'},
    {scene, width: 1850, height: 700},
    {scene, width: 345, height: 2600, size: '200%', note: 'text200'},
    {scene, width: 1024, height: 900, forced: 'active', note: 'forced'},
  ]),
  ...['supervisor-many', 'supervisor-long'].flatMap((scene) => [
    {scene, width: 1024, height: 900},
    {scene, width: 320, height: 1600},
  ]),
  ...[320, 1024].map((width) => ({scene: 'supervisor-arabic', width, height: 900, dir: 'rtl'})),
  ...WORK.flatMap((scene) => ['light', 'dark'].map((scheme) => ({scene, scheme, width: 345, height: 760}))),
  ...['side-by-side', 'missed-list', 'long-list', 'ringing-eight'].map((scene) => ({scene, width: 320, height: 760})),
  ...['side-by-side', 'missed-list', 'assigning'].map((scene) => ({
    scene,
    width: 345,
    height: 900,
    size: '200%',
    note: 'text200',
  })),
  ...['side-by-side', 'missed-list', 'assigning', 'emergency-callback'].map((scene) => ({
    scene,
    width: 345,
    forced: 'active',
    note: 'forced',
  })),
  {scene: 'arabic-list', width: 345, height: 760, dir: 'rtl'},
  {scene: 'side-by-side', width: 345, collapse: true, note: 'collapsed'},
  {scene: 'side-by-side', width: 900, collapse: true, note: 'collapsed'},
  ...['side-by-side', 'missed-list', 'thousand'].map((scene) => ({scene, width: 1100, height: 760})),
  ...['ringing', 'ringing-eight', 'missed', 'emergency-callback', 'long-ringing'].map((scene) => ({
    scene,
    width: 320,
    height: 256,
    note: 'low',
  })),
  {scene: 'side-by-side', width: 320, height: 760, size: '200%', note: 'crm'},
  ...ALL.flatMap((scene) => ['light', 'dark'].map((scheme) => ({scene, scheme, width: 345}))),
  ...['connected', 'ringing', 'wrap-up', 'long'].map((scene) => ({scene, width: 320})),
  ...['connected', 'wrap-up', 'many'].flatMap((scene) => [480, 800, 1100].map((width) => ({scene, width}))),
  ...['arabic', 'arabic-ringing'].map((scene) => ({scene, width: 345, dir: 'rtl'})),
  ...['connected', 'ringing', 'wrap-up', 'missed'].map((scene) => ({scene, width: 345, size: '200%', note: 'text200'})),
  ...['held', 'ringing', 'wrap-up', 'many'].map((scene) => ({scene, width: 345, forced: 'active', note: 'forced'})),
  {scene: 'connected', width: 360, height: 460, scheme: 'light', note: 'panel', only: 'cordboard-communication-panel'},
  {scene: 'ringing', width: 376, height: 340, note: 'popover', only: 'cordboard-popover'},
  {scene: 'empty', width: 345, type: '911', note: 'emergency'},
  {scene: 'empty', width: 345, type: '911555', note: 'emergency-prefix'},
  {scene: 'empty', width: 345, type: '999', note: 'emergency-foreign', scheme: 'dark'},
  {scene: 'empty', width: 345, menu: true, note: 'menu'},
  {scene: 'held', width: 345, hover: true, note: 'why'},
  ...[
    'go-online',
    'microphone-blocked',
    'microphone-revoked',
    'device-lost',
    'device-found',
    'ring-blocked',
    'auto-answer',
  ].flatMap((scene) => ['light', 'dark'].map((scheme) => ({scene, scheme, width: 345, note: 'devices'}))),
  ...['empty', 'echo-connected', 'echo-refused', 'go-online', 'microphone-missing'].map((scene) => ({
    scene,
    width: 320,
    height: 1250,
    settings: true,
    note: 'devices-settings',
  })),
  {scene: 'device-lost', width: 345, height: 1250, scheme: 'dark', settings: true, note: 'devices-settings'},
  {scene: 'empty', width: 800, height: 900, settings: true, note: 'devices-settings'},
  {scene: 'empty', width: 345, height: 1250, dir: 'rtl', settings: true, note: 'devices-settings-rtl'},
  {scene: 'empty', width: 345, height: 2400, size: '200%', settings: true, note: 'devices-settings-200'},
  {scene: 'empty', width: 345, height: 1250, forced: 'active', settings: true, note: 'devices-settings-forced'},
  ...[
    'dialer-typed',
    'dialer-keypad',
    'dialer-recents',
    'dialer-found',
    'dialer-emergency',
    'dialer-emergency-call',
    'dialer-emergency-longer',
    'dialer-long',
    'call-keypad',
    'call-keypad-held',
    'call-dialling',
    'call-busy',
  ].flatMap((scene) => [
    {scene, width: 345, note: 'dialer'},
    {scene, width: 320, scheme: 'dark', dir: 'rtl', note: 'dialer'},
  ]),
];

const CALLS = [
  'consult-requested',
  'consult-requested-queue',
  'consulting',
  'consult-on-hold',
  'consulted',
  'conference',
  'conference-on-the-way',
  'conference-full',
  'post-call-consult',
  'monitoring',
  'barged-in',
  'ringing-consult',
  'ringing-returned',
  'wrap-up-suggested',
  'call-news',
];
const DIALOGS = [
  {scene: 'connected-targets', press: '#consult-button', note: 'dialog'},
  {scene: 'connected-targets', press: '#transfer-button', note: 'dialog-transfer'},
  {scene: 'connected-targets', press: '#consult-button,#tab-queues', note: 'dialog-queues'},
  {scene: 'connected-targets', press: '#consult-button,#tab-number', note: 'dialog-number'},
  {scene: 'connected-targets', press: '#consult-button,#tab-entry-points', note: 'dialog-entries'},
  {scene: 'conference', press: '#consult-button,[data-row=agent-agent-2]', note: 'dialog-others'},
  {scene: 'consulted', press: '#suggest-button', note: 'suggestion'},
];
SHOTS.push(
  ...CALLS.flatMap((scene) => ['light', 'dark'].map((scheme) => ({scene, scheme, width: 345, height: 900}))),
  ...['long-consult', 'long-conference'].map((scene) => ({scene, width: 320, height: 1000})),
  ...['arabic-consult', 'arabic-conference'].map((scene) => ({scene, width: 345, height: 900, dir: 'rtl'})),
  ...['consulting', 'conference', 'post-call-consult'].map((scene) => ({scene, width: 1100, height: 760})),
  ...DIALOGS.flatMap((shot) => ['light', 'dark'].map((scheme) => ({...shot, scheme, width: 345, height: 1000}))),
  {...DIALOGS[0], width: 320, height: 1000, note: 'dialog-320'},
  {...DIALOGS[0], width: 1100, height: 900, note: 'dialog-wide'},
  {...DIALOGS[0], width: 345, height: 1000, dir: 'rtl', note: 'dialog-rtl'},
  {...DIALOGS[0], width: 345, height: 1000, forced: 'active', note: 'dialog-forced'},
  {...DIALOGS[0], width: 345, height: 1400, size: '200%', note: 'dialog-200'},
);

const READINESS = [
  'readiness-ready',
  'readiness-to-do',
  'readiness-simulated',
  'readiness-impossible',
  'readiness-carrier',
  'readiness-elsewhere',
  'readiness-not-covered',
  'readiness-looking',
  'readiness-frame',
  'readiness-long',
];
const WHERE = {press: '#badge', height: 1300};
SHOTS.push(
  ...['readiness-ready', 'readiness-to-do', 'readiness-simulated', 'readiness-impossible'].map((scene) => ({
    scene,
    width: 345,
    height: 220,
    note: 'badge',
  })),
  ...READINESS.map((scene) => ({...WHERE, scene, width: 345})),
  ...['readiness-to-do', 'readiness-simulated', 'readiness-impossible'].flatMap((scene) => [
    {...WHERE, scene, width: 345, scheme: 'dark'},
    {...WHERE, scene, width: 320, height: 2400, size: '200%', note: 'text200'},
    {...WHERE, scene, width: 345, forced: 'active', note: 'forced'},
    {...WHERE, scene, width: 900, height: 800},
  ]),
  {...WHERE, scene: 'readiness-arabic', width: 345, dir: 'rtl'},
  {...WHERE, scene: 'readiness-to-do', width: 345, press: '#badge,#confirm-button', note: 'faults'},
  ...[345, 900].map((width) => ({scene: 'readiness-list', width, height: 900})),
  {scene: 'readiness-list', width: 345, height: 900, scheme: 'dark', dir: 'rtl', note: 'rtl'},
);

const bundle = await build({
  entryPoints: [fileURLToPath(new URL('./page.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  conditions: ['production'],
  external: ['*/services/session.ts', '@azure/msal-browser'],
});
const PAGE = (body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><style>:root{color-scheme:light dark;background:Canvas}body{margin:0}#stage{min-height:100vh;display:grid}</style><div id="stage"></div>${body}`;
const server = createServer((request, response) => {
  const script = request.url === '/page.js';
  response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
  response.end(script ? bundle.outputFiles[0].text : PAGE('<script type="module" src="/page.js"></script>'));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const {port} = server.address();
await mkdir(folder, {recursive: true});
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const shot of SHOTS) {
  const {scene, width, scheme = 'light', dir = 'ltr', size, forced = 'none', note} = shot;
  const name = [scene, width, scheme, note].filter(Boolean).join('-');
  if (!filter.split(',').some((each) => name.includes(each))) continue;
  const context = await browser.newContext({
    viewport: {width, height: shot.height ?? 640},
    deviceScaleFactor: 2,
    colorScheme: scheme,
    forcedColors: forced,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.on('pageerror', (error) => console.log(name, error.message));
  page.on('console', (message) => console.log(name, message.text()));
  await page.goto(`http://127.0.0.1:${port}/#${scene}`);
  await page.waitForSelector(
    'cordboard-popover, cordboard-dialer, cordboard-communication-panel, cordboard-supervisor, cordboard-emergency-readiness-list',
    {
      state: 'attached',
    },
  );
  await page.evaluate(
    ([d, z]) => {
      document.documentElement.dir = d;
      if (z) document.documentElement.style.fontSize = z;
    },
    [dir, size],
  );
  if (shot.only) {
    // For the README: one element alone on a quiet ground.
    await page.evaluate((tag) => {
      document.documentElement.style.background = '#eceff4';
      for (const each of document.querySelectorAll('cordboard-communication-panel, cordboard-popover'))
        each.hidden = each.localName !== tag;
    }, shot.only);
  }
  if (shot.type) await page.locator('input[type=tel]').fill(shot.type);
  if (shot.collapse) await page.locator('#collapse-button').click();
  if (shot.settings) await page.locator('#settings-button').click();
  for (const press of shot.press?.split(',') ?? []) await page.locator(press).first().click();
  if (shot.menu) await page.locator('#presence-button').click();
  if (shot.hover) await page.locator('#end-button').hover({force: true});
  await page.screenshot({path: `${folder}/${name}.png`});
  await context.close();
}
await browser.close();
server.close();
