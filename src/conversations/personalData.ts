/** What a part of the app keeps about a person: shown to them when they ask, and gone when they want that. */
import type { ChatTurn, Language } from './chatTurn';

export interface PersonalData {
  /** What is kept, in lines for the person to read; none where nothing is. */
  describe(turn: ChatTurn, language: Language): Promise<string[]>;
  /** Removes it for good, repeatably. */
  erase(turn: ChatTurn): Promise<void>;
}
