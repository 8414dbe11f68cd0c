forms-colon = {": "}
forms-summary =
    Here is what I have:
    { $lines }
    Is that right?
forms-button-yes = Yes, confirm
forms-button-change = Change something
forms-button-stop = Stop
forms-button-retry = Try again
forms-cancelled = Stopped; nothing was sent. You can start again whenever you like.
forms-paused = Take your time, I keep your answers. Write to me when you are ready.
forms-first-question = This is the first question, there is nothing before it.
forms-changed = Changed. { $label }: { $value }
forms-noted = Noted.
forms-what-to-change = What should be changed?
forms-not-understood = I did not understand your answer.
forms-person = We are not getting there like this. A person can help you, or we stop here. You can also try to answer again.
forms-register-down = The administration’s system is not answering right now. Nothing is lost and nothing was sent twice. Try again in a moment.
forms-back-to = Back to: { $what }.
forms-where-we-were = Hello again! We were doing this: { $what }. Let us go on.
forms-choice-over = That choice is over. Tell me what you are looking for.
