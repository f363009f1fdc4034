import { createConversationStore } from '../../src/conversations/conversationStore';
import { aMessage } from '../support/buildersActivity';
import { openBot } from '../support/buildersBot';
import { openTestAccount } from '../support/tables';

test('the person and the open question are read at the same time: neither waits for the other', async () => {
  const account = openTestAccount();
  const conversations = createConversationStore(account.table('Conversations'));
  const person = Promise.withResolvers<undefined>();
  const dialog = Promise.withResolvers<undefined>();
  const bot = openBot(
    [],
    {
      conversations: {
        ...conversations,
        findPerson: async () => {
          person.resolve(undefined);
          return dialog.promise;
        },
      },
      dialogs: {
        find: async () => {
          dialog.resolve(undefined);
          return person.promise;
        },
      },
    },
    account,
  );
  // Were one read after the other, this would never answer.
  await expect(bot.post(aMessage())).resolves.toMatchObject({ status: 200 });
}, 5000);
