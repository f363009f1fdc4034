/** How people address the bot in English around what they want. */

/** Rules for greetings, requests and thanks. */
export const COURTESY = `
greeting:
  (hey|hi|hello|ok|okay|yo|so|well|also|oh|and) (there|bot|recado|team)? (,|!|.)? / good (morning|afternoon|evening) (bot|recado|team)? (,|!|.)? / recado|bot (,|:)?
courtesy:
  {-polite}? {-modal}? {-polite}? (remindme / rmd me / rmnd me / remid me / remain me) => form=remind
  would you mind reminding {-who} => form=remind isQuestion
  {-polite}? (can|could|may) (i / we) (get|have) a reminder => form=noun isQuestion
  {-polite}? {-modal}? {-polite}? (let {-who} know / give {-who} a (nudge|ping|shout|buzz|call|reminder / heads up)) => form=echo
  remind to => form=remind
  {-polite}? {-modal}? {-polite}? remind {-who} (please|pls|plz|again|also)? => form=remind
  {-polite}? {-modal}? {-polite}? remind {-here} (please|pls|plz|again|also)? => form=remind audience=here
  {-polite}? (do not / don't|dont|never) let me forget / (please)? help me (to)? remember => form=remind
  {-polite}? (i / i'd / we) (need / want / like / 'd like / would like / will need / would love / could use) (a reminder / another reminder / to be reminded / you to remind me / reminding) => form=noun
  {-polite}? {-modal}? {-polite}? (set|create|add|make|schedule|put|give|send|start|get|do) (me)? (up|in)? (a|an|the|another|my)? (new|quick)? (reminder|remainder|alarm|alert|timer|notification) (for me)? => form=noun
  (a|new|quick)? reminder :? / note to self :? / (to|2) ~- ~do :? / todo :? / reminder for me :? => form=noun
  {-polite}? (don't|dont / do not) forget / {-polite}? (remember / i need to remember / i have to remember / i must remember / must remember / make sure i / make sure i don't forget / i should remember) => form=duty
  {-polite}? {-modal}? {-polite}? (ping|nudge|poke|notify|alert|tell|message|msg|buzz|warn|prompt|text) {-who} => form=echo
  {-polite}? {-modal}? {-polite}? wake {-who} up? => form=wake
refusal:
  (do not / don't|dont|stop|never) (remind|reminding|ping|pinging) / (cancel|delete|remove|list|show|snooze|pause|resume) (my|the|all)? (reminder|reminders)
closing:
  ,? (please|pls|plz|thanks|thx|ty|cheers) / ,? thank (you|u) / ,? (remind me / thanks a lot / many thanks / if you can / if possible / ok|okay)
polite:
  (please|pls|plz|kindly|just) ,?
modal:
  (can|could|would|will|can't) (you|u|ya) / would you mind / (i / we) (need / want / 'd like / would like) you to / i'd|we'd like you to / it would be (great|nice) if you could / you (should / need to / must / can / could)
who:
  me|myself
here:
  us|everyone|everybody / (the / this / our) (team|group|channel|chat) / all of us / here
`;
