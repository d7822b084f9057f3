group-found = Found a group
group-found-lead = A few questions. You become the first facilitator, for half a year; then the group decides.
group-found-do = Found this group
group-name = Name of the group
group-name-hint = Better general than specific: it stands on the public page.
group-fields = What it is about
group-about = What newcomers should know
group-about-hint = What happens the first time, who it is for, that one may stay silent. Lists and emphasis by Markdown.
group-place = Where
group-language = Language of the meetings
group-joining = How does one join?
group-joining-open = At once
group-joining-welcome = With a short hello that two members answer
group-joining-invitation = By invitation only
group-listed = Can it be found in the public list?
group-listed-yes = Yes
group-listed-no = No
group-programme = Shown by a programme
group-programme-hint = A programme may show the group in its lists. It has no say in it.
group-my-name = Your name in this group
group-my-name-hint = Any name you like. Nobody sees that it is the same person as in another group.
form-none = None
join-title = Join a group
join-do = Join
join-hello = A short hello
join-hello-hint = Two members read it and answer. It is deleted afterwards.
join-hello-do = Say hello
join-waiting = Your hello is there. Members will answer it, and you will be told.
join-by-invitation = This group takes new members by invitation. Ask a member for a link.
join-back = Back to the group
join-invited = You are invited
join-first-mandate = With this link you become the group’s first facilitator, for half a year. From then on, members and meetings are in the group’s own hands.
join-invitation-over = This invitation was used or is too old. Please ask for a new one.
join-led-already = This group already has a facilitator.
join-link = A link to pass on
join-link-invite = Whoever opens this link within two weeks can join the group. It works once.
join-link-hand-over = Whoever opens this link within two weeks becomes the group’s first facilitator. It works once. You will not learn who it was.
join-link-done = Done
join-leave = Leave the group
join-leave-means = Your answers, your reminders and your name here are deleted at once. Nobody is told.
join-leave-do = Leave
join-stay = Stay
inside-title = My group
inside-next = Next meetings
inside-none = No meeting is planned at the moment.
inside-not-led = Nobody holds the facilitation at the moment. Any member may take it, for half a year.
inside-take-mandate = I take it
inside-no-series = No meeting is planned yet. You can plan the first one.
inside-hellos = Somebody would like to join
inside-hellos-hint = Two welcomes let them in.
inside-hello-answered = You have answered. You can still change it.
inside-hello-yes = Welcome
inside-hello-no = Not now
inside-here = Who is here
inside-me = (you)
inside-facilitates = facilitates
inside-invite = Invite somebody
inside-public = The public page of the group
inside-reminders = My reminders
home-empty = You are in no group yet.
home-as = You are here as { $name }
home-answer = Are you coming?
home-programmes = Programmes you coordinate
meeting-in-person = in person
meeting-online = online
meeting-hybrid = in person and online
meeting-open = open to everybody
meeting-closed = closed: for those concerned
meeting-how-to-get-in = How to get in
meeting-online-link = Link to the meeting
meeting-secret = To get in (members only)
meeting-cancelled = This meeting is cancelled.
meeting-moved-from = Moved. It was planned for { $was }.
meeting-in-gap = The clocks change that night, so it begins later than usual.
meeting-change = Cancel or move this date
answer-question = Are you coming?
answer-say-coming = I am coming
answer-say-perhaps = Perhaps
answer-say-not-coming = I am not coming
answer-coming = coming
answer-perhaps = perhaps
answer-not-coming = not coming
answer-waiting = waiting for a place
answer-mine = Your answer:
answer-tally = { $coming ->
    [0] Nobody has said yes yet.
    [one] One person is coming.
   *[other] { $coming } people are coming.
 } { $perhaps ->
    [0] { "" }
    [one] One perhaps.
   *[other] { $perhaps } perhaps.
 }
answer-tally-waiting = { $waiting ->
    [one] One person is waiting.
   *[other] { $waiting } people are waiting.
 }
answer-places = { $places ->
    [one] There is one place in all.
   *[other] There are { $places } places in all.
 }
answer-started = This meeting has begun, so answers are closed.
answer-cancelled = This meeting is cancelled.
series-new = Plan meetings
series-first-date = First date
series-time = Begins at
series-ends = Ends at
series-zone = { $zone }. The hour stays the same when the clocks change.
series-repeat = How often
series-repeat-hint = The weekday is that of the first date.
series-every-week = Every week
series-every-second-week = Every second week
series-every-third-week = Every third week
series-every-fourth-week = Every fourth week
series-monthly-nth = Every month, on the same weekday (such as the second Tuesday)
series-monthly-last = Every month, on the last such weekday (such as the last Tuesday)
series-every-second-month = Every second month, on the same weekday
series-once = Once
series-format = How
series-openness = For whom
series-address = Address
series-more = More details
series-how-hint = Door, bell, floor. Everybody can read it.
series-online = Online link
series-online-hint = Everybody can read it. A password belongs below.
series-secret-hint = Password of the link, or a private address. Only members see it.
series-places = Places
series-places-hint = Empty: no limit. When all are taken, people wait and move up by themselves.
series-places-wrong = Please give a number from 1 to 10,000, or leave it empty.
series-until = Until
series-until-hint = Empty: without end. That day is still included.
series-title = Title
series-note = A note
series-dates = The next dates
series-save = Save
series-check = Show me the dates
series-no-dates = This gives no date from now on. Please look at the first date, and at “until”.
series-in-gap = The clocks skip this hour on that day. Please choose another time.
series-end-before-start = The end must be later than the beginning, on the same day.
series-passed = That time has passed already.
change-touches = { $people ->
    [0] Nobody has answered to this date or asked to be reminded of it. Nobody needs to be told.
    [one] One person will be told.
   *[other] { $people } people will be told.
 }
change-move = Move it
change-date = New date
change-move-do = Move and tell
change-cancel = Cancel it
change-cancel-do = Cancel and tell
change-back = Back to the group
notice-title = News
notice-reminder = You asked to be reminded: { $when }.
notice-moved = A date has moved. Before: { $was }. Now: { $when }.
notice-cancelled = A date is cancelled: { $was }.
notice-moved-up = A place is free, and it is yours: { $when }.
notice-hello-waiting = Somebody has said hello and waits for an answer.
notice-hello-welcome = Your hello was answered: you are welcome.
notice-hello-declined = Your hello was answered: not now. Other groups may fit; finding one often takes a few tries.
group-language-more = Other languages
settings-title = What the group says of itself
settings-lead = This is what newcomers read, and how they can come in.
settings-unconfirmed = Nobody has said here yet that the group meets.
settings-confirm = We still meet
settings-save = Save
settings-back = Back to the group
inside-to-confirm = Does the group still meet as it says here? Newcomers read when that was last confirmed.
group-step-free-question = Can one get in without steps?
group-step-free-yes = Yes, without steps
group-step-free-no = No, there are steps
group-step-free-unknown = Not known
