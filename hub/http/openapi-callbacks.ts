import {API_SOURCES} from './callbacks-schema.ts';

const key = {type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$'};
const moment = {type: 'string', format: 'date-time'};
const ref = (name: string) => ({$ref: `#/components/schemas/${name}`});

const time = {
  type: 'object',
  required: ['zone'],
  additionalProperties: false,
  dependentRequired: {date: ['start', 'end'], start: ['date', 'end'], end: ['date', 'start']},
  description: 'When to call, by the clock of the zone; with the zone alone: as soon as somebody is free.',
  properties: {
    zone: {type: 'string', maxLength: 64, description: 'IANA name, where the customer is.'},
    date: {type: 'string', format: 'date'},
    start: {type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$'},
    end: {type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$'},
  },
};

const fields = {
  queue: {...key, description: 'Whose agents call.'},
  number: {
    type: 'string',
    maxLength: 100,
    description: 'Of 7 to 15 digits; without a plus one of the organisation’s country.',
  },
  name: {type: 'string', minLength: 3, maxLength: 250},
  reason: {type: 'string', maxLength: 250, description: 'What the customer wants to speak about.'},
  time: ref('CallbackTime'),
};

const submission = {
  type: 'object',
  required: ['source', 'queue', 'number', 'name', 'time'],
  additionalProperties: false,
  properties: {source: {enum: API_SOURCES, description: 'Through what the customer asked.'}, ...fields},
  example: {
    ...{source: 'voice-bot', queue: 'billing', number: '+12015550177', name: 'Ada Nkemelu', reason: 'Invoice 7'},
    time: {zone: 'America/New_York', date: '2026-12-01', start: '10:00', end: '11:00'},
  },
};

const change = {type: 'object', minProperties: 1, additionalProperties: false, properties: fields};

const callback = {
  type: 'object',
  required: [
    ...['id', 'source', 'status', 'number', 'name', 'reason', 'queue', 'time', 'startsAt', 'endsAt', 'attempts'],
    ...['version', 'createdAt', 'closedAt', 'cancelledBy'],
  ],
  properties: {
    id: {type: 'string', format: 'uuid'},
    source: {enum: API_SOURCES},
    status: {enum: ['scheduled', 'queued', 'kept', 'unreached', 'cancelled', 'expired']},
    number: {type: 'string', description: 'E.164'},
    name: {type: ['string', 'null']},
    reason: {type: 'string'},
    queue: {type: 'object', properties: {id: key, name: {type: 'string'}}},
    time: ref('CallbackTime'),
    startsAt: moment,
    endsAt: moment,
    attempts: {type: 'integer', description: 'Calls that nobody answered.'},
    version: {type: 'integer', description: 'Also the ETag: send it as If-Match.'},
    createdAt: moment,
    closedAt: {type: ['string', 'null'], format: 'date-time'},
    cancelledBy: {enum: ['agent', 'supervisor', 'customer', null]},
  },
};

const search = {
  type: 'object',
  required: ['number'],
  additionalProperties: false,
  properties: {
    number: {type: 'string', maxLength: 100, description: 'As a person would dial it.'},
    limit: {type: 'integer', minimum: 1, maximum: 100, default: 50},
  },
};

export const callbackSchemas = {
  CallbackSearch: search,
  CallbackSubmission: submission,
  CallbackChange: change,
  CallbackTime: time,
  Callback: callback,
};

const json = (schema: object) => ({'application/json': {schema}});
const id = {name: 'id', in: 'path', required: true, schema: {type: 'string'}};
const idempotency = {
  ...{name: 'Idempotency-Key', in: 'header', required: true},
  schema: {type: 'string', pattern: '^[!-~]{1,255}$'},
};
const ifMatch = {name: 'If-Match', in: 'header', required: true, schema: {type: 'string', pattern: '^"\\d+"$'}};

/** @param answer, problems as the other paths write them */
export function callbackPaths(
  answer: (description: string, schema: object) => object,
  problems: (...statuses: readonly string[]) => object,
) {
  const one = (description: string) => answer(description, ref('Callback'));
  return {
    '/api/callbacks': {
      post: {
        summary: 'Ask for a callback',
        description: 'The same request with the same key gives the same callback, with 200.',
        parameters: [idempotency],
        requestBody: {required: true, content: json(ref('CallbackSubmission'))},
        responses: {
          '201': one('It is promised.'),
          '200': one('It was asked for before.'),
          ...problems('400', '409', '413', '415', '422'),
        },
      },
    },
    '/api/callbacks/find': {
      post: {
        summary: 'Your callbacks of a number, newest first',
        description: 'The number is in the body, since addresses are written down on the way.',
        requestBody: {required: true, content: json(ref('CallbackSearch'))},
        responses: {
          '200': answer('All, or the newest of them.', {
            type: 'object',
            properties: {callbacks: {type: 'array', items: ref('Callback')}},
          }),
          ...problems('400', '413', '415', '422'),
        },
      },
    },
    '/api/callbacks/{id}': {
      parameters: [id],
      get: {summary: 'How it is', responses: {'200': one('As it is now.'), ...problems('404')}},
      patch: {
        summary: 'Change it, until its time begins',
        description:
          'The number stays while visitors of your sites have asked for it as well and joined this callback: `409` with the code ' +
          '`callback-joined`. Cancel this one and bring another.',
        parameters: [ifMatch],
        requestBody: {required: true, content: json(ref('CallbackChange'))},
        responses: {
          '200': one('As it is now.'),
          ...problems('400', '404', '409', '412', '413', '415', '422', '428'),
        },
      },
    },
    '/api/callbacks/{id}/cancel': {
      parameters: [id],
      post: {
        summary: 'The customer does not want it any more; until somebody speaks to them',
        description:
          'It is cancelled. Visitors of your sites who joined it are called all the same, by a callback of theirs.',
        responses: {'200': one('As it is now.'), ...problems('404', '409')},
      },
    },
  };
}
