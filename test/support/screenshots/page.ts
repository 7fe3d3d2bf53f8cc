import {buildScene} from '../component-scenes.ts';

/** Shows the scene that the address names: `#<scene>`. */
const root = buildScene(location.hash.slice(1));
document.querySelector('#stage')?.append(root);
