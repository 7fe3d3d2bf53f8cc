import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {describe, it} from 'node:test';
import {checkLayers} from '../../scripts/check-layers.mjs';
import {inTree} from '../support/planted-tree.ts';
import type {Tree} from '../support/planted-tree.ts';

const MANIFESTS: Tree = {
  'package.json': await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  'hub/package.json': await readFile(new URL('../../hub/package.json', import.meta.url), 'utf8'),
};

/** [where, what it says]: one breach of every rule of the table, in every form an import can take. */
const BREACHES: readonly (readonly [path: string, text: string])[] = [
  ['src/domain/offer.ts', "import {session} from '../services/session.ts';"],
  ['src/domain/offer.ts', "import type {Wire} from '../api/wire/events.ts';"],
  ['src/domain/offer.ts', "import {string} from 'valibot';"],
  ['src/domain/offer.ts', "import {readFile} from 'node:fs';"],
  ['src/domain/offer.ts', "import {readFile} from 'fs';"],
  ['src/domain/offer.ts', "type Lit = typeof import('lit');"],
  ['src/domain/deep/offer.ts', "export * from '../../api/errors.ts';"],
  ['src/api/wire/decode.ts', "import {HubClient} from '../hub-client.ts';"],
  ['src/api/wire/decode.ts', "import {HubConnection} from '@microsoft/signalr';"],
  ['src/api/client.ts', "import {Session} from '../services/session.ts';"],
  ['src/api/client.ts', "import {LitElement} from 'lit';"],
  ['src/services/session.ts', "import '../components/panel/define.ts';"],
  ['src/services/session.ts', "const lit = await import('lit');"],
  ['src/services/session.ts', "import {createServer} from 'node:http';"],
  ['src/components/panel/panel.ts', "import {SdkError} from '../../api/errors.ts';"],
  ['src/components/panel/panel.ts', "export type {SdkError} from '../../api/errors.ts';"],
  ['src/components/panel/panel.ts', "import '@microsoft/signalr';"],
  ['src/components/panel/panel.ts', "import {store} from '../../index.ts';"],
  ['src/index.ts', "import {start} from '../hub/main.ts';"],
  ['src/index.ts', 'const name = "lit"; await import(name);'],
  ['src/services/audio.ts', "new Worker(new URL('../../hub/worker.ts', import.meta.url));"],
  ['hub/signalr/server.ts', "import {desk} from '../desk/desk.ts';"],
  ['hub/signalr/server.ts', "import {Offer} from '../../src/domain/offer.ts';"],
  ['hub/signalr/server.ts', "import pino from 'pino';"],
  ['hub/desk/desk.ts', "import {HubClient} from '../../src/api/hub-client.ts';"],
  ['hub/desk/desk.ts', "import {Session} from '../../src/services/session.ts';"],
  ['hub/desk/desk.ts', "import {LitElement} from 'lit';"],
  ['hub/desk/desk.ts', "import {page} from '../../demo/page.ts';"],
  ['hub/desk/desk.ts', "const lodash = require('lodash');"],
  ['demo/start.ts', "import {Session} from '../src/services/session.ts';"],
  ['demo/start.ts', "import {hub} from '../hub/main.ts';"],
  ['demo/start.ts', "import {left} from 'left-pad';"],
  ['demo/pages/desk.ts', "import {readFile} from 'node:fs';"],
];

const ALLOWED: Tree = {
  'src/domain/offer.ts': "import {unreachable} from './unreachable.ts'; // import '../services/session.ts'",
  'src/api/wire/decode.ts': "import {string} from 'valibot'; import {offer} from '../../domain/offer.ts';",
  'src/api/client.ts': "import {HubConnection} from '@microsoft/signalr'; import {decode} from './wire/decode.ts';",
  'src/services/session.ts': "import {client} from '../api/client.ts'; const msal = import('@azure/msal-browser');",
  'src/components/panel/panel.ts': "import {LitElement} from 'lit'; import {session} from '../../services/session.ts';",
  'src/index.ts': "export {session} from './services/session.ts'; export {Panel} from './components/panel/panel.ts';",
  'hub/signalr/server.ts': "import {WebSocketServer} from 'ws'; import {createServer} from 'node:http';",
  'hub/desk/desk.ts':
    "import pg from 'pg'; import {decode} from '../../src/api/wire/decode.ts'; import '../signalr/server.ts';",
  'demo/start.ts':
    "import {x} from 'cordboard-hub/signalr'; import {readFile} from 'node:fs'; import {y} from 'cordboard';",
};

describe('layer check', () => {
  it('[CK-1] accepts what the table allows', async () => {
    const result = await inTree({...MANIFESTS, ...ALLOWED}, checkLayers);
    assert.deepEqual(result, {scanned: Object.keys(ALLOWED).length, problems: []});
  });

  for (const [path, text] of BREACHES) {
    it(`[CK-1] refuses in ${path}: ${text}`, async () => {
      const {problems} = await inTree({...MANIFESTS, ...ALLOWED, [path]: text}, checkLayers);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.ok(problems.join().startsWith(`${path}:1 imports `), problems.join());
    });
  }

  it('[CK-1] fails when it finds no file', async () => {
    const {scanned, problems} = await inTree(MANIFESTS, checkLayers);
    assert.equal(scanned, 0);
    assert.equal(problems.length, 1);
  });

  it('[CK-1] fails when ARCHITECTURE.md shows another table', async () => {
    const tree: Tree = {...MANIFESTS, ...ALLOWED, 'ARCHITECTURE.md': '| room | may import |'};
    const {problems} = await inTree(tree, checkLayers);
    assert.match(problems.join(), /ARCHITECTURE\.md/);
  });
});
