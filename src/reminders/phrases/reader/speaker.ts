/** A language over one text; what it has matched is kept for every reading of the text. */
import { Matcher } from '../grammar/matcher';
import type { Token } from '../grammar/tokens';
import type { CompiledLanguage } from '../languages/languages';

export interface Speaker {
  language: CompiledLanguage;
  matcher: Matcher;
}

/** The tokens are the text's own. */
export function speakerOf(language: CompiledLanguage, tokens: readonly Token[], text: string): Speaker {
  return { language, matcher: new Matcher(language.grammar, tokens, text) };
}
