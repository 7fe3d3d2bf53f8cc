/** Answers, judged by what the description of the interface says of them. */
import assert from 'node:assert/strict';
import {openApiDocument} from '../../../hub/http/openapi.ts';
import type {Answer} from './scenes.ts';

type Schema = {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
};
type Operation = {
  readonly responses: Readonly<Record<string, {readonly content: Readonly<Record<string, {readonly schema: Schema}>>}>>;
};

export const document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {readonly schemas: Readonly<Record<string, Schema>>};
} = JSON.parse(JSON.stringify(openApiDocument));

/** What does not fit, as far as the keywords go that the document uses for answers. */
function misfits(schema: Schema, value: unknown, path = ''): readonly string[] {
  if (schema.$ref !== undefined) {
    const named = document.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    return named === undefined ? [`${path}: ${schema.$ref} is nowhere`] : misfits(named, value, path);
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${path}: ${String(value)} is not listed`];
  if (schema.const !== undefined && schema.const !== value) return [`${path}: is not ${JSON.stringify(schema.const)}`];
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types !== null && !types.includes(typeOf(value)))
    return [`${path}: is ${typeOf(value)}, not ${types.join(' or ')}`];
  if (Array.isArray(value))
    return value.flatMap((each, place) => misfits(schema.items ?? {}, each, `${path}/${place}`));
  if (typeof value !== 'object' || value === null) return [];
  const missing = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${path}/${key}: is missing`);
  const fields = Object.entries(value).flatMap(([key, field]) => {
    const known = schema.properties?.[key];
    if (known !== undefined) return misfits(known, field, `${path}/${key}`);
    if (typeof schema.additionalProperties === 'object')
      return misfits(schema.additionalProperties, field, `${path}/${key}`);
    return schema.properties === undefined ? [] : [`${path}/${key}: is not described`];
  });
  return [...missing, ...fields];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}

/** Fails on an answer that is not described, or not like that. */
export function described(path: string, method: string, {status, headers, body}: Answer): void {
  const answer = document.paths[path]?.[method]?.responses[String(status)];
  assert.ok(answer !== undefined, `${method} ${path} answers ${status}, which is not described`);
  const type = String(headers.get('content-type')).split(';')[0] ?? '';
  assert.deepEqual(misfits(answer.content[type]?.schema ?? {const: 'a described body'}, body), []);
}
