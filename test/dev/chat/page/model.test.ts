/** How what happens on the stage comes into the page. */
import { LAUNCH_CREW, SAM, seedDirectory } from '../../../../dev/chat/directory/seedDirectory';
import { applyEvent, applyState, type Model } from '../../../../dev/chat/page/model';
import { aModel, arrive, NOW } from './aModel';

let model: Model;
beforeEach(() => {
  model = aModel();
});

describe('live events', () => {
  it('show typing until the bot has spoken there', () => {
    applyEvent(model, { kind: 'typing', conversationId: LAUNCH_CREW.id }, NOW);
    expect(model.typingUntil.get(LAUNCH_CREW.id)).toBe(NOW + 10_000);
    arrive(model, { from: SAM, isFromBot: false });
    expect(model.typingUntil.size).toBe(1);
    arrive(model);
    expect(model.typingUntil.size).toBe(0);
  });

  it('move the clock and keep the latest traffic', () => {
    applyEvent(model, { kind: 'clock', clock: { nowMs: NOW + 5_000, isMovable: true } }, NOW);
    expect(model.clockOffsetMs).toBe(5_000);
    const entry = { atMs: 0, direction: 'toBot' as const, title: 't', method: 'POST', path: '/' };
    for (let seq = 1; seq <= 250; seq++)
      applyEvent(model, { kind: 'traffic', entry: { ...entry, seq } }, NOW);
    expect([model.traffic.length, model.traffic[0]?.seq]).toEqual([200, 51]);
  });

  it('leave what did not change as it is when everything comes anew', () => {
    const item = arrive(model);
    const changed = arrive(model);
    const timeline = { [LAUNCH_CREW.id]: [structuredClone(item), { ...changed, editedAtMs: NOW }] };
    applyState(
      model,
      { directory: { ...seedDirectory(), timeline }, clock: { nowMs: NOW, isMovable: false }, traffic: [] },
      NOW,
    );
    const items = model.items.get(LAUNCH_CREW.id);
    expect(items?.get(item.id)).toBe(item);
    expect(items?.get(changed.id)).toMatchObject({ editedAtMs: NOW });
  });
});
