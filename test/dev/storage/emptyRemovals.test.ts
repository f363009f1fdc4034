import { createRequire } from 'node:module';
import { type CollectionClass, skipEmptyRemovals } from '../../../dev/storage/emptyRemovals';

interface Collection {
  insert(document: object): object;
  remove(documents: object[]): void;
  find(query: object): { name: string }[];
  ensureAllIndexes(force?: boolean): void;
}
interface LokiClass {
  new (file: string): { addCollection(name: string, options: object): Collection };
  Collection: CollectionClass;
}
const Loki = createRequire(require.resolve('azurite/package.json'))('lokijs') as LokiClass;

describe('the removal of documents', () => {
  let collection: Collection;
  let rebuilds: number;
  beforeAll(() => skipEmptyRemovals(Loki.Collection));
  beforeEach(() => {
    collection = new Loki('memory').addCollection('messages', { indices: ['name'] });
    rebuilds = 0;
    const rebuild = collection.ensureAllIndexes.bind(collection);
    collection.ensureAllIndexes = (force) => {
      rebuilds += 1;
      rebuild(force);
    };
  });

  it('indexes nothing anew when there is nothing to remove', () => {
    collection.insert({ name: 'a' });
    collection.remove([]);
    expect(rebuilds).toBe(0);
    expect(collection.find({ name: 'a' })).toHaveLength(1);
  });

  it('removes what is named, and only that', () => {
    const [first] = ['a', 'b', 'c'].map((name) => collection.insert({ name }));
    collection.remove([first as object]);
    expect(rebuilds).toBe(1);
    expect(collection.find({}).map(({ name }) => name)).toEqual(['b', 'c']);
    expect(collection.find({ name: 'a' })).toEqual([]);
  });
});
