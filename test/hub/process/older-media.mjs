/**
 * Loaded before a media process: from a signal on it speaks as one of a release that records nothing, which does not know the
 * word. All else of it is the real thing.
 */
if (process.argv[1]?.endsWith('/voice/media/main.ts')) {
  const {stringify} = JSON;
  process.once('SIGUSR2', () => {
    JSON.stringify = (value) => stringify(value, (key, each) => (key === 'recordings' ? undefined : each));
  });
}
