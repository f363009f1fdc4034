// What the page can ask for: one schema, so that page and server cannot disagree.
import { z } from 'zod';

const id = z.string().min(1).max(2_000);
const text = z.string().max(100_000);
const here = { personId: id, conversationId: id };

const press = z.object({
  type: z.string().max(100),
  title: z.string().optional(),
  value: z.unknown().optional(),
  text: z.string().optional(),
  displayText: z.string().optional(),
  id: z.string().optional(),
  verb: z.string().optional(),
  data: z.unknown().optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  trigger: z.enum(['manual', 'automatic']).optional(),
  attachmentIndex: z.number().int().min(0).optional(),
});

const locale = z.string().refine((tag) => isValid(() => new Intl.Locale(tag)), 'not a locale');
const timeZone = z
  .string()
  .refine((zone) => isValid(() => new Intl.DateTimeFormat('en', { timeZone: zone })), 'not a time zone');

/** Everything that a person can do on the page; `open` is what the page does by itself when it is first shown. */
export const deedSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('open'), timeZone }),
  z.object({ kind: z.literal('say'), ...here, text }),
  z.object({ kind: z.literal('edit'), ...here, messageId: id, text }),
  z.object({ kind: z.literal('remove'), ...here, messageId: id }),
  z.object({ kind: z.literal('press'), ...here, messageId: id, press }),
  z.object({ kind: z.literal('retry'), conversationId: id, messageId: id }),
  z.object({ kind: z.literal('install'), ...here }),
  z.object({ kind: z.literal('uninstall'), ...here }),
  z.object({ kind: z.literal('addMember'), ...here, memberId: id }),
  z.object({ kind: z.literal('removeMember'), ...here, memberId: id }),
  z.object({ kind: z.literal('block'), personId: id, isBlocked: z.boolean() }),
  z.object({ kind: z.literal('read'), ...here }),
  z.object({ kind: z.literal('profile'), personId: id, locale, timeZone }),
  z.object({
    kind: z.literal('advance'),
    ms: z
      .number()
      .int()
      .positive()
      .max(366 * 86_400_000),
  }),
]);

export type Deed = z.infer<typeof deedSchema>;

function isValid(make: () => unknown): boolean {
  try {
    make();
    return true;
  } catch {
    return false; // the constructors say so by throwing
  }
}
