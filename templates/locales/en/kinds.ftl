kinds-title = What shall change?
kind-name-words = Something else
kind-about-words = A decision that no rule stands for.
kind-name-rule = A rule
kind-about-rule = How we decide, how long a mandate lasts, and what else the agreement says. Choose it there.
kind-name-mandate = You would facilitate
kind-about-mandate = Propose it for yourself; the others vote in secret.
kind-name-deputy = You would be a deputy
kind-about-deputy = Somebody who facilitates while nobody else does. Propose it for yourself; the others vote in secret.
kind-name-text = The text of the agreement
kind-about-text = What the group has agreed on, in its own words.
kind-text = The text
kind-text-lead = What the group has agreed on besides its rules, in its own words. The earlier versions stay readable.
kind-text-hint = Lines that begin with # are headings, lines that begin with - are lists.
kind-text-usual = # What we are
    We are people who share something difficult and keep each other company. Nobody leads the others; leading goes round.
    { "" }
    # How we meet
    - We begin and end on time.
    - One speaks, the others listen. Everybody may pass.
    - We speak of ourselves, and give advice only when asked.
    { "" }
    # What stays here
    - What is said here, and who was here, stays here.
    { "" }
    # When something goes wrong
    - We say it to each other, or to a member we trust.
kind-name-take-back = A mandate is taken back
kind-about-take-back = Choose whose, on the page of the agreement.
kind-name-tie = The tie to a programme
kind-about-tie = Whether the group stands on its own, is accompanied, or is run by a programme.
kind-look = Show what would change
kind-as-it-is = It is so already. Choose something else, or leave it as it is.
kind-too-many = You have made five proposals within a week. Give the others time to answer them; then you can propose more.
kind-no-programme = Choose the programme, or let the group stand on its own.
kind-did-not-fit = This was adopted, and could not be carried out: what it was about had changed meanwhile. Nothing was done. You can propose it again, as things are now.
kind-tie-lead = Only the group decides this. No programme can change it, before or afterwards.
kind-tie-how = How is the group tied?
kind-tie-hint = A tie lets a programme see facts about the group, and nothing about any member.
kind-tie-autonomous = On its own
kind-tie-accompanied = Accompanied
kind-tie-programme-run = Run by the programme
kind-tie-to = By which programme is it listed, accompanied or run?
kind-tie-nobody = None
kind-tie-means = Rules, dates, facilitation and who is a member stay in the hands of the group.
kind-tied-to = { $tie }: { $programme }
kind-name-rest = The group rests
kind-about-rest = For a time there are no meetings; the group stays.
kind-name-close = The group closes
kind-about-close = With a farewell, and with what stays to be read.
kind-name-welcome = Another group comes to us
kind-about-welcome = Two groups become one: that one decides to close and go into this one, and its members are welcome.
kind-rest-lead = From the day on which the group decides there are no meetings, and no reminders go out. The rest ends by itself.
kind-rest-until = On which day does the group meet again?
kind-rest-until-hint = The first day on which meetings take place again. The group can decide on another day at any time.
kind-rest-too-short = Choose a later day: the group has to decide before it rests.
kind-rest-too-long = A group rests for two years at most. Choose an earlier day; the group can rest again, or close.
kind-rest-meets = The group meets.
kind-rest-otherwise = Propose another day
kind-close-lead = From the day on which the group decides there is no group any more: nobody can undo it, and a new one can be founded. If you are not sure, the group can rest.
kind-close-farewell = What does the group say to its members?
kind-close-farewell-hint = They read it when the group has closed; nobody else does.
kind-close-keeps = What stays?
kind-close-keeps-hint = Dates, answers and reminders are deleted on the day of the decision, whatever you choose.
kind-close-then = Closed from { $date }.
kind-close-listing = The group is no longer listed, and is gone from calendars.
kind-close-into = Does it go into another group?
kind-close-into-none = no
kind-close-into-hint = These have decided that you are welcome. Nobody is moved: whoever wants to comes in by a door that stands open to you alone.
kind-close-into-first = It can also go into another group. For that, the other one decides first that it is welcome (“Another group comes to us”, in its list of what can change).
kind-close-goes-into = It goes into { $name }: whoever was a member can come in there without asking, as long as the farewell can be read. Whoever looks for its public page is led to that of { $name }.
kind-close-not-welcome = That group has not decided that you are welcome, or not for so long. Ask its members to propose it; until then, choose another one, or none.
kind-welcome-lead = If you decide so, the other group has 90 days to decide that it closes and goes into yours. You keep your name, your dates, your agreement and your mandates. Nobody is moved, and nothing of the other group is copied.
kind-welcome-other = Which group?
kind-welcome-other-hint = The address of its page, as it stands in the browser. A group that is not listed can be named only by somebody who is in both.
kind-welcome-no-address = That is no address of a group. Copy it from its page; it looks like /groups/tuesday-circle.
kind-welcome-no-group = There is no group at this address that you can see. Copy the address from its page; if it is not listed, somebody who is in both groups can propose this.
kind-welcome-then = The members of { $name } are welcome.
kind-welcome-until = Until { $date } that group can decide to close and go into this one.
kind-welcome-means = Then its members can come in without a hello, each under a name of their own, as long as they can read its farewell. Nobody comes in to whom this group has shut its door.
keeps-farewell = Nothing but the farewell; members can read it for 30 days.
keeps-one-year = The agreement, the decisions and the log, for members to read for a year.
keeps-two-years = The agreement, the decisions and the log, for members to read for two years.
kind-falls-none = No meeting is planned in that time.
kind-falls = { $count ->
    [one] One meeting does not take place: { $first }.
   *[other] { $count } meetings do not take place, the first of them: { $first }.
}
kind-told = { $people ->
    [0] Nobody has said that they come, and nobody is reminded.
    [one] One person who comes or is reminded is concerned.
   *[other] { $people } people who come or are reminded are concerned.
}
farewell-closed-groups = Groups that have closed
farewell-closed-on = The group closed on { $date }.
farewell-kept-until = Until { $date }; then everything is deleted.
farewell-onward = The group has gone into { $name }
farewell-onward-about = You are welcome there, and nobody asks. Nobody there knows who comes and who does not; your name in this group stays here.
farewell-onward-do = Come in
farewell-onward-there = You are in it already.
farewell-go = Be gone from it now
farewell-go-about = Your name in this group is deleted at once, and you cannot read this page any more.
farewell-go-do = Delete my membership
kind-name-dates = When a regular meeting is
kind-about-dates = Another day, hour or place, or its end. Those who come to it are asked.
kind-dates-lead = Those are asked who have said that they come to a later date, or want to be reminded. They are told once when it is decided.
kind-dates-which = Which regular meeting?
kind-dates-none = The group has no regular meeting with dates after the decision. Whoever facilitates can plan one.
kind-dates-from = From which of its dates on?
kind-dates-from-hint = Only dates after the decision. The earlier ones stay as they are.
kind-dates-date = The first new date
kind-dates-date-hint = Its weekday is the new one.
kind-dates-still-meets = Until then the group meets as before. Choose a later new date, or an earlier one from which on it changes.
kind-dates-before = Choose a date after the decision; what comes before it cannot be moved by it.
kind-dates-end = It ends instead
kind-dates-end-hint = From that date on there are no more of these meetings.
kind-dates-ends = It ends.
kind-dates-usually = { $often }, { $time }, { $long }.
kind-dates-usually-at = { $often }, { $time }, { $long }. { $address }
kind-dates-fate = { $was } → { $is }
kind-dates-goes = { $was } does not take place.
kind-dates-asked = { $people ->
    [0] Nobody has said that they come, and nobody is reminded: all members are asked.
    [one] One person who comes or is reminded is asked.
   *[other] { $people } people who come or are reminded are asked.
}
kind-name-open = Who reads a note
kind-about-open = A note on what helped is opened to sister groups or to everybody, or shut again.
kind-open-lead = Only notes whose author lets it can be opened. The author can take it back at any time, and so can the group.
kind-open-none = No author has let a note be opened yet.
kind-open-which = Which note?
kind-open-choose = Choose a note
kind-open-who = Who may read it?
kind-open-who-hint = Outside the group it is always unsigned.
kind-open-group = the group alone
kind-open-sisters = sister groups of the same programme
kind-open-everybody = everybody, on the public page
kind-open-means = If its author says it otherwise, or takes it back, it is the group's alone again.
kind-open-no-note = This note is not there any more, or its author does not let it be opened. Choose another one.
