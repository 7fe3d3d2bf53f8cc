import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, describe, it} from 'node:test';
import {connect, setDefaultCACertificates} from 'node:tls';
import {TlsError, readTls} from '../../../hub/http/tls-files.ts';
import {connectBare} from '../../support/desk-client.ts';
import {CERTIFICATES} from '../../support/test-certificates.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';

describe('TLS', () => {
  let folder: string;
  let hub: TestHub;
  const files = () => ({cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem')});

  async function install({cert, key}: {readonly cert: string; readonly key: string}): Promise<void> {
    await Promise.all([writeFile(files().cert, cert), writeFile(files().key, key)]);
  }

  before(async () => {
    setDefaultCACertificates([CERTIFICATES.one.cert, CERTIFICATES.two.cert]);
    folder = await mkdtemp(join(tmpdir(), 'cb-tls-'));
    await install(CERTIFICATES.one);
    hub = await startTestHub({configuration: {tls: files()}});
  });

  after(async () => {
    await hub?.stop();
    await rm(folder, {recursive: true, force: true});
  });

  /** The name in the certificate that a new connection is shown. */
  async function shownName(): Promise<string> {
    const {promise, resolve, reject} = Promise.withResolvers<string>();
    const socket = connect({port: Number(new URL(hub.url).port), host: '127.0.0.1'}, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.on('error', reject);
    return promise;
  }

  it('[OP-50] with a certificate and its key the hub speaks TLS, for requests and for desks', async () => {
    assert.match(hub.url, /^https:/);
    assert.equal((await fetch(`${hub.url}/health/ready`)).status, 200);
    assert.equal(await shownName(), 'cordboard test one');
    await assert.rejects(fetch(hub.url.replace('https', 'http')));
    const desk = await connectBare(hub.url, await hub.issuer.token('anna'));
    assert.equal((await desk.resume()).agent.name, 'Test Agent');
    await desk.stop();
  });

  it('[OP-51] a renewed certificate is taken on SIGHUP, a broken one is not, and whoever is connected stays', async () => {
    const desk = await connectBare(hub.url, await hub.issuer.token('anna'));
    const first = await desk.resume();
    await writeFile(files().cert, CERTIFICATES.two.cert);
    process.kill(process.pid, 'SIGHUP');
    await hub.log.said('the renewed certificate cannot be used: the one before stays');
    assert.equal(await shownName(), 'cordboard test one');
    await writeFile(files().key, CERTIFICATES.two.key);
    process.kill(process.pid, 'SIGHUP');
    await hub.log.said('the certificate was read again');
    assert.equal(await shownName(), 'cordboard test two');
    await desk.command('SetPresence', {base: 'available', reason: null});
    const [event] = [await desk.events.find('PresenceChanged', ({type}) => type === 'PresenceChanged')];
    assert.ok(event.seq > first.seq);
    await desk.stop();
  });

  it('[OP-50] files that are missing, or do not belong together, are a sentence that names the setting', async () => {
    const sentence = async (cert: string, key: string): Promise<string> => {
      try {
        await readTls({cert, key});
      } catch (error) {
        if (error instanceof TlsError) return error.message;
      }
      return 'accepted';
    };
    const other = join(folder, 'other.pem');
    await writeFile(other, CERTIFICATES.one.key);
    assert.match(await sentence(join(folder, 'none'), files().key), /CORDBOARD_TLS_CERT cannot be read \(ENOENT\)/);
    assert.match(await sentence(files().cert, join(folder, 'none')), /CORDBOARD_TLS_KEY cannot be read \(ENOENT\)/);
    assert.match(await sentence(files().cert, other), /must be a certificate and its key/);
    assert.match(await sentence(other, files().key), /must be a certificate and its key/);
  });
});
