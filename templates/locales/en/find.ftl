find-tagline = groups in which people help each other
find-welcome = People who are going through the same, and help each other
find-lead = Self-help groups near you or online. To come, you need no account and no name.
find-words = Search
find-do = Search
find-day = Day
find-any-day = Any day
find-any-place = Anywhere
find-any-field = Anything
find-any-language = Any language
find-any-format = In person or online
find-total = { $total ->
    [0] No meeting found
    [one] One meeting
   *[other] { $total } meetings, soonest first
 }
find-nothing = Nothing fits all of this. Fewer words or another place may help.
find-all = Show all meetings
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
calendar-add = Into my calendar
find-narrow = Place, day, language
find-place = { $from }–{ $to } of { $total }
