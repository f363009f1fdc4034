import { createParts } from '../../../dev/start/parts';

describe('the parts of npm start', () => {
  it('are stopped one after the other, the last one first, each asked even when another one fails', async () => {
    const parts = createParts();
    const events: string[] = [];
    for (const name of ['storage', 'chat', 'host']) {
      parts.add({
        name,
        stop: async () => {
          events.push(`${name} stops`);
          await Promise.resolve();
          if (name === 'chat') throw new Error('The chat could not be saved.');
          events.push(`${name} stopped`);
        },
      });
    }
    expect(await parts.stopAll()).toEqual([new Error('The chat could not be saved.')]);
    expect(events).toEqual(['host stops', 'host stopped', 'chat stops', 'storage stops', 'storage stopped']);
  });

  it('fail together when one of them ends by itself, in words that name it', async () => {
    const parts = createParts();
    parts.add({
      name: 'host',
      stop: () => Promise.resolve(),
      ended: Promise.resolve('was ended by SIGKILL'),
    });
    await expect(parts.failure).rejects.toThrow('The host was ended by SIGKILL.');
  });

  it('do not fail when they end because they are stopped', async () => {
    const parts = createParts();
    let end: (how: string) => void = () => undefined;
    const ended = new Promise<string>((resolve) => (end = resolve));
    parts.add({ name: 'host', stop: () => Promise.resolve(end('ended with code 0')), ended });
    await parts.stopAll();
    expect(await Promise.race([parts.failure.catch(() => 'failed'), ended.then(() => 'ended')])).toBe(
      'ended',
    );
  });

  it('can be killed while they are being stopped', async () => {
    const parts = createParts();
    let finish: () => void = () => undefined;
    parts.add({
      name: 'host',
      stop: () => new Promise((resolve) => (finish = resolve)),
      kill: () => finish(),
    });
    const stopped = parts.stopAll();
    parts.killAll();
    expect(await stopped).toEqual([]);
  });
});
