import {DIGITAL_CHANNELS} from '../../src/domain/channel.ts';
import {ORDINARY_PRIORITY} from '../../src/domain/contact-creation.ts';
import {callbackPaths, callbackSchemas} from './openapi-callbacks.ts';
import {PRIORITY_MAX, SKILLS_MAX, VALUE_MAX, VARIABLES_MAX} from './contacts-schema.ts';

const text = (maxLength: number) => ({type: 'string', minLength: 1, maxLength});
const textOrNull = (maxLength: number) => ({type: ['string', 'null'], minLength: 1, maxLength});
const key = {type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$'};
const time = {type: ['string', 'null'], format: 'date-time'};
const ref = (name: string) => ({$ref: `#/components/schemas/${name}`});

const values = {
  type: 'object',
  description: 'Values by the names of the variables that the entry point is configured with.',
  maxProperties: VARIABLES_MAX,
  propertyNames: {pattern: '^[A-Za-z]\\w{0,63}$'},
  additionalProperties: {type: ['string', 'null'], maxLength: VALUE_MAX},
};

const submission = {
  type: 'object',
  required: ['channel', 'customer'],
  additionalProperties: false,
  oneOf: [{required: ['entryPoint']}, {required: ['queue']}],
  properties: {
    channel: {enum: DIGITAL_CHANNELS},
    entryPoint: {...key, description: 'Where it arrives; brings variables, hours and skills.'},
    queue: {...key, description: 'The queue itself, without variables.'},
    externalId: {...text(128), description: 'Your identifier of the conversation. Not a name, number or address.'},
    customer: {
      type: 'object',
      required: ['address'],
      additionalProperties: false,
      properties: {name: textOrNull(250), address: {...text(320), description: 'E-mail address, handle or the like.'}},
    },
    subject: textOrNull(VALUE_MAX),
    variables: values,
    link: {...textOrNull(1_024), format: 'uri', description: 'Your page of the conversation, on a listed host.'},
    skills: {
      type: 'object',
      description: 'The least level an agent must have, by skill.',
      maxProperties: SKILLS_MAX,
      additionalProperties: {type: 'integer', minimum: 1, maximum: 10},
    },
    priority: {
      type: 'integer',
      minimum: ORDINARY_PRIORITY,
      maximum: PRIORITY_MAX,
      description: "Lower goes first; the queue's own when left out.",
    },
  },
};

const change = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: {subject: textOrNull(VALUE_MAX), variables: values},
};

const contact = {
  type: 'object',
  required: [
    ...['id', 'externalId', 'channel', 'status', 'queue', 'priority', 'subject', 'variables', 'agent', 'endReason'],
    ...['wrapUpReason', 'createdAt', 'offeredAt', 'connectedAt', 'endedAt', 'wrappedUpAt'],
  ],
  properties: {
    id: {type: 'string', format: 'uuid'},
    externalId: {type: ['string', 'null']},
    channel: {enum: DIGITAL_CHANNELS},
    status: {enum: ['waiting', 'offered', 'connected', 'wrap-up', 'ended']},
    queue: {type: 'object', properties: {id: key, name: {type: 'string'}}},
    priority: {type: 'integer'},
    subject: {type: ['string', 'null']},
    variables: {type: 'object', additionalProperties: {type: ['string', 'null']}, description: 'Secure ones are null.'},
    agent: {type: ['object', 'null'], properties: {name: {type: 'string'}}},
    endReason: {enum: ['agent-ended', 'customer-hung-up', 'withdrawn', 'closed', 'agent-lost', 'failed', null]},
    wrapUpReason: {type: ['string', 'null'], description: 'Identifier of the reason the agent gave.'},
    createdAt: {type: 'string', format: 'date-time'},
    offeredAt: time,
    connectedAt: time,
    endedAt: time,
    wrappedUpAt: time,
    statusUrl: {type: 'string', description: 'In answers to a submission only.'},
  },
};

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: {const: 'about:blank'},
    title: {type: 'string'},
    status: {type: 'integer'},
    code: {type: 'string', description: 'What a program switches on.'},
    detail: {type: 'string'},
    opensAt: {...time, description: 'With code closed: when it opens.'},
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {path: {type: 'string', description: 'JSON pointer'}, expected: {type: 'string'}},
      },
    },
  },
};

const json = (schema: object) => ({'application/json': {schema}});
const answer = (description: string, schema: object) => ({description, content: json(schema)});
const problems = (...statuses: readonly string[]) =>
  Object.fromEntries(
    ['401', '403', '429', ...statuses].map((status) => [
      status,
      {description: 'A problem (RFC 9457).', content: {'application/problem+json': {schema: ref('Problem')}}},
    ]),
  );
const id = {name: 'id', in: 'path', required: true, schema: {type: 'string'}};

/** What other systems may ask of the hub (OpenAPI 3.1); a test compares it with what the hub does. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Cordboard contacts',
    version: '1',
    description: 'Bring chats, e-mails and social conversations; ask for callbacks.',
  },
  security: [{application: []}],
  paths: {
    '/api/contacts': {
      post: {
        summary: 'Bring a contact',
        description: 'Send Idempotency-Key or externalId. The same request again gives the same contact, with 200.',
        parameters: [{name: 'Idempotency-Key', in: 'header', schema: {type: 'string', pattern: '^[!-~]{1,255}$'}}],
        requestBody: {required: true, content: json(ref('Submission'))},
        responses: {
          '201': answer('It waits in its queue.', ref('Contact')),
          '200': answer('It was brought before.', ref('Contact')),
          ...problems('400', '409', '413', '415', '422'),
        },
      },
      get: {
        summary: 'Your contacts that have not ended, newest first',
        parameters: [
          {name: 'after', in: 'query', schema: {type: 'string'}, description: 'The `next` of the page before.'},
          {name: 'limit', in: 'query', schema: {type: 'integer', minimum: 1, maximum: 100, default: 50}},
        ],
        responses: {
          '200': answer('A page of them.', {
            type: 'object',
            properties: {contacts: {type: 'array', items: ref('Contact')}, next: {type: ['string', 'null']}},
          }),
          ...problems('422'),
        },
      },
    },
    '/api/contacts/{id}': {
      parameters: [id],
      get: {summary: 'How it is', responses: {'200': answer('As it is now.', ref('Contact')), ...problems('404')}},
      patch: {
        summary: 'Tell what changed',
        requestBody: {required: true, content: json(ref('Change'))},
        responses: {
          '200': answer('As it is now.', ref('Contact')),
          ...problems('400', '404', '409', '413', '415', '422'),
        },
      },
    },
    '/api/contacts/{id}/end': {
      parameters: [id],
      post: {
        summary: 'The conversation is over',
        responses: {'200': answer('As it is now.', ref('Contact')), ...problems('404')},
      },
    },
    ...callbackPaths(answer, problems),
  },
  components: {
    schemas: {Submission: submission, Change: change, Contact: contact, Problem: problem, ...callbackSchemas},
    securitySchemes: {
      application: {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description: 'Client credentials of an application with the role integrator.',
      },
    },
  },
} as const;
