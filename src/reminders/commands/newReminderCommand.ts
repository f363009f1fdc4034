/** `new reminder`: begins a reminder step by step, with the question what it is about. */
import type { ChatCommand } from '../../conversations/chatTurn';
import { ownTarget } from '../createReminder';
import { askingFor } from '../drafts/draft';
import { REMINDER_TEXTS } from '../reminderTexts';
import { patternCommand } from './commandPattern';

const PATTERNS = {
  en: '(?:new|add a|create a|set a|make a) reminder(?: step by step)?',
  es: '(?:nuevo recordatorio|(?:a[ñn]adir?|crear?|pon(?:er)?) un recordatorio)(?: paso a paso)?',
};

export const newReminderCommand: ChatCommand = patternCommand(
  'reminders.new',
  PATTERNS,
  async (turn, { language }) =>
    askingFor(
      { text: REMINDER_TEXTS[language].dialog.askWhat },
      { asks: 'message', language, target: ownTarget(turn), message: '' },
    ),
);
