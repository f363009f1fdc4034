/** Reads from an update what happened to the bot's own membership: `conversationUpdate` and `installationUpdate` both tell it. */
import { ActivityTypes, type Activity, type ChannelAccount } from 'botframework-schema';

/** The bot was added, was removed, or the update is about something else. */
export type MembershipChange = 'added' | 'removed' | 'none';

/** What the update says of the bot itself; upgrades of the app are neither. */
export function membershipChangeOf(activity: Activity): MembershipChange {
  if (activity.type === ActivityTypes.InstallationUpdate) {
    if (activity.action === 'add') return 'added';
    return activity.action === 'remove' ? 'removed' : 'none';
  }
  if (activity.type !== ActivityTypes.ConversationUpdate) return 'none';
  if (includesBot(activity, activity.membersRemoved)) return 'removed';
  return includesBot(activity, activity.membersAdded) ? 'added' : 'none';
}

function includesBot(activity: Activity, members: ChannelAccount[] | undefined): boolean {
  const bot = activity.recipient?.id;
  return Array.isArray(members) && members.some((member) => member?.id !== undefined && member.id === bot);
}
