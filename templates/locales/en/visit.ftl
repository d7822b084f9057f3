# Coming for the first time: what newcomers read and say without an account.

arrival-say = I am coming
arrival-say-about = “I am coming” tells the group only that somebody new is coming. It needs no name and no account, it takes no place, and you can take it back.
arrival-title = Somebody new is coming
arrival-lead = The group sees a number, and nothing about you. You take up no place, and it is no promise.
arrival-off-title = This meeting does not take place
arrival-paused = The group pauses on that day.
arrival-link = Your link
arrival-link-about = With it you see whether the meeting takes place, and can take back that you are coming. Nobody else has it. A few days after the meeting nothing of this is left.
arrival-take-back = I am not coming after all
arrival-taken-back = It is taken back
arrival-taken-back-lead = The group counts one fewer. Nobody was told, and you can say it again at any time.
arrival-gone = This was taken back already, or the meeting is over. Nothing of it is left.
arrival-started = This meeting has begun. Nobody new is counted any more; whether one can still come in, the page of the group may say.
arrival-cancelled = This meeting does not take place. The page of the group says when the next one is.
arrival-closed = On this date the meeting is closed: for those concerned. The page of the group shows which dates are open.
arrival-enough = So many new people have said that they are coming that we count no further. You can come all the same.
arrival-to-group = To the page of the group
arrival-count = { $newcomers ->
    [one] Someone new is coming.
   *[other] { $newcomers } new people say they are coming.
 }
instead-title = The next dates instead:
