/** Features' dialogs on the stack of botbuilder-dialogs; loaded only when a dialog begins or is open. */
import { BotAdapter, type ResourceResponse, TurnContext } from 'botbuilder';
import { Dialog, DialogContext, DialogSet, type DialogTurnResult } from 'botbuilder-dialogs';
import type { ChatTurn, Utterance } from '../conversations/chatTurn';
import type { ChatDialog, DialogState, Taken } from './chatDialog';
import type { StackedDialog } from './dialogStore';

/** What came of running the stack: the stack as it is then, how the dialog on top read the message, what was said besides. */
export interface StackRun {
  stack: StackedDialog[];
  taken?: Taken;
  /** The question of an earlier dialog that goes on, repeated. */
  repeated?: Utterance;
}

const RUN = Symbol('run');

/** Puts a dialog on top; its question has been put already. */
export async function beginOnStack(
  dialogs: readonly ChatDialog[],
  stack: readonly StackedDialog[],
  turn: ChatTurn,
  begun: { dialog: string; state: DialogState },
): Promise<StackedDialog[]> {
  const { context, run } = contextOf(dialogs, stack, turn);
  await context.beginDialog(begun.dialog, begun.state);
  return run.stack;
}

/** Lets the dialog on top read the message; what it leads to is not done yet. */
export async function continueStack(
  dialogs: readonly ChatDialog[],
  stack: readonly StackedDialog[],
  turn: ChatTurn,
): Promise<StackRun> {
  const { context, run } = contextOf(dialogs, stack, turn);
  await context.continueDialog();
  return run;
}

/** Ends the dialog on top without an answer. */
export async function endTopOfStack(
  dialogs: readonly ChatDialog[],
  stack: readonly StackedDialog[],
  turn: ChatTurn,
): Promise<StackRun> {
  const { context, run } = contextOf(dialogs, stack, turn);
  await context.endDialog();
  return run;
}

function contextOf(
  dialogs: readonly ChatDialog[],
  stack: readonly StackedDialog[],
  turn: ChatTurn,
): { context: DialogContext; run: StackRun } {
  const known = new Set(dialogs.map(({ name }) => name));
  // What an earlier version of the app has begun, and this one does not know, is over.
  const dialogStack = structuredClone(stack.filter(({ id }) => known.has(id))) as StackedDialog[];
  const run: StackRun = { stack: dialogStack };
  const set = new DialogSet();
  for (const dialog of dialogs) set.add(new FeatureDialog(dialog, turn));
  const turnContext = new TurnContext(new SilentAdapter(), { type: 'message', text: turn.text });
  turnContext.turnState.set(RUN, run);
  return { context: new DialogContext(set, turnContext, { dialogStack }), run };
}

/** One dialog of a feature as botbuilder-dialogs runs it. */
class FeatureDialog extends Dialog {
  constructor(
    private readonly dialog: ChatDialog,
    private readonly turn: ChatTurn,
  ) {
    super(dialog.name);
  }

  override async beginDialog(context: DialogContext, state?: object): Promise<DialogTurnResult> {
    active(context).state = state;
    return Dialog.EndOfTurn;
  }

  override async continueDialog(context: DialogContext): Promise<DialogTurnResult> {
    const top = active(context);
    const taken = await this.dialog.take(top.state as DialogState, this.turn);
    runOf(context).taken = taken;
    if (taken.kind === 'ends') return context.endDialog();
    if (taken.kind === 'asks') top.state = taken.state;
    return Dialog.EndOfTurn;
  }

  override async resumeDialog(context: DialogContext): Promise<DialogTurnResult> {
    const repeated = this.dialog.question(active(context).state as DialogState, this.turn);
    if (!repeated) return context.endDialog();
    runOf(context).repeated = repeated;
    return Dialog.EndOfTurn;
  }
}

function active(context: DialogContext): StackedDialog {
  const { activeDialog } = context;
  if (!activeDialog) throw new Error('No dialog is active.');
  return activeDialog;
}

const runOf = (context: DialogContext): StackRun => context.context.turnState.get(RUN) as StackRun;

/** Dialogs give what they say to whoever runs them; nothing is sent through their context. */
class SilentAdapter extends BotAdapter {
  sendActivities(): Promise<ResourceResponse[]> {
    return refused();
  }
  updateActivity(): Promise<undefined> {
    return refused();
  }
  deleteActivity(): Promise<void> {
    return refused();
  }
  continueConversation(): Promise<void> {
    return refused();
  }
}

const refused = (): Promise<never> => Promise.reject(new Error('A dialog sends nothing by itself.'));
