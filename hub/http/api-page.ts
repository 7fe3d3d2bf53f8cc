import {escapeHtml} from '../callbacks/pages/html.ts';

/** As much of OpenAPI 3.1 as is shown. */
export type ApiDocument = {
  readonly info: {readonly title: string; readonly description: string};
  readonly paths: Readonly<Record<string, ApiPath>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, ApiSchema>>;
    readonly securitySchemes: {readonly application: {readonly description: string}};
  };
};

type ApiPath = {readonly parameters?: readonly ApiParameter[]} & {readonly [method in Method]?: ApiOperation};

type ApiOperation = {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly ApiParameter[];
  readonly requestBody?: {readonly content: ApiContent};
  readonly responses: Readonly<Record<string, {readonly description: string; readonly content?: ApiContent}>>;
};

type ApiContent = Readonly<Record<string, {readonly schema: ApiSchema}>>;

type ApiParameter = {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: ApiSchema;
};

export type ApiSchema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, ApiSchema>>;
  readonly items?: ApiSchema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
};

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** The description of the interface as a page for people: all of it, from the document that programs read. No script. */
export function apiPage({info, paths, components}: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{path, method, operation, shared: item.parameters ?? []}];
    }),
  );
  const schemas = Object.entries(components.schemas);
  const links = operations.map(
    ({path, method, operation}) =>
      `<li><a href="#${anchorOf(method, path)}">${callOf(method, path)} <span>${escapeHtml(operation.summary)}</span></a></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(info.title)}</title>
<link rel="stylesheet" href="api/style.css">
</head>
<body>
<header>
<h1>${escapeHtml(info.title)}</h1>
<p>${escapeHtml(info.description)}</p>
<p>For programs: <a href="api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
</header>
<nav aria-label="Calls"><ul>${links.join('')}</ul></nav>
<main>
<section aria-labelledby="token"><h2 id="token">Who may ask</h2>
<p>${escapeHtml(components.securitySchemes.application.description)} Send it with every call: <code>Authorization: Bearer …</code></p></section>
${operations.map(operationHtml).join('')}
<section aria-labelledby="forms"><h2 id="forms">Forms</h2>
${schemas.map(([name, schema]) => `<h3 id="form-${name}">${name}</h3>${descriptionOf(schema)}${fieldsHtml(schema, name)}${exampleHtml(schema)}`).join('')}
</section>
</main>
</body>
</html>
`;
}

type Shown = {
  readonly path: string;
  readonly method: Method;
  readonly operation: ApiOperation;
  readonly shared: readonly ApiParameter[];
};

function operationHtml({path, method, operation, shared}: Shown): string {
  const id = anchorOf(method, path);
  const parameters = [...shared, ...(operation.parameters ?? [])];
  const body = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
  return `<section aria-labelledby="${id}"><h2 id="${id}">${callOf(method, path)}</h2>
<p><strong>${escapeHtml(operation.summary)}.</strong> ${escapeHtml(operation.description ?? '')}</p>
${parameters.length === 0 ? '' : `<h3>It takes</h3>${table(`Parameters of ${method} ${path}`, ['Name', 'In', 'What'], parameters.map(parameterRow))}`}
${body === undefined ? '' : `<h3>Its body</h3><p>${formOf(body)}, as JSON.</p>${exampleHtml(body)}`}
<h3>It answers</h3>${table(`Answers to ${method} ${path}`, ['Status', 'Meaning', 'Body'], Object.entries(operation.responses).map(answerRow))}</section>`;
}

function parameterRow(each: ApiParameter): readonly string[] {
  return [
    `<code>${escapeHtml(each.name)}</code>`,
    each.in,
    whatIs(each.schema, each.required ?? false, each.description),
  ];
}

function answerRow([status, {description, content}]: readonly [
  string,
  ApiOperation['responses'][string],
]): readonly string[] {
  const schema = Object.values(content ?? {})[0]?.schema;
  return [`<code>${status}</code>`, escapeHtml(description), schema === undefined ? '' : formOf(schema)];
}

function fieldsHtml({properties = {}, required = []}: ApiSchema, name: string): string {
  const rows = Object.entries(properties).map(([field, schema]) => [
    `<code>${escapeHtml(field)}</code>`,
    whatIs(schema, required.includes(field), schema.description),
  ]);
  return rows.length === 0 ? '' : table(`Fields of ${name}`, ['Field', 'What'], rows);
}

function whatIs(schema: ApiSchema, required: boolean, description = ''): string {
  const said = [required ? '<strong>needed</strong>' : '', formOf(schema), escapeHtml(description)];
  return said.filter((each) => each !== '').join('; ');
}

/** A schema in a few words. */
function formOf(schema: ApiSchema): string {
  const {$ref, items, enum: values, properties} = schema;
  if ($ref !== undefined) {
    const name = escapeHtml($ref.replace(/^.*\//, ''));
    return `<a href="#form-${name}">${name}</a>`;
  }
  if (values !== undefined) return values.map((each) => `<code>${escapeHtml(JSON.stringify(each))}</code>`).join(', ');
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  if (items !== undefined) return `a list: ${formOf(items)}`;
  const types = schema.type === undefined ? [] : [schema.type].flat();
  const parts = Object.entries(properties ?? {}).map(
    ([name, part]) => `<code>${escapeHtml(name)}</code>: ${formOf(part)}`,
  );
  const words = [types.join(' or '), ...limitsOf(schema), ...(parts.length === 0 ? [] : [`with ${parts.join(', ')}`])];
  return words.filter((each) => each !== '').join(', ');
}

function limitsOf({format, pattern, minLength, maxLength, minimum, maximum, ...rest}: ApiSchema): readonly string[] {
  const length = minLength === undefined ? `up to ${maxLength}` : `${minLength} to ${maxLength}`;
  return [
    ...(format === undefined ? [] : [escapeHtml(format)]),
    ...(maxLength === undefined ? [] : [`${length} characters`]),
    ...(minimum === undefined || maximum === undefined ? [] : [`${minimum} to ${maximum}`]),
    ...(pattern === undefined ? [] : [`<code>${escapeHtml(pattern)}</code>`]),
    ...(rest.default === undefined ? [] : [`else <code>${escapeHtml(JSON.stringify(rest.default))}</code>`]),
  ];
}

function descriptionOf({description}: ApiSchema): string {
  return description === undefined ? '' : `<p>${escapeHtml(description)}</p>`;
}

function exampleHtml({example}: ApiSchema): string {
  if (example === undefined) return '';
  return `<pre tabindex="0" aria-label="Example">${escapeHtml(JSON.stringify(example, null, 2))}</pre>`;
}

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const head = heads.map((each) => `<th scope="col">${each}</th>`).join('');
  const body = rows.map(
    ([first = '', ...rest]) =>
      `<tr><th scope="row">${first}</th>${rest.map((each) => `<td>${each}</td>`).join('')}</tr>`,
  );
  return `<table><caption>${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

function callOf(method: Method, path: string): string {
  return `<code>${method.toUpperCase()} ${escapeHtml(path)}</code>`;
}

function anchorOf(method: Method, path: string): string {
  return `${method}${path.replaceAll(/[^a-z0-9]+/gi, '-')}`.replace(/-$/, '');
}

/** A file of its own: the page runs under a policy that knows no inline code. */
export const API_STYLE = `
:root { color-scheme: light dark; --line: light-dark(#c4cad2, #4a525d); --quiet: light-dark(#525b66, #aab3be);
  --accent: light-dark(#0b5cad, #8ec5ff); --ground: light-dark(#f2f4f7, #20252b); scroll-padding-block: 1rem; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-inline-size: 60rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word;
  background: light-dark(#fff, #14171b); color: light-dark(#14171b, #eceff3); }
h1 { margin: 0 0 0.5rem; font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 0 0 0.5rem; font-size: 1.2rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 1rem; }
p { margin: 0 0 0.5rem; max-inline-size: 75ch; }
a { color: var(--accent); }
nav ul { margin: 1rem 0 2rem; padding: 0; list-style: none; }
nav a { display: block; padding-block: 0.25rem; }
nav span { color: var(--quiet); }
section { margin-block-end: 2rem; padding-block-start: 1rem; border-block-start: 2px solid var(--line); }
code, pre { font-family: ui-monospace, monospace; font-size: 0.92em; }
pre { margin: 0.5rem 0; padding: 0.75rem; overflow-x: auto; border-radius: 0.5rem; background: var(--ground); }
table { inline-size: 100%; border-collapse: collapse; }
caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
th, td { padding: 0.25rem 0.75rem 0.25rem 0; text-align: start; vertical-align: baseline; font-weight: 400;
  border-block-start: 1px solid var(--line); }
thead th { color: var(--quiet); border: 0; overflow-wrap: normal; }
tbody th { min-inline-size: 6rem; }
td:last-child, code { overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;
