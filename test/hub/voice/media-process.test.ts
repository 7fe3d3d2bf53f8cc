import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, readFile, stat, writeFile} from 'node:fs/promises';
import {createServer, type Socket} from 'node:net';
import {join} from 'node:path';
import {describe, it} from 'node:test';
import {MediaProcess} from '../../../hub/voice/media-client.ts';
import {MediaError} from '../../../hub/voice/media-error.ts';
import {parseMediaOptions} from '../../../hub/voice/media/media-options.ts';
import {gone} from '../process/hub-process.ts';
import {kill, nextEvent, secret, startByDoomedParent, withRunDir} from './media-fixture.ts';

const network = {loopbackOnly: true};

async function withMedia(body: (media: MediaProcess, runDir: string) => Promise<void>): Promise<void> {
  await withRunDir(async (runDir) => {
    const media = await MediaProcess.start({runDir, secret, network});
    try {
      await body(media, runDir);
    } finally {
      media.detach();
      kill(media.pid);
    }
  });
}

function isError(code: string): (error: unknown) => boolean {
  return (error) => error instanceof MediaError && error.code === code;
}

describe('MediaProcess', () => {
  it('[VM-19] outlives a parent killed with SIGKILL and is adopted with its plans by the next', async () => {
    await withRunDir(async (runDir) => {
      const {pid, processId} = await startByDoomedParent(runDir);
      try {
        const first = await MediaProcess.adopt({runDir});
        assert.ok(first);
        await first.plan({contactId: 'c', version: 3, hears: {a: {kind: 'music'}}});
        first.detach();
        const second = await MediaProcess.adopt({runDir, secret});
        const hello = await second?.hello();
        assert.equal(hello?.processId, processId);
        assert.deepEqual(hello?.plans, [{contactId: 'c', version: 3}]);
        await second?.stop();
      } finally {
        kill(pid);
      }
    });
  });

  it('[VM-19] there is nothing to adopt before the first start, after a stop, after a crash, or with a wrong secret', async () => {
    await withRunDir(async (runDir) => {
      assert.equal(await MediaProcess.adopt({runDir}), null);
      const media = await MediaProcess.start({runDir, secret, network});
      try {
        assert.equal(await MediaProcess.adopt({runDir, secret: 'another secret entirely'}), null);
        await media.stop();
        assert.equal(await MediaProcess.adopt({runDir}), null);
      } finally {
        kill(media.pid);
      }
      const next = await MediaProcess.start({runDir, secret, network});
      const gone = nextEvent(next, 'gone');
      kill(next.pid);
      await gone;
      assert.equal(await MediaProcess.adopt({runDir}), null);
    });
  });

  it('[VM-18] refuses to start beside a living one, and says what to do', async () => {
    await withMedia(async (media, runDir) => {
      await assert.rejects(MediaProcess.start({runDir, secret, network}), (error: unknown) => {
        assert.ok(error instanceof MediaError);
        assert.equal(error.code, 'media-start-failed');
        assert.match(error.message, /already listens.*adopt it/);
        return true;
      });
      assert.equal((await media.hello()).pid, media.pid);
    });
  });

  it('[VM-18] replaces a socket file that a dead process left', async () => {
    await withMedia(async (media, runDir) => {
      const gone = nextEvent(media, 'gone');
      kill(media.pid);
      await gone;
      assert.ok((await stat(join(runDir, 'media.sock'))).isSocket());
      const next = await MediaProcess.start({runDir, secret, network});
      try {
        assert.notEqual((await next.hello()).pid, media.pid);
      } finally {
        await next.stop();
      }
    });
  });

  it('[VM-48] a spare is found by nobody until it takes the other one’s place', async () => {
    await withMedia(async (media, runDir) => {
      const spare = await MediaProcess.startSpare({runDir, secret, network}, media);
      try {
        const found = await MediaProcess.adopt({runDir});
        assert.equal(found?.pid, media.pid);
        found.detach();
        kill(media.pid);
        await spare.promote();
        const next = await MediaProcess.adopt({runDir});
        assert.equal(next?.pid, spare.pid);
        await next.stop();
        assert.equal(await MediaProcess.adopt({runDir}), null);
      } finally {
        spare.detach();
        kill(spare.pid);
      }
    });
  });

  it('[VM-48] a spare ends with its hub, one that something was asked of does not', async () => {
    await withMedia(async (media, runDir) => {
      const unused = await MediaProcess.startSpare({runDir, secret, network}, media);
      unused.detach();
      assert.equal(await gone(unused.pid), true);
      const used = await MediaProcess.startSpare({runDir, secret, network}, media);
      try {
        await used.plan({contactId: 'c', version: 1, hears: {}});
        await used.promote();
        used.detach();
        const found = await MediaProcess.adopt({runDir});
        assert.deepEqual((await found?.hello())?.plans, [{contactId: 'c', version: 1}]);
        found?.detach();
      } finally {
        kill(used.pid);
      }
    });
  });

  it('[VM-20] keeps its folder and its record to this user', async () => {
    await withRunDir(async (runDir) => {
      await chmod(runDir, 0o755);
      const media = await MediaProcess.start({runDir, secret, network});
      try {
        assert.equal((await stat(runDir)).mode & 0o777, 0o700);
        for (const name of ['media.json', 'media.log', 'media.sock'])
          assert.equal((await stat(join(runDir, name))).mode & 0o077, 0, name);
        assert.equal((await readFile(`/proc/${media.pid}/cmdline`, 'utf8').catch(() => '')).includes(secret), false);
      } finally {
        await media.stop();
      }
    });
  });

  it('[VM-20] a record that cannot be understood is none', async () => {
    await withRunDir(async (runDir) => {
      await writeFile(join(runDir, 'media.json'), '{"pid":');
      assert.equal(await MediaProcess.adopt({runDir}), null);
    });
  });

  it('[VM-21] fails a request at its deadline with a code', async () => {
    await withRunDir(async (runDir) => {
      const path = join(runDir, 'media.sock');
      const sockets: Socket[] = [];
      // A process that takes the secret and then hangs.
      const deaf = createServer((socket) => {
        sockets.push(socket);
        socket.once('data', () => socket.write('{"id":1,"ok":true}\n'));
      });
      deaf.listen(path);
      await once(deaf, 'listening');
      await writeFile(join(runDir, 'media.json'), JSON.stringify({pid: process.pid, socketPath: path, secret}));
      const media = await MediaProcess.adopt({runDir, requestTimeoutMs: 50});
      try {
        assert.ok(media);
        await assert.rejects(media.hello(), isError('media-timeout'));
        const broken = nextEvent(media, 'disconnected');
        const pending = assert.rejects(media.hello(), isError('media-unreachable'));
        sockets.forEach((socket) => socket.destroy());
        await Promise.all([broken, pending]);
      } finally {
        media?.detach();
        sockets.forEach((socket) => socket.destroy());
        deaf.close();
      }
    });
  });

  it('[VM-21] comes back after its control connection broke', async () => {
    await withRunDir(async (runDir) => {
      const real = await MediaProcess.start({runDir, secret, network});
      try {
        // A relay in the middle, whose connections can be cut.
        const relayPath = join(runDir, 'relay');
        const {connect} = await import('node:net');
        const through: Socket[] = [];
        const relay = createServer((socket) => {
          const onward = connect(join(runDir, 'media.sock'));
          through.push(socket, onward);
          for (const end of [socket, onward]) end.on('error', () => end.destroy());
          socket.pipe(onward).pipe(socket);
        });
        relay.listen(relayPath);
        await once(relay, 'listening');
        await writeFile(join(runDir, 'media.json'), JSON.stringify({pid: real.pid, socketPath: relayPath, secret}));
        const media = await MediaProcess.adopt({runDir});
        assert.ok(media);
        const back = nextEvent(media, 'reconnected');
        through.forEach((socket) => socket.destroy());
        await back;
        assert.equal((await media.hello()).pid, real.pid);
        media.detach();
        through.forEach((socket) => socket.destroy());
        relay.close();
      } finally {
        await real.stop();
      }
    });
  });

  it('[VM-10] refuses an offer that is none, with a code, and lives', async () => {
    await withMedia(async (media) => {
      const head = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n';
      const offers = [
        'hello',
        head,
        `${head}m=video 9 UDP/TLS/RTP/SAVPF 96\r\n`,
        `${head}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n`,
      ];
      for (const offer of offers)
        await assert.rejects(media.connect({legId: 'a', epoch: 1, offer}), isError('bad-offer'));
      await assert.rejects(media.stats('a'), isError('unknown-leg'));
      await assert.rejects(media.close('a'), isError('unknown-leg'));
      assert.deepEqual((await media.hello()).legs, []);
    });
  });
});

describe('the media program', () => {
  const env = {CORDBOARD_MEDIA_SECRET: secret};
  const wrong: readonly (readonly [readonly string[], NodeJS.ProcessEnv, RegExp])[] = [
    [[], env, /--socket/],
    [['--socket', 'x'.repeat(104)], env, /103 bytes/],
    [['--socket', 's'], {}, /CORDBOARD_MEDIA_SECRET/],
    [['--socket', 's'], {CORDBOARD_MEDIA_SECRET: 'short'}, /16 characters/],
    [['--socket', 's', '--advertise', 'example.org'], env, /--advertise.*"example.org"/],
    [['--socket', 's', '--ports', '50000-40000'], env, /--ports/],
    [['--socket', 's', '--ports', '80-90'], env, /--ports/],
    [['--socket', 's', '--idle-exit-ms', '0'], env, /--idle-exit-ms/],
    [['--socket', 's', '--colour'], env, /--colour/],
    [['--socket', 's'], {...env, CORDBOARD_MEDIA_ICE_SERVERS: '[{"urls":"http://x"}]'}, /CORDBOARD_MEDIA_ICE_SERVERS/],
  ];
  for (const [args, environment, sentence] of wrong) {
    it(`[VM-17] names the wrong value: ${sentence.source}`, () => {
      const options = parseMediaOptions(args, environment);
      assert.ok('problem' in options);
      assert.match(options.problem, sentence);
      assert.equal(options.problem.includes('\n'), false);
    });
  }

  it('[VM-17] reads every option', () => {
    const ice = '[{"urls":"turn:192.0.2.1:3478","username":"u","credential":"c"}]';
    const args = [
      '--socket',
      's',
      '--advertise',
      '192.0.2.7, 2001:db8::7',
      '--ports',
      '40000-40099',
      '--loopback',
      '--idle-exit-ms',
      '5',
      '--spare',
    ];
    const folders = {CORDBOARD_MEDIA_SOUNDS: '/srv/sounds', CORDBOARD_MEDIA_PROMPTS: '/run/prompts'};
    const given = {...env, CORDBOARD_MEDIA_ICE_SERVERS: ice, ...folders};
    assert.deepEqual(parseMediaOptions(args, given), {
      socketPath: 's',
      secret,
      idleExitMs: 5,
      soundFolders: ['/run/prompts', '/srv/sounds'],
      spare: true,
      network: {
        advertise: ['192.0.2.7', '2001:db8::7'],
        ports: {from: 40_000, to: 40_099},
        iceServers: JSON.parse(ice),
        loopbackOnly: true,
      },
    });
  });

  const main = new URL('../../../hub/voice/media/main.ts', import.meta.url).pathname;

  it('[VM-17] ends with code 2 after one sentence', async () => {
    const child = spawn(process.execPath, [main, '--socket', ''], {stdio: ['ignore', 'ignore', 'pipe'], env});
    let said = '';
    child.stderr.on('data', (chunk) => (said += String(chunk)));
    const [code] = await once(child, 'close', {signal: AbortSignal.timeout(10_000)});
    assert.equal(code, 2);
    assert.equal(said, '--socket must name the unix socket to listen on.\n');
  });

  it('[VM-30] ends by itself when nobody controls it and no leg is left', async () => {
    await withRunDir(async (runDir) => {
      const child = spawn(
        process.execPath,
        [main, '--socket', join(runDir, 's'), '--loopback', '--idle-exit-ms', '1'],
        {stdio: 'ignore', env},
      );
      try {
        const [code] = await once(child, 'close', {signal: AbortSignal.timeout(15_000)});
        assert.equal(code, 0);
      } finally {
        child.kill('SIGKILL');
      }
    });
  });
});
