find-tagline = groups in which people help each other
find-welcome = People who are going through the same, and help each other
find-lead = Self-help groups near you or online. To come, you need no account and no name.
find-words = Search
find-do = Search
find-day = Day
find-any-place = Anywhere
find-any-field = Anything
find-any-language = Any language
find-any-format = In person or online
find-total = { $total ->
    [0] No meeting found
    [one] One meeting
   *[other] { $total } meetings, soonest first
 }
group-step-free = step-free
group-resting = This group is taking a break at the moment.
group-forming = This group is just beginning and is looking for people.
group-first-time = Your first time
group-first-silent = You may stay silent.
group-first-name = A first name is enough, any first name.
group-first-unannounced = You can come without telling anybody.
group-to-inside = To my group
group-confirmed = Last confirmed on { $day }
group-unconfirmed = Nobody from the group has confirmed these times here yet. If you come from far away, it may be better to ask first.
calendar-title = Appointment
calendar-all = All dates into my calendar, kept up to date
calendar-add = Into my calendar
find-place = { $from }–{ $to } of { $total }
find-nothing = Nothing fits all of this.
find-narrow = Place, day, time, language and more
find-any-time = Any time
find-any-openness = Open or closed
find-part = Part of the day
find-morning = Morning
find-noon = Noon
find-afternoon = Afternoon
find-evening = Evening
find-when = How soon
find-today = Today
find-this-week = Within seven days
find-openness = Who may come
find-open = Open to everybody
find-closed = For those concerned
find-places = Places
find-not-full = not said to be full
find-access = Access
find-distance = How far from there
find-only-there = Only there
find-within = Up to { $km } km away
find-count = { $what } ({ $count })
find-apply = Show these
find-without = { $count ->
    [one] Without “{ $what }”: one meeting
   *[other] Without “{ $what }”: { $count } meetings
 }
find-all-count = { $count ->
    [one] Show the one meeting that there is
   *[other] Show all { $count } meetings
 }
find-almost = We also looked for words that are spelled almost so:
find-instead = Instead:
find-next-open = Open to everybody on { $day }.
find-confirmed = Last confirmed { $day }
find-confirmed-long-ago = Not confirmed since { $day }. It may be better to ask before you set out.
find-confirmed-never = Taken from a list. The group itself has not confirmed it here.
find-take-away = take this wish away
group-resting-until = The group is resting until { $date }.
