import type {FastifyRequest} from 'fastify';
import {isLoopback} from './loopback.ts';
import {CALLBACK_PAGE_PATH} from '../../src/api/wire/callback-request.ts';

/** Where the hub's own pages for customers are, as their browsers write it. */
export class PublicPages {
  readonly #publicUrl: URL | null;
  readonly #prefix: string;

  constructor(publicUrl: string | null) {
    this.#publicUrl = publicUrl === null ? null : new URL(publicUrl);
    this.#prefix = this.#publicUrl?.pathname.replace(/\/+$/, '') ?? '';
  }

  /** For links of the pages to each other. */
  get path(): string {
    return `${this.#prefix}${CALLBACK_PAGE_PATH}`;
  }

  statusUrl(request: FastifyRequest, token: string): string {
    return `${this.#originOf(request)}${this.path}/${token}`;
  }

  /** [PK-59] Whether a link may be mailed: where no address of the hub is set, what a request calls itself would stand in it. */
  mayBeMailed({hostname}: FastifyRequest): boolean {
    return this.#publicUrl !== null || hostname === 'localhost' || isLoopback(hostname);
  }

  /** True when a form was sent from one of these pages. */
  isOwn(request: FastifyRequest): boolean {
    const {origin} = request.headers;
    return (
      origin !== undefined && (origin === this.#originOf(request) || origin === `${request.protocol}://${request.host}`)
    );
  }

  #originOf(request: FastifyRequest): string {
    return this.#publicUrl?.origin ?? `${request.protocol}://${request.host}`;
  }
}
