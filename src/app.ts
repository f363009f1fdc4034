/** The composition root: the only place where clients are made and the rooms meet. */
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createAnswers } from './answers/answers';
import { createInstallations } from './installations/installations';
import { createStorageClock } from './azure/storageClock';
import { createMeters } from './azure/lateMeters';
import { openStorageAccount } from './azure/storageAccount';
import { ACTIVITIES_TABLE, type ActivityRow, createActivityLog } from './bot/activityLog';
import { createConversing } from './bot/converse';
import { registerBotFunctions } from './bot/functions';
import { helpCommand } from './bot/helpCommand';
import { createActivityData } from './bot/activityData';
import { createFirstHourCommand } from './bot/firstHourCommand';
import { createLanguageCommand } from './bot/languageCommand';
import { createPersonalDataCommand } from './bot/personalDataCommand';
import { leaveCommand } from './bot/leaveCommand';
import { createTimeZoneCommand } from './bot/timeZoneCommand';
import type { Config } from './config';
import { registerConversationFunctions } from './conversations/conversationsApi';
import { createConversationStore } from './conversations/conversationStore';
import { CONVERSATIONS_TABLE, type ConversationRow } from './conversations/conversationRow';
import { createRegistryData } from './conversations/registryData';
import { ChannelAdapter } from './delivery/channelAdapter';
import { createChannelRoster } from './delivery/channelRoster';
import { createChannelSender } from './delivery/channelSender';
import { createComeBack } from './delivery/comeBack';
import { createDeliveryData } from './delivery/deliveryData';
import { createDeadLetters, DEAD_LETTERS_TABLE, type DeadLetterRow } from './delivery/deadLetters';
import type { DeliverDeps } from './delivery/deliverDeps';
import { countDeadLetters, createLateDeliveryMetrics, METER_NAME } from './delivery/deliveryMetrics';
import { DELIVERY_QUEUE } from './delivery/deliveryPointer';
import { DUE_TABLE, type DueRow } from './delivery/dueRow';
import { type Due, minuteKey } from './delivery/due';
import { wakeDue } from './delivery/wakeDue';
import { createDueStore } from './delivery/dueStore';
import { createParkedDeliveries, PARKED_TABLE, type ParkedRow } from './delivery/parkedDeliveries';
import { registerDeliveryFunctions } from './delivery/functions';
import { createLimiter } from './delivery/limits/limiter';
import { createLimitsStore, LIMITS_TABLE, type LimitsRow } from './delivery/limits/limitsStore';
import { createFirstContact } from './delivery/firstContact';
import { readLastTick } from './delivery/lookAhead';
import { readQueueHealth } from './delivery/queueHealth';
import { crowdPaceMs } from './delivery/limits/tenantSlots';
import { createOutbox } from './delivery/outbox';
import { registerDescriptionFunctions } from './description/functions';
import { createDialogData } from './dialogs/dialogData';
import { registerDialogFunctions } from './dialogs/functions';
import { createDialogs } from './dialogs/dialogs';
import { createInterruptions } from './dialogs/interruptions';
import { createDialogStore, type DialogRow, DIALOGS_TABLE } from './dialogs/dialogStore';
import { registerHealthFunctions } from './health/functions';
import { createOutbound } from './http/outbound';
import { followInvocations } from './azure/invocation';
import { createInvocationLog } from './azure/invocationLog';
import { createNotifications } from './notifications/notifications';
import { nextOccurrence } from './reminders/recurrence/occurrences';
import { createDraftDialog } from './reminders/drafts/draftDialog';
import { createFollowZone } from './reminders/followZone';
import { createReminderData } from './reminders/reminderData';
import { createLastActions, type LastActionRow } from './reminders/lastAction';
import { createReminderCommands } from './reminders/reminderCommands';
import { registerReminderFunctions } from './reminders/purgeReminders';
import { createReminderDelivery } from './reminders/reminderDelivery';
import type { ReminderRow } from './reminders/reminderRow';
import { createReminderStore, REMINDERS_TABLE } from './reminders/reminderStore';
import { createWatches } from './watches/watches';

/** Makes the app from its configuration and registers its functions. Nothing is sent before the first call. */
export function createApp(config: Config): void {
  const { clock, surely, policy } = createStorageClock(
    () => Date.now(),
    () => performance.now(),
  );
  followInvocations();
  const log = createInvocationLog();
  const storage = openStorageAccount(config.storage, '', [policy]);
  const conversations = createConversationStore(storage.table<ConversationRow>(CONVERSATIONS_TABLE));
  const queue = storage.queue(DELIVERY_QUEUE);
  const store = createDueStore(storage.table<DueRow>(DUE_TABLE), randomUUID);
  const outbox = createOutbox({ store, queue, clock, log, paceMs: crowdPaceMs(config.tenantRate) });
  const adapter = new ChannelAdapter(config.bot);
  const reminders = createReminderStore(storage.table<ReminderRow>(REMINDERS_TABLE));

  const answers = createAnswers({
    ...{ storage, conversations, outbox, clock, log, fetch },
    settings: config.answers,
    newKey: () => randomBytes(32).toString('base64url'),
    ...(config.publicUrl ? { publicUrl: config.publicUrl } : {}),
  });
  const outbound = createOutbound(config.outbound);
  const watches = createWatches({
    ...{ storage, outbox, clock, log, outbound },
    settings: config.watches,
  });
  const limiter = createLimiter({
    ...{ conversations, clock, perSecond: config.tenantRate, wait: (ms: number) => wait(ms) },
    limits: createLimitsStore(storage.table<LimitsRow>(LIMITS_TABLE)),
  });
  const installations = createInstallations({
    ...{ storage, clock, log, fetch, newId: randomUUID, settings: config.installations },
    // As for notifications; a tenant's own bot also knows it before anybody has written.
    usualTenant: async () =>
      config.notifications.homeTenant ?? (await conversations.onlyTenant()) ?? config.bot?.tenantId,
    wait: (ms) => wait(ms),
    ...(config.bot ? { identity: config.bot } : {}),
  });
  const notifications = createNotifications({
    installer: installations.installer,
    ...{ storage, conversations, outbox, clock, log, outbound, newId: randomUUID },
    settings: config.notifications,
    roster: createChannelRoster(adapter, clock),
    firstContact: createFirstContact(adapter, limiter, clock),
    ...(config.bot ? { appId: config.bot.appId } : {}),
  });
  const reminding = {
    ...{ store: reminders, outbox, conversations, next: nextOccurrence, limits: config.reminders },
    actions: createLastActions(storage.table<LastActionRow>(REMINDERS_TABLE)),
  };
  const dialogStore = createDialogStore(storage.table<DialogRow>(DIALOGS_TABLE));
  const placing = {
    ...{ store: dialogStore, clock, wait: (ms: number) => wait(ms) },
    dialogs: [createDraftDialog(reminding), answers.dialog, watches.dialog, notifications.dialog],
    wake: (due: Due, wakesAt: number) => wakeDue({ store, outbox, clock }, due, wakesAt),
  };
  const dialogs = createDialogs(placing);
  const activities = createActivityLog(storage.table<ActivityRow>(ACTIVITIES_TABLE), clock, randomUUID);
  const meters = createMeters(config.telemetry, log);
  const metrics = createLateDeliveryMetrics(() => meters.meter(METER_NAME), log);
  const deadLetters = countDeadLetters(
    createDeadLetters(storage.table<DeadLetterRow>(DEAD_LETTERS_TABLE)),
    metrics,
  );
  const parked = createParkedDeliveries(storage.table<ParkedRow>(PARKED_TABLE), conversations);
  // In the order in which it goes when somebody wants to be forgotten: how they are reached last.
  const personalData = [
    answers.personalData,
    watches.personalData,
    notifications.personalData,
    createReminderData(reminding),
    createDialogData(dialogStore),
    createDeliveryData(parked, deadLetters),
    createActivityData(activities, conversations),
    createRegistryData(conversations),
  ];
  const commands = [
    helpCommand,
    createTimeZoneCommand(conversations, createFollowZone(reminding)),
    createLanguageCommand(conversations),
    createFirstHourCommand(conversations),
    createPersonalDataCommand(personalData),
    ...answers.commands,
    ...watches.commands,
    ...notifications.commands,
    ...createReminderCommands(reminding),
    leaveCommand,
  ];
  const kinds = [
    createReminderDelivery(reminders, nextOccurrence),
    answers.delivery,
    watches.delivery,
    ...notifications.kinds,
  ];
  const delivery: DeliverDeps = {
    ...{ store, outbox, conversations, clock, surely, log },
    ...{ deadLetters, parked },
    kinds: new Map(kinds.map((kind) => [kind.kind, kind])),
    interruptions: createInterruptions(placing),
    sender: createChannelSender(adapter, conversations, clock, limiter, log),
    wait: (ms) => wait(ms),
    random: () => Math.random(),
    unrecorded: new Set(),
    metrics,
  };
  registerBotFunctions({
    ...{ adapter, conversations, clock, log },
    hasIdentity: config.bot !== undefined,
    activities,
    dialogs,
    converse: createConversing({
      ...{ commands, dialogs, clock, newId: randomUUID },
      lastly: answers.askWithEverything,
    }),
    comeBack: createComeBack(delivery),
  });

  answers.registerFunctions();
  watches.registerFunctions();
  notifications.registerFunctions();
  registerDialogFunctions(dialogStore, clock, log);
  installations.registerFunctions();

  registerDeliveryFunctions(delivery);
  registerConversationFunctions(conversations);
  registerReminderFunctions({ store: reminders, clock, log });

  registerDescriptionFunctions();
  registerHealthFunctions({
    readLastTick: () => readLastTick(store),
    readOldestDue: () => store.oldestTryAt(minuteKey(clock())),
    checkQueue: () => readQueueHealth(queue, clock),
    startedAt: clock(),
    clock,
  });
}
