/** Holds what goes to and comes from the app to the API's description: the path, the status, the content type, every field. */
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openapiJson } from '../../dev/docs/openapiJson';

interface Content {
  [type: string]: { schema?: object };
}
interface Operation {
  operationId: string;
  parameters?: { $ref?: string; name?: string; in?: string }[];
  requestBody?: { $ref?: string; content?: Content };
  responses: Record<string, { $ref?: string; content?: Content; headers?: Record<string, unknown> }>;
}

const DOCUMENT = 'https://recado.invalid/openapi.json';
const description = JSON.parse(openapiJson()) as { paths: Record<string, Record<string, Operation>> };

export interface Exchange {
  operationId: string;
  status: number;
}

/** Calls the app, and throws where the call or the answer is not as the description says. */
export class ApiContract {
  readonly seen: Exchange[] = [];
  readonly #ajv = addFormats(new Ajv2020({ strict: false, allErrors: true })).addSchema(
    description,
    DOCUMENT,
  );

  constructor(private readonly base: string) {}

  /** @param isRight - the body is held to the description, and not only the answer. */
  async call(
    method: string,
    path: string,
    init: { body?: unknown; headers?: Record<string, string>; isRight?: boolean } = {},
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown>; text: string }> {
    const { body, headers = {}, isRight = true } = init;
    const operation = this.operationOf(method, path.split('?')[0] ?? '');
    if (isRight && body !== undefined)
      this.hold(operation, operation.value.requestBody, '', body, 'the request');
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    this.holdResponse(operation, response, text);
    this.seen.push({ operationId: operation.value.operationId, status: response.status });
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    const parsed = isJson ? (JSON.parse(text) as Record<string, unknown>) : {};
    return { status: response.status, headers: response.headers, body: parsed, text };
  }

  private operationOf(method: string, path: string): { value: Operation; pointer: string } {
    const matching = Object.entries(description.paths).filter(([template, item]) => {
      const pattern = new RegExp(`^${template.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
      return pattern.test(path) && item[method.toLowerCase()];
    });
    // A fixed part goes before a placeholder.
    const [found] = matching.sort(([a], [b]) => a.split('{').length - b.split('{').length);
    const value = found?.[1][method.toLowerCase()];
    if (!found || !value) throw new Error(`Nothing describes ${method} ${path}.`);
    return { value, pointer: `#/paths/${escaped(found[0])}/${method.toLowerCase()}` };
  }

  private holdResponse(
    operation: { value: Operation; pointer: string },
    response: Response,
    text: string,
  ): void {
    const { responses } = operation.value;
    const { status } = response;
    const name = [String(status), `${String(status).charAt(0)}XX`].find((key) => key in responses);
    const where = `${operation.value.operationId} ${status}`;
    if (!name) throw new Error(`${where} is not described: ${text.slice(0, 300)}`);
    const described = responses[name];
    const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    const isJson = type.endsWith('json');
    if (text === '' && mayBeEmpty(this.resolved(described).content)) return;
    const body: unknown = isJson ? JSON.parse(text) : text;
    this.hold(
      { ...operation, pointer: `${operation.pointer}/responses/${name}` },
      described,
      type,
      body,
      where,
    );
    for (const header of Object.keys(this.resolved(described).headers ?? {}))
      if (header === 'Location' && !response.headers.get(header))
        throw new Error(`${where} has no ${header}.`);
  }

  private hold(
    { pointer }: { value: Operation; pointer: string },
    described: { $ref?: string; content?: Content } | undefined,
    type: string,
    body: unknown,
    where: string,
  ): void {
    const { content } = this.resolved(described);
    if (!described || !content) throw new Error(`${where}: no body is described.`);
    const named = type || 'application/json';
    if (!(named in content))
      throw new Error(`${where}: ${named || 'a body without a type'} is not described.`);
    if (!content[named]?.schema) return;
    const base = described.$ref ?? (where === 'the request' ? `${pointer}/requestBody` : pointer);
    const validate = this.#ajv.getSchema(`${DOCUMENT}${base}/content/${escaped(named)}/schema`);
    if (!validate) throw new Error(`${where}: its schema is not to be found.`);
    const value: unknown = typeof body === 'string' && named.endsWith('json') ? JSON.parse(body) : body;
    if (validate(value) !== true)
      throw new Error(
        `${where} is not as described: ${this.#ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, 600)}`,
      );
  }

  private resolved<T extends { $ref?: string }>(described: T | undefined): T {
    if (!described?.$ref) return described as T;
    const parts = described.$ref.slice(2).split('/');
    return parts.reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], description) as T;
  }
}

/** No content is described, or anything at all. */
const mayBeEmpty = (content: Content = {}): boolean =>
  Object.values(content).every(({ schema = {} }) => Object.keys(schema).length === 0);

const escaped = (part: string): string =>
  encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));

/** The names of all operations. */
export const OPERATIONS: readonly string[] = Object.values(description.paths).flatMap((item) =>
  Object.values(item).flatMap((operation) => operation.operationId ?? []),
);
