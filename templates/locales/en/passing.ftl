passing-title = What is passed on
passing-lead = Your group decides whether what it counts goes into its programme’s figures: attendances and first attendances, as sums over several groups. Names are never part of it.
passing-nobody = Your group is in no programme’s lists, so nothing is passed on to anybody.
passing-yes = Your group has decided to pass on what it counts to { $programme }.
passing-no = Your group passes on nothing to { $programme }.
passing-decided = How this was decided
passing-propose = Propose to change it
passing-figures = The figures, as everybody sees them
passing-coming = Not released yet
passing-coming-about = A week is released on the Wednesday after it, at nine. Until then any member can keep it in the group, without giving a reason.
passing-week = The week from { $from }
passing-goes = On { $when } this goes into the sums: { $heads ->
    [one] one attendance
   *[other] { $heads } attendances
  }, of which { $first ->
    [0] none
    [one] one
   *[other] { $first }
  } for the first time. Why a meeting did not take place is not passed on.
passing-nothing-yet = Nothing is counted so far.
passing-is-kept = Your group keeps this week to itself. It will be in no figure.
passing-not-shared = This week is not passed on.
passing-keep = Keep this week in the group
passing-let-go = Pass it on after all
passing-released = This week is released already. It can no longer be changed; for later weeks it can.
passing-past = Weeks that are released
passing-was-passed = passed on
passing-was-kept = kept in the group
passing-was-not-shared = not passed on
passing-about = How the figures are protected
passing-about-noise = The numbers of several groups are added up, and the sum is changed once, by chance, before anybody sees it. What was released is never drawn again and never changed; coordinators see the same figures as you, and no others.
passing-about-guess = Nobody can work out from them whether you came. Whoever knows everything about everybody else guesses a little better than by tossing a coin, which is right 50 times of 100:
passing-table = How often such a guess is right
passing-table-weeks = You came every week for
passing-table-right = Right guesses
passing-table-of = { $weeks ->
    [one] one week
    [52] a year
   *[other] { $weeks } weeks
}
passing-table-hundred = { $right } of 100
passing-about-less = Whoever comes several times a week, or for the first time, is protected less. You can ask not to be counted; the service cannot see whether that is kept.
