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
arrival-too-far = This meeting is still far ahead. From ten weeks before, you can say here that you are coming.
arrival-cancelled = This meeting does not take place. The page of the group says when the next one is.
arrival-closed = On this date the meeting is closed: for those concerned. The page of the group shows which dates are open.
arrival-enough = So many new people have said that they are coming that we count no further. You can come all the same.
arrival-to-group = To the page of the group
arrival-count = { $newcomers ->
    [one] Someone new is coming.
   *[other] { $newcomers } new people say they are coming.
 }
instead-title = The next dates instead:
visit-next-open = The next open date: { $when }
first-lead = For everybody who has never been to “{ $group }”.
first-next-open = The next open date
first-next = The next date
first-group-says = What the group says
first-happens = What happens
first-happens-words = Usually people sit in a circle. Whoever wants to speaks for a few minutes about themselves, and the others listen. All who are there know what it is about from their own lives; nobody is there as an expert. Groups ask that what is said there stays there.
first-speak = Do I have to speak?
first-speak-words = No. “Today I only want to listen” is enough, or nothing at all. You can also leave earlier.
first-name = Do I have to say who I am?
first-name-words = No. A first name is enough, any first name, or none. Nobody asks for papers or an address.
first-unasked = Can I just come?
first-unasked-open = Yes, to open dates. Whoever would like to stay in the group says a short hello later, and members answer.
first-unasked-no = Please not yet: this group takes new people by invitation. If you know somebody of the group, ask them.
first-whom = For whom is it?
first-whom-closed = Closed dates are for people who live through the same themselves.
first-whom-open = Open dates are for everybody: also for relatives and friends, and for those who are not sure.
first-long = How long does it last?
first-long-words = { $long }.
first-late-words = Whoever comes a few minutes early finds somebody to ask. Whoever is late may come in quietly.
first-cost = What does it cost?
first-cost-words = Nothing. Where something is collected for tea or the room, nobody has to give.
first-steps-unknown = Whether one gets in without steps is not known here.
first-online = Online, by this link; the camera may stay off.
first-all-dates = All dates and everything else about the group
often-days = { $every ->
    [one] Every day
   *[other] Every { $every } days
 }
often-weeks = { $every ->
    [one] Every { $days }
   *[other] Every { $every } weeks: { $days }
 }
often-months = { $every ->
    [one] Every month
   *[other] Every { $every } months
 }
often-years = { $every ->
    [one] Every year
   *[other] Every { $every } years
 }
often-nth = Every { $nths } { $day } of the month
often-first = { $day ->
    [saturday] first
   *[weekday] first
 }
often-second = { $day ->
    [saturday] second
   *[weekday] second
 }
often-third = { $day ->
    [saturday] third
   *[weekday] third
 }
often-fourth = { $day ->
    [saturday] fourth
   *[weekday] fourth
 }
often-fifth = { $day ->
    [saturday] fifth
   *[weekday] fifth
 }
often-last = { $day ->
    [saturday] last
   *[weekday] last
 }
poster-title = A poster for the wall
poster-lead = One sheet, to be printed by the browser. It says what the public page says; no telephone number and no name of a person is on it.
poster-size = Size of the sheet
poster-both = Both languages
poster-line = A line of your own
poster-line-hint = At most 60 characters, such as the floor. It is printed and kept nowhere. Think twice before you put a telephone number on a wall.
poster-show = Show it like this
poster-about = A group in which people help each other. You may stay silent, a first name is enough, and it costs nothing.
poster-more = All dates, and what a first visit is like:
schedule-title = The coming week, by place and day
schedule-show = Show
schedule-none = There is no meeting here in the coming week.
schedule-nowhere = Online, or without a place
schedule-time = Time
schedule-group = Group
schedule-cut = { $total } meetings are too many for one page; these are the next { $shown }. Choose a place to see all of it.
