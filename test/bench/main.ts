/** Runs the sections one after another, prints each as it is ready and leaves everything in dist/bench.json. */
import {mkdir, writeFile} from 'node:fs/promises';
import {cpus} from 'node:os';
import {stop as stopBundler} from 'esbuild';
import {type Section, tableOf, verdict} from './figures.ts';
import {measureArrival} from './arrival.ts';
import {measureCallbacks} from './callbacks.ts';
import {measureCrowd} from './crowd.ts';
import {measureEcho} from './echo.ts';
import {measureEmergency} from './emergency.ts';
import {measureHandOuts} from './hand-outs.ts';
import {measureMixer} from './mixer.ts';
import {measurePopover} from './popover.ts';
import {measureRequests} from './requests.ts';
import {measureSizes} from './sizes.ts';
import {measureStorm} from './storm.ts';
import {measureSupervision} from './supervision.ts';

/** `alone`: measured only when named, in a run of its own. */
type Measurement = {readonly run: () => Promise<Section>; readonly limitMs: number; readonly alone?: true};

const SECTIONS: Readonly<Record<string, Measurement>> = {
  sizes: {run: measureSizes, limitMs: 90_000},
  popover: {run: measurePopover, limitMs: 180_000},
  crowd: {run: measureCrowd, limitMs: 200_000},
  echo: {run: measureEcho, limitMs: 90_000},
  'hand-outs': {run: measureHandOuts, limitMs: 300_000},
  supervision: {run: measureSupervision, limitMs: 120_000, alone: true},
  callbacks: {run: measureCallbacks, limitMs: 240_000, alone: true},
  requests: {run: measureRequests, limitMs: 300_000, alone: true},
  mixer: {run: measureMixer, limitMs: 240_000, alone: true},
  emergency: {run: measureEmergency, limitMs: 240_000, alone: true},
  arrival: {run: measureArrival, limitMs: 240_000, alone: true},
  storm: {run: measureStorm, limitMs: 240_000, alone: true},
};

const TARGET = new URL('../../dist/bench.json', import.meta.url);

const usual = Object.keys(SECTIONS).filter((name) => SECTIONS[name]?.alone !== true);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : usual;
const sections: Record<string, Section> = {};
const failed: string[] = [];

for (const name of wanted) {
  const startedAt = performance.now();
  try {
    const section = await measured(name);
    sections[name] = section;
    process.stdout.write(`\n${tableOf(section)}`);
  } catch (error) {
    failed.push(name);
    process.stderr.write(`\n✖ ${name} was not measured: ${error instanceof Error ? error.stack : String(error)}\n`);
  }
  process.stdout.write(`(${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s)\n`);
}
await stopBundler();
await leaveJson();
process.stdout.write(`\n${summary()}\n`);
process.exit(failed.length > 0 ? 1 : 0);

async function measured(name: string): Promise<Section> {
  const measurement = SECTIONS[name];
  if (measurement === undefined)
    throw new Error(`There is no such section; there are ${Object.keys(SECTIONS).join(', ')}.`);
  const {promise: late, reject} = Promise.withResolvers<never>();
  const limit = setTimeout(
    () => reject(new Error(`It took longer than ${measurement.limitMs / 1000} s.`)),
    measurement.limitMs,
  );
  try {
    const section = await Promise.race([measurement.run(), late]);
    if (section.figures.length === 0 || section.figures.some(({value}) => !Number.isFinite(value)))
      throw new Error('A figure is missing.');
    return section;
  } finally {
    clearTimeout(limit);
  }
}

async function leaveJson(): Promise<void> {
  const machine = {node: process.version, cpu: cpus()[0]?.model ?? '', cores: cpus().length};
  const judged = Object.fromEntries(
    Object.entries(sections).map(([name, section]) => [
      name,
      {...section, figures: section.figures.map((figure) => ({...figure, verdict: verdict(figure)}))},
    ]),
  );
  await mkdir(new URL('.', TARGET), {recursive: true});
  await writeFile(
    TARGET,
    `${JSON.stringify({at: new Date().toISOString(), machine, failed, sections: judged}, null, 2)}\n`,
  );
}

function summary(): string {
  const all = Object.values(sections).flatMap(({figures}) => figures);
  const missed = all.filter((figure) => ['over', 'under'].includes(verdict(figure)));
  const met = all.filter((figure) => verdict(figure) === 'pass').length;
  const names = missed.map(({name}) => `  ${name}`).join('\n');
  return [
    `${met} aims met, ${missed.length} missed, ${failed.length} of ${wanted.length} sections not measured`,
    ...(missed.length === 0 ? [] : [names]),
  ].join('\n');
}
