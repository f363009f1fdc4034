import { membershipChangeOf } from '../../src/conversations/membership';
import {
  aChannelMessage,
  aMembershipUpdate,
  aMessage,
  anInstallation,
  BOT_ID,
} from '../support/buildersActivity';

describe('an update tells of the bot’s membership', () => {
  it('that it was added or removed, in either of the two forms', () => {
    expect(membershipChangeOf(aMembershipUpdate('added'))).toBe('added');
    expect(membershipChangeOf(aMembershipUpdate('removed'))).toBe('removed');
    expect(membershipChangeOf(anInstallation('add'))).toBe('added');
    expect(membershipChangeOf(anInstallation('remove'))).toBe('removed');
  });

  it('that it was added together with others', () => {
    const update = aMembershipUpdate('added', aChannelMessage());
    update.membersAdded = [{ id: '29:bob', name: 'Bob' }, ...(update.membersAdded ?? [])];
    expect(membershipChangeOf(update)).toBe('added');
  });

  it.each(['add-upgrade', 'remove-upgrade', '', 'Add'])(
    'nothing when the installation says “%s”',
    (action) => {
      expect(membershipChangeOf(anInstallation(action))).toBe('none');
    },
  );

  it('nothing when other people come or go, or the chat is renamed', () => {
    const others = { ...aMembershipUpdate('added'), membersAdded: [{ id: '29:bob', name: 'Bob' }] };
    expect(membershipChangeOf(others)).toBe('none');
    expect(membershipChangeOf({ ...others, membersAdded: undefined, topicName: 'Lunch' })).toBe('none');
  });

  it('nothing when it does not say to whom it was sent', () => {
    const update = { ...aMembershipUpdate('added'), recipient: undefined, membersAdded: [{}] };
    expect(membershipChangeOf(update as never)).toBe('none');
  });

  it('nothing in any other activity, whatever it holds', () => {
    expect(membershipChangeOf(aMessage({ membersAdded: [{ id: BOT_ID, name: '' }], action: 'add' }))).toBe(
      'none',
    );
  });
});
