/**
 * `node scripts/generate-component.mjs call-note "A note the agent keeps about a call."` lays out a new element: its code,
 * styles, event, registration and test. All checks pass on the result, and its test runs.
 */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from './bootstrap.mjs';

const [name = '', summary = ''] = process.argv.slice(2);
const SPEC = join('docs', 'spec-elements.md');

if (!/^[a-z]+(-[a-z]+)*$/.test(name) || summary === '') {
  process.stderr.write(
    'Usage: node scripts/generate-component.mjs <name-in-kebab-case> "<what it is, in one sentence>"\n',
  );
  process.exitCode = 1;
} else if (existsSync(join(root, 'src', 'components', name))) {
  process.stderr.write(`src/components/${name} exists already.\n`);
  process.exitCode = 1;
} else {
  generate();
}

function generate() {
  const folder = join('src', 'components', name);
  const files = {
    [join(folder, `${name}.ts`)]: elementText(),
    [join(folder, `${name}.styles.ts`)]: stylesText(),
    [join(folder, `${name}.events.ts`)]: eventsText(),
    [join(folder, 'define.ts')]: defineText(),
    [join('test', 'components', `${name}.test.ts`)]: testText(),
  };
  mkdirSync(join(root, folder), {recursive: true});
  for (const [path, text] of Object.entries(files)) {
    writeFileSync(join(root, path), text);
    process.stdout.write(`${path}\n`);
  }
  process.stdout.write(`
Next:
- call define${pascal()} in src/components/define-all.ts, and list the class and its events in src/index.ts
- write its rules into ${SPEC}, and put their ids in front of the test's titles
- npm test -- --only browser ${name}
`);
}

function pascal() {
  return name.replace(/(^|-)([a-z])/g, (_match, _dash, letter) => letter.toUpperCase());
}

function camel() {
  return pascal().replace(/^./, (letter) => letter.toLowerCase());
}

function elementText() {
  return `import type {PropertyDeclarations, TemplateResult} from 'lit';
import {CordboardElement} from '../base/cordboard-element.ts';
import {${pascal()}RequestEvent} from './${name}.events.ts';
import {${camel()}Styles} from './${name}.styles.ts';

/**
 * @summary ${summary}
 * @fires {${pascal()}RequestEvent} cordboard-${name}-request - The agent pressed the button. Cancelable.
 * @csspart button - The button.
 * @since 0.1.0
 */
export class Cordboard${pascal()} extends CordboardElement {
  static override styles = ${camel()}Styles;
  static override properties: PropertyDeclarations = {label: {}};

  /** What the button says. */
  declare label: string;

  constructor() {
    super();
    this.label = '';
  }

  protected override render(): TemplateResult<1> {
    return this.html\`<button part="button" type="button" @click=\${this.#ask}>\${this.label}</button>\`;
  }

  readonly #ask = (): void => {
    this.dispatchEvent(new ${pascal()}RequestEvent());
  };
}
`;
}

function stylesText() {
  return `import {css} from 'lit';
import {tokens} from '../theme/tokens.styles.ts';

const own = css\`
  :host {
    display: block;
  }
\`;

export const ${camel()}Styles = [tokens, own];
`;
}

function eventsText() {
  return `/** The agent pressed the button. Cancel it to answer elsewhere. */
export class ${pascal()}RequestEvent extends Event {
  constructor() {
    super('cordboard-${name}-request', {bubbles: true, composed: true, cancelable: true});
  }
}

declare global {
  interface HTMLElementEventMap {
    'cordboard-${name}-request': ${pascal()}RequestEvent;
  }
}
`;
}

function defineText() {
  return `import {defineElement} from '../base/define-element.ts';
import {DEFAULT_PREFIX} from '../base/prefixed-html.ts';
import {Cordboard${pascal()}} from './${name}.ts';

/** Registers \`<prefix>-${name}\`. */
export function define${pascal()}(prefix: string = DEFAULT_PREFIX): void {
  defineElement(prefix, '${name}', Cordboard${pascal()});
}
`;
}

function testText() {
  return `import {expect, fixture, html} from '@open-wc/testing';
import {Cordboard${pascal()}} from '../../src/components/${name}/${name}.ts';
import {define${pascal()}} from '../../src/components/${name}/define.ts';

describe('cordboard-${name}', () => {
  before(() => define${pascal()}());

  it('asks when its button is pressed, and is accessible', async () => {
    const element = await fixture<Cordboard${pascal()}>(html\`<cordboard-${name} label="Go on"></cordboard-${name}>\`);
    expect(element).to.be.instanceOf(Cordboard${pascal()});
    await expect(element).to.be.accessible();
    let asked = 0;
    element.addEventListener('cordboard-${name}-request', () => (asked += 1));
    element.shadowRoot?.querySelector('button')?.click();
    expect(asked).to.equal(1);
  });
});
`;
}
