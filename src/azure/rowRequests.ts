/** Reads and writes single rows over the table client's own pipeline, without what its generated operations do around each. */
import type { TableClient } from '@azure/data-tables';
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpMethods,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import { type Refusal, refusalOf } from './storageError';
import { entityOf, jsonOf } from './rowJson';

/** Sends the operations on single rows; what storage refuses is told, not thrown. */
export interface RowRequests {
  get(partitionKey: string, rowKey: string): Promise<Record<string, unknown> | Refusal>;
  /** Gives the new row's ETag. */
  insert(row: object): Promise<string | Refusal>;
  /** Writes the row's properties beside those that are there; `etag`: only where the row still has it. Gives its new ETag. */
  merge(row: RowKeys, etag?: string): Promise<string | Refusal>;
  remove(partitionKey: string, rowKey: string, etag: string): Promise<'removed' | Refusal>;
}

interface RowKeys {
  partitionKey: string;
  rowKey: string;
}

/** They serve the generated operations alone: bodies by description, forms, redirects, compressed answers, debug lines. */
const NEEDLESS = [
  'serializationPolicy',
  'deserializationPolicy',
  'formDataPolicy',
  'multipartPolicy',
  'decompressResponsePolicy',
  'redirectPolicy',
  'logPolicy',
];
const HEADERS = {
  accept: 'application/json;odata=minimalmetadata',
  dataserviceversion: '3.0',
  'x-ms-version': '2019-02-02',
};
const WITH_BODY = { ...HEADERS, 'content-type': 'application/json;odata=nometadata' };
const INSERT = { ...WITH_BODY, prefer: 'return-no-content' };

const http = createDefaultHttpClient();

/** On the client's address, credential, retries and policies. */
export function createRowRequests(client: TableClient): RowRequests {
  const pipeline = client.pipeline.clone();
  for (const name of NEEDLESS) pipeline.removePolicy({ name });
  const allowInsecureConnection = client.url.startsWith('http:');
  const table = `${client.url.replace(/\/$/, '')}/${client.tableName}`;
  const send = (
    method: HttpMethods,
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<PipelineResponse> =>
    pipeline.sendRequest(
      http,
      createPipelineRequest({
        ...{ method, url, allowInsecureConnection, headers: createHttpHeaders(headers) },
        ...(body === undefined ? {} : { body }),
      }),
    );
  const urlOf = (partitionKey: string, rowKey: string): string =>
    `${table}(PartitionKey='${keyInUrl(partitionKey)}',RowKey='${keyInUrl(rowKey)}')`;
  return {
    async get(partitionKey, rowKey) {
      const response = await send('GET', urlOf(partitionKey, rowKey), HEADERS);
      return response.status === 200 ? entityOf(response.bodyAsText ?? '') : refusalOf(response);
    },
    insert: async (row) => etagOf(await send('POST', table, INSERT, jsonOf(row))),
    async merge(row, etag) {
      const headers = etag === undefined ? WITH_BODY : { ...WITH_BODY, 'if-match': etag };
      return etagOf(await send('PATCH', urlOf(row.partitionKey, row.rowKey), headers, jsonOf(row)));
    },
    async remove(partitionKey, rowKey, etag) {
      const response = await send('DELETE', urlOf(partitionKey, rowKey), { ...HEADERS, 'if-match': etag });
      return response.status === 204 ? 'removed' : refusalOf(response);
    },
  };
}

const keyInUrl = (key: string): string => encodeURIComponent(key.replaceAll("'", "''"));

function etagOf(response: PipelineResponse): string | Refusal {
  return response.status === 204 || response.status === 201
    ? (response.headers.get('etag') ?? '*')
    : refusalOf(response);
}
