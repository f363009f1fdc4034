/** Buttons of Adaptive Cards that say a command for the person, on every channel that shows cards. */

/** The part of a pressed button's data that the bot reads. */
export interface CommandData {
  command: string;
}

/** A button that sends this text to the bot, as if the person had typed it. */
export function commandButton(title: string, command: string): object {
  const msteams = { type: 'messageBack', text: command, displayText: command };
  return {
    type: 'Action.Submit',
    title,
    data: { command, msteams } satisfies CommandData & { msteams: object },
  };
}

/** The command that a pressed button carries, if the value came from one. */
export function commandOf(value: unknown): string | undefined {
  const command = (value as Partial<CommandData> | null | undefined)?.command;
  return typeof command === 'string' ? command : undefined;
}
