// The order in which an orchestrator sees what has happened to it.
import { join } from 'node:path';
import { DurableDatabase } from '../../../../dev/host/durable/durableDatabase';
import { EVENT_TYPE, historyEvent } from '../../../../dev/host/durable/historyEvents';
import { InboxTable } from '../../../../dev/host/durable/inboxTable';
import { aFolder, endHosts } from '../hostUnderTest';

const raised = (Name: string) => historyEvent(0, { EventType: EVENT_TYPE.eventRaised, Name, Input: 'null' });

let database: DurableDatabase;
let inbox: InboxTable;

beforeEach(() => {
  database = new DurableDatabase(join(aFolder(), 'inbox.db'));
  inbox = new InboxTable(database);
});
afterEach(() => database.close());
afterAll(endHosts);

const namesOf = (instanceId: string, limit = 100) =>
  inbox.read(instanceId, limit).map(({ event }) => 'Name' in event && event.Name);

it('is the order in which it happened', () => {
  for (const name of ['a', 'b', 'c']) inbox.add('one', null, raised(name));
  inbox.add('other', null, raised('x'));
  expect(namesOf('one')).toEqual(['a', 'b', 'c']);
  expect(namesOf('one', 2)).toEqual(['a', 'b']);
});

it('has what was carried over by continueAsNew before what came since', () => {
  inbox.add('one', null, raised('later'));
  for (const name of ['first', 'second']) inbox.carryOver('one', raised(name));
  expect(namesOf('one')).toEqual(['first', 'second', 'later']);
});

it('names the instances that have something to see, the longest waiting first', () => {
  for (const instanceId of ['b', 'a', 'b']) inbox.add(instanceId, null, raised('x'));
  expect(inbox.instanceIds()).toEqual(['b', 'a']);
});
