// Markdown of the bot as HTML that is safe to show: no HTML of its own, no images from elsewhere, links that open apart.
import MarkdownIt from 'markdown-it';

const MENTION = /^<at[^>]*>([\s\S]*?)<\/at>/i;

const markdown = createMarkdown();

/** Renders markdown. HTML in it is shown as text; `<at>Name</at>` becomes a mention; images become links. */
export function renderMarkdown(text: string): string {
  return markdown.render(text);
}

function createMarkdown() {
  const made = new MarkdownIt({ html: false, linkify: true, breaks: true });
  made.linkify.set({ fuzzyLink: false });
  made.inline.ruler.before('autolink', 'mention', (state, silent) => {
    const found = MENTION.exec(state.src.slice(state.pos, state.posMax));
    if (!found) return false;
    if (!silent) state.push('mention', '', 0).content = found[1] ?? '';
    state.pos += found[0].length;
    return true;
  });
  const { escapeHtml } = made.utils;
  made.renderer.rules['mention'] = (tokens, index) =>
    `<span class="mention">${escapeHtml(tokens[index]?.content ?? '')}</span>`;
  made.renderer.rules['link_open'] = (tokens, index, options, _env, renderer) => {
    tokens[index]?.attrSet('target', '_blank');
    tokens[index]?.attrSet('rel', 'noopener noreferrer');
    return renderer.renderToken(tokens, index, options);
  };
  made.renderer.rules['image'] = (tokens, index) => {
    const token = tokens[index];
    const url = escapeHtml(String(token?.attrGet('src') ?? ''));
    const words = escapeHtml(token?.content || 'Picture');
    return `<a href="${url}" target="_blank" rel="noopener noreferrer">${words}</a>`;
  };
  return made;
}
