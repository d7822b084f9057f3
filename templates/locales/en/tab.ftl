# What stands in the tab of the browser and in its history, where the heading of the page says more than passers-by should read.
tab-inside = What comes next
tab-settings = What we say of ourselves
tab-leave = Leaving
tab-belongings = Take it along
tab-decided = What was decided
tab-farewell = A farewell
tab-guest = Somebody for one date
tab-offers = What we could lead
tab-accompanied = Your accompaniment
tab-guest-date = A date as a guest
tab-join = Coming in
tab-found = A beginning
