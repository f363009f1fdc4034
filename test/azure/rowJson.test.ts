import fc from 'fast-check';
import { entityOf, jsonOf } from '../../src/azure/rowJson';

describe('a row in the Table service’s JSON', () => {
  it('has the service’s names, and says which texts are times', () => {
    const row = { partitionKey: 'p', rowKey: 'r', name: 'Ana', age: 41, isKind: true, at: new Date(0) };
    expect(JSON.parse(jsonOf(row))).toEqual({
      ...{ PartitionKey: 'p', RowKey: 'r', name: 'Ana', age: 41, isKind: true },
      ...{ at: '1970-01-01T00:00:00.000Z', 'at@odata.type': 'Edm.DateTime' },
    });
  });

  it('leaves out what is not set, and what the service writes itself', () => {
    const row = { partitionKey: 'p', rowKey: 'r', a: undefined, b: null, etag: 'e', timestamp: 't' };
    expect(JSON.parse(jsonOf(row))).toEqual({ PartitionKey: 'p', RowKey: 'r' });
  });

  it.each([[{}], [[1]], [1n]])('refuses what no property can hold: %p', (value) => {
    expect(() => jsonOf({ partitionKey: 'p', rowKey: 'r', value })).toThrow(TypeError);
  });

  it('is read without what only describes it', () => {
    const body = {
      ...{ 'odata.metadata': 'm', 'odata.etag': 'W/"1"', PartitionKey: 'p', RowKey: 'r' },
      ...{
        Timestamp: '2026-11-21T09:00:00Z',
        'at@odata.type': 'Edm.DateTime',
        at: '1970-01-01T00:00:00.001Z',
      },
      ...{ 'n@odata.type': 'Edm.Int64', n: '9007199254740993', name: 'Ana' },
    };
    expect(entityOf(JSON.stringify(body))).toEqual({
      ...{
        etag: 'W/"1"',
        partitionKey: 'p',
        rowKey: 'r',
        at: new Date(1),
        n: 9007199254740993n,
        name: 'Ana',
      },
    });
  });

  it('comes back as it went', () => {
    const value = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.date({ noInvalidDate: true }));
    const name = fc.stringMatching(/^[a-z]\w{0,9}$/).filter((text) => !['etag', 'timestamp'].includes(text));
    fc.assert(
      fc.property(fc.dictionary(name, value, { noNullPrototype: true }), (properties) => {
        const row = { ...properties, partitionKey: 'p', rowKey: 'r' };
        expect(entityOf(jsonOf(row))).toEqual(row);
      }),
    );
  });
});
