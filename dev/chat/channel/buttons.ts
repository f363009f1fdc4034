// Buttons that a message offers, and what Teams sends the bot when a person presses one.
import {
  isRecord,
  type WireActivity,
  type WireAttachment,
  type WireCardAction,
} from '../directory/wireActivity';
import { ChannelRefusal } from './channelRefusal';

/** A button as the card or the suggested actions describe it, with what the person typed into the card. */
export interface Press {
  readonly type: string;
  readonly title?: string;
  readonly value?: unknown;
  readonly text?: string;
  readonly displayText?: string;
  readonly id?: string;
  readonly verb?: string;
  readonly data?: unknown;
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** `automatic` for a card's own refresh. */
  readonly trigger?: 'manual' | 'automatic';
  /** Which attachment of the message the button belongs to; 0 unless said. */
  readonly attachmentIndex?: number;
}

/** What a press means: a message (perhaps an unseen one), or an invoke. */
export type PressMeaning =
  | {
      readonly kind: 'message';
      readonly text: string;
      readonly shownText?: string;
      readonly value?: unknown;
      readonly mentionsBot?: boolean;
    }
  | { readonly kind: 'invoke'; readonly name: string; readonly value: unknown };

/** What Teams sends for a press. Throws a ChannelRefusal for buttons that only a real client can carry out. */
export function meaningOf(press: Press): PressMeaning {
  switch (press.type) {
    case 'Action.Submit':
      return submit(press);
    case 'Action.Execute': {
      const { type, id, verb, trigger = 'manual' } = press;
      const action = { type, ...(id && { id }), ...(verb && { verb }), data: mergeInputs(press) };
      return { kind: 'invoke', name: 'adaptiveCard/action', value: { action, trigger } };
    }
    case 'imBack':
      return { kind: 'message', text: String(press.value ?? press.title ?? ''), mentionsBot: true };
    case 'postBack':
      return { kind: 'message', text: String(press.value ?? ''), shownText: '' };
    case 'messageBack':
      return messageBack(press, press.value);
    case 'invoke':
      return { kind: 'invoke', name: nameOf(press.value), value: press.value };
    default:
      throw new ChannelRefusal(
        'UNSUPPORTED_BUTTON',
        `The local chat cannot carry out a button of type ${press.type}.`,
      );
  }
}

function submit(press: Press): PressMeaning {
  const merged = mergeInputs(press);
  const { msteams, ...value } = isRecord(merged) ? merged : { msteams: undefined, data: merged };
  if (!isRecord(msteams))
    return { kind: 'message', text: '', shownText: '', value: isRecord(merged) ? value : merged };
  const asked = { ...msteams, type: String(msteams['type']) } as Press;
  if (asked.type === 'messageBack') return messageBack(asked, { ...value, ...readObject(asked.value) });
  if (asked.type === 'imBack') return meaningOf(asked);
  if (asked.type === 'invoke') return { kind: 'invoke', name: nameOf(asked.value), value: asked.value };
  throw new ChannelRefusal(
    'UNSUPPORTED_BUTTON',
    `The local chat cannot carry out msteams actions of type ${asked.type}.`,
  );
}

function messageBack({ text = '', displayText }: Press, value: unknown): PressMeaning {
  return { kind: 'message', text, shownText: displayText ?? '', value };
}

function mergeInputs({ data, inputs = {} }: Press): unknown {
  if (data !== undefined && !isRecord(data)) return data;
  return { ...data, ...inputs };
}

function readObject(value: unknown): Record<string, unknown> {
  if (typeof value !== 'string') return isRecord(value) ? value : {};
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? parsed : {};
  } catch {
    return {}; // a plain text, which Teams does not merge either
  }
}

function nameOf(value: unknown): string {
  return isRecord(value) && typeof value['type'] === 'string' ? value['type'] : 'invoke';
}

/** All buttons of a message: of its Adaptive Cards (in Action.ShowCard too), Hero cards and suggested actions. */
export function buttonsOf(activity: WireActivity): readonly Press[] {
  const cards = (activity.attachments ?? []).flatMap((attachment, attachmentIndex) =>
    buttonsOfCard(attachment).map((press) => ({ ...press, attachmentIndex })),
  );
  return [...cards, ...(activity.suggestedActions?.actions ?? [])];
}

function buttonsOfCard({ content }: WireAttachment): readonly Press[] {
  if (!isRecord(content)) return [];
  const { buttons } = content;
  return Array.isArray(buttons) ? (buttons as WireCardAction[]) : actionsWithin(content);
}

function actionsWithin(node: unknown): readonly Press[] {
  if (Array.isArray(node)) return node.flatMap(actionsWithin);
  if (!isRecord(node)) return [];
  const own =
    typeof node['type'] === 'string' && node['type'].startsWith('Action.') ? [node as unknown as Press] : [];
  return [
    ...own,
    ...Object.entries(node).flatMap(([key, value]) => (key === 'data' ? [] : actionsWithin(value))),
  ];
}
