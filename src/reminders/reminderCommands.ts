/** All that people can say about reminders, in the order in which it is tried. */
import type { ChatCommand } from '../conversations/chatTurn';
import { createBareCommands } from './commands/bareCommands';
import { type ChangeCommandsDeps, createChangeCommands } from './commands/changeCommands';
import { createListCommand } from './commands/listCommand';
import { newReminderCommand } from './commands/newReminderCommand';
import { createOthersCommands } from './commands/othersCommand';
import { createSetCommand, type SetCommandDeps } from './commands/setCommand';
import { createShowCommand } from './commands/showCommand';
import { createTimeCommands } from './commands/timeCommands';

export function createReminderCommands(deps: ChangeCommandsDeps & SetCommandDeps): ChatCommand[] {
  return [
    newReminderCommand,
    createListCommand(deps.store),
    createShowCommand(deps),
    ...createBareCommands(deps),
    ...createChangeCommands(deps),
    ...createOthersCommands(deps),
    ...createTimeCommands(deps),
    createSetCommand(deps),
  ];
}
