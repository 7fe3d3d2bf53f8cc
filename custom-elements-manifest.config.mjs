import {basename, dirname} from 'node:path';

/** Elements are registered by a function, under a prefix the page may choose: the folder's name is the tag's. */
function tagNames() {
  return {
    name: 'tag-names',
    moduleLinkPhase({moduleDoc: {path, declarations = []}}) {
      const folder = basename(dirname(path));
      const element = declarations.find(({name, kind}) => kind === 'class' && name.startsWith('Cordboard'));
      if (element && basename(path) === `${folder}.ts`)
        Object.assign(element, {customElement: true, tagName: `cordboard-${folder}`});
    },
  };
}

export default {
  globs: ['src/components/**/*.ts'],
  outdir: 'dist',
  litelement: true,
  // The entry in package.json stands; the analyzer would write it again, and reformat the file.
  packagejson: false,
  quiet: true,
  plugins: [tagNames()],
};
