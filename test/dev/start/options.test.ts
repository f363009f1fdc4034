import { readOptions, storagePorts } from '../../../dev/start/options';
import { StartError } from '../../../dev/start/startError';

describe('the options of npm start', () => {
  it('have defaults that suit a machine where nothing else runs', () => {
    expect(readOptions([])).toEqual({
      port: 7071,
      chatPort: 7072,
      feedPort: 7074,
      storagePort: 10_000,
      fresh: false,
      embedded: false,
      enforceKeys: false,
      help: false,
    });
  });

  it('are read in any order', () => {
    const args = [
      '--fresh',
      '--storage-port=11000',
      '--enforce-keys',
      '--port',
      '0',
      '--embedded',
      '--chat-port',
      '9000',
      '--feed-port=0',
    ];
    expect(readOptions(args)).toEqual({
      port: 0,
      chatPort: 9000,
      feedPort: 0,
      storagePort: 11_000,
      fresh: true,
      embedded: true,
      enforceKeys: true,
      help: false,
    });
  });

  it.each([
    [['--port', '-1'], /--port/],
    [['--port', '65536'], '--port takes a port from 0 to 65535, not "65536".'],
    [['--chat-port', '80a'], '--chat-port takes a port from 0 to 65535, not "80a".'],
    [['--storage-port', '65534'], '--storage-port takes a port from 0 to 65533, not "65534".'],
    [['--port'], /--port/],
    [['--fresh=yes'], /--fresh/],
    [['--frehs'], "Unknown option '--frehs'."],
    [['please'], "Unexpected argument 'please'."],
  ])('refuse %j', (args, words) => {
    expect(() => readOptions(args)).toThrow(StartError);
    expect(() => readOptions(args)).toThrow(words);
    expect(() => readOptions(args)).toThrow('npm start -- --help lists what there is.');
  });

  it.each([
    [10_000, true, { blob: 10_000, queue: 10_001, table: 10_002 }],
    [10_000, false, { queue: 10_001, table: 10_002 }],
    [0, true, { blob: 0, queue: 0, table: 0 }],
  ])('with storage port %d (blobs: %s) give the services their ports', (first, needsBlobs, ports) => {
    expect(storagePorts(first, needsBlobs)).toEqual(ports);
  });
});
