// Takes a picture of every state of the desk: node test/support/screenshots/take.mjs <folder> [name filter]
import {mkdir} from 'node:fs/promises';
import {createServer} from 'node:http';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {chromium} from 'playwright-core';
import {SHOTS} from './shots.mjs';

const [folder = 'shots', filter = ''] = process.argv.slice(2);
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
    'cordboard-popover, cordboard-dialer, cordboard-communication-panel, cordboard-supervisor, cordboard-admin, cordboard-callback-scheduler, cordboard-callback-request, cordboard-callback-inbox, cordboard-callback-figures, cordboard-voicemail, cordboard-emergency-readiness-list',
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
  if (shot.hover) await page.locator(shot.hover).first().hover({force: true});
  await page.screenshot({path: `${folder}/${name}.png`});
  await context.close();
}
await browser.close();
server.close();
