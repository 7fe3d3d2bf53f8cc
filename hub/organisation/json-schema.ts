import {organisationSchema} from './organisation-schema.ts';

type JsonSchema = Readonly<Record<string, unknown>>;
type Node = {readonly type: string} & Readonly<Record<string, unknown>>;

/** The organisation file as a JSON schema, for editors and other programs. Rules between fields are not in it. */
export function organisationJsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Organisation file',
    ...convert(organisationSchema),
  };
}

/** Only the kinds that the organisation's schema is made of: another one is noticed by its test. */
function convert(node: unknown): JsonSchema {
  if (!isNode(node)) throw new TypeError('not a part of a schema');
  const pipe = node['pipe'];
  const base = convertKind(node);
  return Array.isArray(pipe)
    ? pipe.slice(1).reduce((schema, action) => ({...schema, ...constraint(action, base['type'] === 'array')}), base)
    : base;
}

function convertKind(node: Node): JsonSchema {
  switch (node.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return {type: node.type};
    case 'literal':
      return {const: node['literal']};
    case 'picklist':
      return {enum: node['options']};
    case 'array':
      return {type: 'array', items: convert(node['item'])};
    case 'record':
      return {type: 'object', propertyNames: convert(node['key']), additionalProperties: convert(node['value'])};
    case 'strict_object':
      return convertObject(node);
    case 'nullable':
      return {anyOf: [convert(node['wrapped']), {type: 'null'}]};
    case 'optional':
      return {...convert(node['wrapped']), ...(node['default'] === undefined ? {} : {default: node['default']})};
    case 'union':
    case 'variant':
      return {anyOf: Array.isArray(node['options']) ? node['options'].map(convert) : []};
    default:
      throw new TypeError(`a kind of schema that is not known here: ${node.type}`);
  }
}

function convertObject(node: Node): JsonSchema {
  const entries = Object.entries(Object(node['entries'])).filter((entry): entry is [string, Node] => isNode(entry[1]));
  return {
    type: 'object',
    properties: Object.fromEntries(entries.map(([field, value]) => [field, convert(value)])),
    required: entries.filter(([, value]) => value.type !== 'optional').map(([field]) => field),
    additionalProperties: false,
  };
}

/** A check of ours has no form in JSON schema but its sentence. */
function constraint(action: unknown, array: boolean): JsonSchema {
  if (!isNode(action)) return {};
  const requirement = action['requirement'];
  switch (action.type) {
    case 'min_value':
      return {minimum: requirement};
    case 'max_value':
      return {maximum: requirement};
    case 'min_length':
      return {[array ? 'minItems' : 'minLength']: requirement};
    case 'max_length':
      return {[array ? 'maxItems' : 'maxLength']: requirement};
    case 'integer':
      return {type: 'integer'};
    case 'regex':
      return requirement instanceof RegExp ? {pattern: requirement.source, description: action['message']} : {};
    case 'check':
      return {description: action['message']};
    default:
      return {};
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
