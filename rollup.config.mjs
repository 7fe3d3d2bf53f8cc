/**
 * Two builds of src/: modules for bundlers (dist/npm), and ready files for script tags (dist/cdn). In both, signing in
 * and mail are chunks of their own that load when they are first needed.
 */
import {readFile} from 'node:fs/promises';
import commonjs from '@rollup/plugin-commonjs';
import {nodeResolve} from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import {minifyHTMLLiterals} from 'minify-literals';
import esbuild from 'rollup-plugin-esbuild';
import {trimSignalR} from './scripts/trim-signalr.mjs';

const TARGET = 'es2022';
/** Chunk → the packages in it. */
const LAZY = {
  msal: '@azure/msal-',
  graph: '@microsoft/microsoft-graph-client',
  'phone-metadata': 'libphonenumber-js',
  countries: '@rapideditor/country-coder',
};
/** What the borders of countries are looked up with; of all that a page loads only these are no modules. */
const COMMON_JS = /\/node_modules\/(?:which-polygon|lineclip|rbush|quickselect)\//;

/**
 * Without its closing slash a shape of an icon swallows the next one, for a template of shapes alone has no `<svg>` around
 * it to say what it is. A space between two words of a template is a space on the screen.
 */
const TEMPLATE_RULES = {keepClosingSlash: true, conservativeCollapse: true, removeEmptyAttributes: false};

const manifest = JSON.parse(await readFile(new URL('./package.json', import.meta.url), 'utf8'));
const packages = Object.keys({...manifest.dependencies, ...manifest.peerDependencies});

const transform = () => esbuild({target: TARGET, tsconfig: 'tsconfig.base.json', sourceMap: true});
const resolve = () => [
  nodeResolve({browser: true, extensions: ['.ts', '.mjs', '.js']}),
  commonjs({include: COMMON_JS}),
];
/** Two passes find what the first one uncovers. `module` is for modules only: it deletes the globals of a script. */
const minify = (module) => terser({module, compress: {passes: 2}, format: {comments: false}});

/** A warning about our code is a broken import more often than not: nothing that warns is shipped. */
function onwarn({code, message, id, ids, loc}) {
  const places = [id, loc?.file, ...(ids ?? [])].filter(Boolean);
  const isTheirs = places.length > 0 && places.every((place) => place.includes('/node_modules/'));
  if (!isTheirs) throw new Error(`${code}: ${message}`);
}

/** The package's entries, from the one place that names them: `./phone` → phone: src/phone.ts. */
function npmEntries() {
  const sources = Object.values(manifest.exports).flatMap(({source}) => source ?? []);
  return Object.fromEntries(sources.map((path) => [path.replace(/^\.\/src\/|\.ts$/g, ''), path]));
}

/** White space and comments inside html`…` and css`…`, which no JavaScript minifier may touch. */
function minifyTemplates() {
  return {
    name: 'minify-templates',
    async transform(code, id) {
      if (!/\/src\/.*\.ts$/.test(id) || !/\b(html|svg|css)`/.test(code)) return null;
      return minifyHTMLLiterals(code, {fileName: id, html: TEMPLATE_RULES});
    },
  };
}

/** Fails the build when what should load late has become part of what loads first. */
function refuseEarlyChunks() {
  return {
    name: 'refuse-early-chunks',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter(({type}) => type === 'chunk');
      const late = new Set(chunks.filter(({name}) => name in LAZY).map(({fileName}) => fileName));
      for (const {fileName, imports} of chunks.filter((chunk) => chunk.isEntry)) {
        const early = withStaticImports(imports, bundle).find((name) => late.has(name));
        if (early) this.error(`${fileName} imports ${early} at once; reach it by import() only.`);
      }
    },
  };
}

function withStaticImports(names, bundle, seen = new Set()) {
  for (const name of names.filter((each) => !seen.has(each))) {
    seen.add(name);
    withStaticImports(bundle[name]?.imports ?? [], bundle, seen);
  }
  return [...seen];
}

const npmBuild = {
  input: npmEntries(),
  external: (id) => packages.some((name) => id === name || id.startsWith(`${name}/`)),
  onwarn,
  plugins: [resolve(), transform()],
  output: {dir: 'dist/npm', format: 'es', preserveModules: true, preserveModulesRoot: 'src', sourcemap: true},
};

const cdnBuild = {
  input: {cordboard: 'src/define.ts'},
  onwarn,
  plugins: [minifyTemplates(), trimSignalR(), resolve(), transform(), refuseEarlyChunks(), minify(true)],
  output: {
    dir: 'dist/cdn',
    format: 'es',
    sourcemap: true,
    chunkFileNames: 'cordboard-[name].js',
    manualChunks: (id) => Object.keys(LAZY).find((chunk) => id.includes(`/node_modules/${LAZY[chunk]}`)),
  },
};

const redirectBuild = {
  input: {redirect: 'src/cdn/redirect.ts'},
  onwarn,
  plugins: [resolve(), transform(), minify(true)],
  output: {dir: 'dist/cdn', format: 'es', sourcemap: true},
};

/** A portal without the desk has the call button alone, in one file. */
const clickToCallBuild = {
  input: {'cordboard-click-to-call': 'src/cdn/click-to-call.ts'},
  onwarn,
  plugins: [minifyTemplates(), resolve(), transform(), minify(true)],
  output: {dir: 'dist/cdn', format: 'es', sourcemap: true},
};

/** Its callback form likewise. */
const callbackRequestBuild = {
  ...clickToCallBuild,
  input: {'cordboard-callback-request': 'src/cdn/callback-request.ts'},
};

/** A classic script cannot import statically, and `import.meta` does not exist in it: the address comes from its tag. */
const loaderBuild = {
  input: {'cordboard-loader': 'src/cdn/loader.ts'},
  external: (id) => id.endsWith('/define.ts'),
  onwarn,
  plugins: [transform(), moduleBesideScript(), minify(false)],
  output: {dir: 'dist/cdn', format: 'iife', sourcemap: true},
};

function moduleBesideScript() {
  return {
    name: 'module-beside-script',
    renderDynamicImport: () => ({left: 'import(new URL("cordboard.js", document.currentScript.src).href', right: ')'}),
    renderChunk(code) {
      // Rollup keeps the external path as the call's argument; only the address above must stay.
      return {code: code.replace(/(\.href)\s*['"][^'"]*define\.ts['"]\s*\)/, '$1)'), map: null};
    },
  };
}

export default [npmBuild, cdnBuild, redirectBuild, clickToCallBuild, callbackRequestBuild, loaderBuild];
