/** Buttons of Adaptive Cards that say a command for the person, on every channel that shows cards. */

/** The part of a pressed button's data that the bot reads. */
export interface CommandData {
  command: string;
}

/** A button that sends this text to the bot as the person's own message. */
export function commandButton(title: string, command: string): object {
  const msteams = { type: 'messageBack', text: command, displayText: command };
  return {
    type: 'Action.Submit',
    title,
    data: { command, msteams } satisfies CommandData & { msteams: object },
  };
}

/**
 * A button that changes what its card is about: the card is answered in place, where the channel can do that.
 *
 * @param more - what the command finds among its inputs.
 */
export function cardAction(title: string, command: string, more: Record<string, unknown> = {}): object {
  const data: CommandData = { ...more, command };
  return {
    type: 'Action.Execute',
    title,
    verb: 'command',
    data,
    fallback: { type: 'Action.Submit', title, data },
  };
}

/** The command that a pressed button carries, if the value came from one. */
export function commandOf(value: unknown): string | undefined {
  const command = (value as Partial<CommandData> | null | undefined)?.command;
  return typeof command === 'string' ? command : undefined;
}
