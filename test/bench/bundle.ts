/** Bundles an entry as the CDN build does, in memory: the sizes are those of a page, and other builds are not disturbed. */
import {type OutputChunk, type Plugin, type RollupOptions, rollup} from 'rollup';

export type Bundle = {
  readonly entry: OutputChunk;
  /** By file name. */
  readonly chunks: ReadonlyMap<string, OutputChunk>;
};

const CONFIGURATION = new URL('../../rollup.config.mjs', import.meta.url).href;

/** Only chunks on demand have them: a run that is not about those is several times faster without. */
const ON_DEMAND_PACKAGES = [
  '@azure/msal-browser',
  '@microsoft/microsoft-graph-client',
  'libphonenumber-js',
  '@rapideditor/country-coder',
];

/** What a page loads by itself, in a run without the packages of what it loads on demand. */
export async function bundleWithoutDemand(source: string): Promise<Bundle> {
  return bundleForPage(source, 'cordboard', (id) => ON_DEMAND_PACKAGES.some((name) => id.startsWith(name)));
}

/** One bundler run with the settings of one of the builds, named by the file it makes. */
export async function bundleForPage(
  source: string,
  settingsOf = 'cordboard',
  external: (id: string) => boolean = () => false,
): Promise<Bundle> {
  const {input: _, output, ...options} = await buildNamed(settingsOf);
  const settings = Array.isArray(output) ? output[0] : output;
  return run({...options, external, input: {entry: source}}, {...settings, sourcemap: false});
}

/** The same sources as readable modules, one file each: a profile of it names functions and their modules. */
export async function bundleForProfile(source: string): Promise<Bundle> {
  const {plugins} = await buildNamed('cordboard');
  const readable = pluginsOf(plugins).filter(({name}) => name !== 'terser' && name !== 'refuse-early-chunks');
  const onwarn = () => undefined;
  return run({input: {entry: source}, plugins: readable, onwarn}, {format: 'es', preserveModules: true});
}

async function run(options: RollupOptions, output: object): Promise<Bundle> {
  const build = await rollup(options);
  try {
    const generated = await build.generate(output);
    const chunks = new Map(
      generated.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file] as const] : [])),
    );
    const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
    if (entry === undefined) throw new Error('The bundler made no entry.');
    return {entry, chunks};
  } finally {
    await build.close();
  }
}

/** Of the builds that leave nothing out: those are what a page downloads. */
async function buildNamed(name: string): Promise<RollupOptions> {
  const {default: builds}: {readonly default: readonly RollupOptions[]} = await import(CONFIGURATION);
  const found = builds.find(
    ({input, external}) =>
      external === undefined && typeof input === 'object' && !Array.isArray(input) && name in input,
  );
  if (found === undefined) throw new Error(`rollup.config.mjs has no build that makes ${name}.`);
  return found;
}

function pluginsOf(option: RollupOptions['plugins']): readonly Plugin[] {
  const list: readonly unknown[] = Array.isArray(option) ? option : [option];
  return list.filter((each): each is Plugin => typeof each === 'object' && each !== null && 'name' in each);
}
