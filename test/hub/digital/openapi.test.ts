import assert from 'node:assert/strict';
import {after, before, describe, it} from 'node:test';
import {changeSchema, submissionSchema} from '../../../hub/http/contacts-schema.ts';
import {openApiDocument} from '../../../hub/http/openapi.ts';
import {type TestHub, startTestHub} from '../../support/test-hub.ts';
import {type Answer, CHAT, type Integrator, MAIL, integrator, someKey, withMailbox} from './scenes.ts';

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

const document: {
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

describe('the description of the interface', () => {
  let hub: TestHub;
  let shop: Integrator;

  before(async () => {
    hub = await startTestHub({organisation: withMailbox});
    shop = await integrator(hub);
  });

  after(() => hub?.stop());

  const described = (path: string, method: string, {status, headers, body}: Answer) => {
    const answer = document.paths[path]?.[method]?.responses[String(status)];
    assert.ok(answer !== undefined, `${method} ${path} answers ${status}, which is not described`);
    const type = String(headers.get('content-type')).split(';')[0] ?? '';
    assert.deepEqual(misfits(answer.content[type]?.schema ?? {const: 'a described body'}, body), []);
  };

  it('[DG-34] is there for everybody, and every answer is as it says', async () => {
    const published = await fetch(`${hub.url}/api/openapi.json`);
    assert.deepEqual(await published.json(), document);
    const created = await shop.send('POST', '/api/contacts', MAIL);
    described('/api/contacts', 'post', created);
    described('/api/contacts', 'post', await shop.send('POST', '/api/contacts', MAIL));
    const path = `/api/contacts/${String(created.body['id'])}`;
    const one = '/api/contacts/{id}';
    described(one, 'get', await shop.send('GET', path));
    described(one, 'patch', await shop.send('PATCH', path, {subject: 'Re: Re'}));
    described(one, 'patch', await shop.send('PATCH', path, {}));
    described('/api/contacts', 'get', await shop.send('GET', '/api/contacts'));
    described('/api/contacts/{id}/end', 'post', await shop.send('POST', `${path}/end`));
    described(one, 'patch', await shop.send('PATCH', path, {subject: 'late'}));
    described(one, 'get', await shop.send('GET', '/api/contacts/none'));
    described('/api/contacts/{id}/end', 'post', await shop.send('POST', '/api/contacts/none/end'));
    for (const [body, headers] of [
      [{...CHAT, channel: 'voice'}, someKey()],
      [CHAT, {}],
      ['{', someKey()],
      ['x'.repeat(70_000), someKey()],
      ['x', {...someKey(), 'content-type': 'text/plain'}],
      [{...MAIL, subject: 'another'}, {}],
      [{...CHAT, queue: undefined, entryPoint: 'chat'}, someKey()],
      [CHAT, {...someKey(), authorization: 'Bearer x.y.z'}],
      [CHAT, {...someKey(), authorization: `Bearer ${await hub.issuer.token('anna')}`}],
    ] as const)
      described('/api/contacts', 'post', await shop.send('POST', '/api/contacts', body, headers));
    described('/api/contacts', 'get', await shop.send('GET', '/api/contacts?limit=0'));
  });

  it('[DG-34] has the fields the hub takes, no more and no fewer', () => {
    const {Submission, Change} = document.components.schemas;
    const [submission] = submissionSchema.pipe;
    const [change] = changeSchema.pipe;
    assert.deepEqual(Object.keys(Submission?.properties ?? {}).toSorted(), Object.keys(submission.entries).toSorted());
    assert.deepEqual(Object.keys(Change?.properties ?? {}).toSorted(), Object.keys(change.entries).toSorted());
    const needed = Object.entries(submission.entries).flatMap(([name, field]) =>
      field.type === 'optional' ? [] : [name],
    );
    assert.deepEqual([...(Submission?.required ?? [])].toSorted(), needed.toSorted());
  });
});
