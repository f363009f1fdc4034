// The content of queue messages in both encodings.
import { decodeMessage, encodeMessage } from '../../../../dev/host/queues/queueMessage';

it('goes both ways', () => {
  for (const text of ['', 'words', '{"a":"ü😀"}']) {
    expect(decodeMessage(encodeMessage(text, 'base64'), 'base64')).toBe(text);
    expect(decodeMessage(encodeMessage(text, 'none'), 'none')).toBe(text);
  }
  expect(encodeMessage(Uint8Array.of(1, 2, 255), 'base64')).toBe('AQL/');
});

it('does not take for base64 what is none', () => {
  for (const content of ['{"a":1}', 'abc', 'ab=c', 'a b c d e'])
    expect(decodeMessage(content, 'base64')).toBeUndefined();
  expect(decodeMessage('YQ==\n', 'base64')).toBe('a');
});
