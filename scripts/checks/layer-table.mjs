/** Which room of the source tree may import what. The one place where the rule is written; ARCHITECTURE.md shows it. */
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const WIRE = ['src/api/wire', 'src/domain'];
const MANIFESTS = {sdk: 'package.json', hub: 'hub/package.json'};

/**
 * `rooms` and `packages` name what may be imported besides the room itself, `node` whether Node's modules may. A list
 * that names a manifest stands for the packages declared there. The longest matching path decides.
 */
export const LAYERS = [
  {room: 'src/domain', rooms: [], packages: [], node: false},
  {room: 'src/api/wire', rooms: ['src/domain'], packages: ['valibot'], node: false},
  {
    room: 'src/api',
    rooms: WIRE,
    packages: ['@microsoft/signalr', '@microsoft/microsoft-graph-client', 'valibot'],
    node: false,
  },
  {
    room: 'src/services',
    rooms: ['src/api', ...WIRE],
    packages: ['@azure/msal-browser', '@lit/context', '@rapideditor/country-coder', 'libphonenumber-js', 'valibot'],
    node: false,
  },
  {room: 'src/components', rooms: ['src/services', 'src/domain'], packages: ['lit', '@lit/context'], node: false},
  {
    room: 'src',
    rooms: ['src/components', 'src/services', 'src/api', ...WIRE],
    packages: ['@azure/msal-browser'],
    node: false,
  },
  {room: 'hub/signalr', rooms: [], packages: ['ws'], node: true},
  {room: 'hub', rooms: [...WIRE, 'hub/signalr'], packages: {declaredIn: ['hub']}, node: true},
  {room: 'demo/pages', rooms: ['demo'], packages: ['cordboard', 'lit'], node: false},
  {
    room: 'demo',
    rooms: ['demo/pages'],
    packages: {declaredIn: ['sdk', 'hub'], and: ['cordboard', 'cordboard-hub']},
    node: true,
  },
];

/** The room a path lies in, or undefined for a path outside every room. */
export function roomOf(path) {
  const matching = LAYERS.filter(({room}) => path === room || path.startsWith(`${room}/`));
  return matching.sort((one, other) => other.room.length - one.room.length)[0];
}

/** Names of the packages a room may import. */
export function allowedPackages(root, {packages}) {
  if (Array.isArray(packages)) return new Set(packages);
  const declared = packages.declaredIn.flatMap((key) => {
    const manifest = JSON.parse(readFileSync(join(root, MANIFESTS[key]), 'utf8'));
    return Object.keys({...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies});
  });
  return new Set([...declared, ...(packages.and ?? [])]);
}

/** The table as ARCHITECTURE.md shows it. */
export function tableText() {
  const rows = LAYERS.map(({room, rooms, packages, node}) => {
    const names = Array.isArray(packages)
      ? packages
      : [...packages.declaredIn.map((key) => `those in ${MANIFESTS[key]}`), ...(packages.and ?? [])];
    return `| ${room} | ${rooms.join(', ') || 'nothing'} | ${names.join(', ') || 'none'} | ${node ? 'yes' : 'no'} |`;
  });
  return ['| room | may import | packages | Node |', '|---|---|---|---|', ...rows].join('\n');
}
