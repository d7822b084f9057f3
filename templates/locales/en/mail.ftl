mail-subject-reminder = Reminder
mail-subject-confirm = Please confirm your address
mail-subject-recover = Your link
mail-subject-news = News for you
mail-subject-change = A change
mail-greeting = Hello,
mail-neutral = there is a message for you. Sign in to read it.
mail-reminder = you asked to be reminded: { $when }.
mail-confirm = somebody, most likely you, gave this address for reminders. Open the link and press the button, and it is confirmed. If it was not you, do nothing.
mail-recover = with this link you can choose a new password within ten minutes. If you did not ask for it, do nothing.
mail-hello-welcome = your hello was answered: you are welcome.
mail-hello-declined = your hello was answered: not now. Other groups may fit; finding one often takes a few tries.
mail-hello-waiting = somebody has said hello and waits for an answer.
mail-moved = a date has moved. Before: { $was }. Now: { $when }.
mail-cancelled = a date is cancelled: { $was }.
mail-moved-up = a place is free, and it is yours: { $when }.
mail-open = Open
mail-unsubscribe = No more of these mails
unsubscribe-title = No more mails
unsubscribe-lead = With this button you get no more mails about this. You stay where you are, and find everything on the site.
unsubscribe-do = No more mails
unsubscribe-done = You get no more mails about this
unsubscribe-done-lead = You can change it at any time after signing in.
reminder-title = My reminders
reminder-lead = For each group: when, and by which way. Mails name neither the group nor the place unless you wish so.
reminder-none = You are in no group yet.
reminder-day-before = The day before, at the same time
reminder-hours = { $hours ->
    [one] One hour before
   *[other] { $hours } hours before
 }
reminder-when = When
reminder-channel = How
reminder-by-mail = By e-mail
reminder-on-site = Only on the site
reminder-save = Save
reminder-needs-address = For mails you need a confirmed address.
