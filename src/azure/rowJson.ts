/** A row as the Table service writes it in JSON, and back. */

/** What the service calls the properties that have names of their own here. */
const NAMES: Readonly<Record<string, string>> = { partitionKey: 'PartitionKey', rowKey: 'RowKey' };
const NAMES_HERE: Readonly<Record<string, string>> = { PartitionKey: 'partitionKey', RowKey: 'rowKey' };
/** Properties that are the service's to write. */
const OF_SERVICE = new Set(['etag', 'timestamp']);
const TYPE = '@odata.type';

/** The row as a body; `undefined` and `null` properties are left out. Throws TypeError on what no property can hold. */
export function jsonOf(row: object): string {
  const body: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined || value === null || OF_SERVICE.has(name)) continue;
    const named = NAMES[name] ?? name;
    if (value instanceof Date) body[`${named}${TYPE}`] = 'Edm.DateTime';
    else if (typeof value === 'object' || typeof value === 'bigint')
      throw new TypeError(`The property ${name} of a row cannot be a ${typeof value}.`);
    body[named] = value;
  }
  return JSON.stringify(body);
}

/** The row that a body tells, with its ETag. */
export function entityOf(json: string): Record<string, unknown> {
  const body = JSON.parse(json) as Record<string, unknown>;
  const entity: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (name === 'odata.etag') entity.etag = value;
    else if (name === 'Timestamp' || name.startsWith('odata.') || name.endsWith(TYPE)) continue;
    else entity[NAMES_HERE[name] ?? name] = typed(value, body[`${name}${TYPE}`]);
  }
  return entity;
}

function typed(value: unknown, type: unknown): unknown {
  switch (type) {
    case 'Edm.DateTime':
      return new Date(value as string);
    case 'Edm.Int64':
      return BigInt(value as string);
    default:
      return value;
  }
}
