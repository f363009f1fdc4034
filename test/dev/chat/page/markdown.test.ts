/** Markdown of the bot as safe HTML. */
import { renderMarkdown } from '../../../../dev/chat/page/messages/markdown';

const render = (text: string) => renderMarkdown(text).trim();

it.each([
  ['**bold** and _soft_', '<p><strong>bold</strong> and <em>soft</em></p>'],
  ['one\ntwo', '<p>one<br>\ntwo</p>'],
  ['hi <at>Ana <b></at>!', '<p>hi <span class="mention">Ana &lt;b&gt;</span>!</p>'],
  [
    '[docs](https://example.com)',
    '<p><a href="https://example.com" target="_blank" rel="noopener noreferrer">docs</a></p>',
  ],
  [
    '![cat](https://example.com/cat.png)',
    '<p><a href="https://example.com/cat.png" target="_blank" rel="noopener noreferrer">cat</a></p>',
  ],
])('renders %j', (text, html) => {
  expect(render(text)).toBe(html);
});

it.each([
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '[x](javascript:alert(1))',
  '![x](javascript:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '<at><img src=x onerror=alert(1)></at>',
  '[x](https://example.com/"onmouseover="alert(1))',
])('lets nothing run in %j', (text) => {
  const html = render(text);
  expect(html).not.toMatch(/<(img|script)/i);
  expect(html).not.toMatch(/href="(javascript|data):/i);
  expect(html).not.toMatch(/<[^>]+ on\w+=/i);
});
