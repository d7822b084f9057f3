tally-title = Tally
tally-ask = How many were there? { $when }
tally-heads = How many were there?
tally-heads-hint = Everybody, whoever facilitates included.
tally-first = For the first time?
tally-first-hint = Empty means nobody.
tally-more = One more number, if the group wishes
tally-roles = How many took on a role?
tally-roles-hint = Facilitating, welcome, tea, reading. Leave it empty if nobody has counted.
tally-save = Save
tally-not-held = It did not take place
tally-cause = Why not?
tally-cause-hint = “Nobody came” stays in the group, whatever else is passed on.
tally-cause-no-facilitator = Nobody to facilitate
tally-cause-no-room = No room
tally-cause-holiday = A holiday
tally-cause-nobody-came = Nobody came
tally-cause-other = Another reason
tally-save-not-held = Save that it did not take place
tally-is = { $heads ->
    [one] There was one
   *[other] There were { $heads }
 }, { $first ->
    [0] nobody for the first time
    [one] one for the first time
   *[other] { $first } for the first time
 }.
tally-is-roles = { $roles ->
    [one] One took on a role.
   *[other] { $roles } took on a role.
 }
tally-is-not = It did not take place. { $cause }.
tally-from = This meeting can be counted from { $when } on.
tally-until = It can be corrected until { $when }. Then the week is sealed.
tally-sealed = The week was sealed on { $when }: these numbers do not change any more.
tally-none = Nobody has counted this meeting.
tally-none-yet = Nobody has counted this meeting yet. Whoever facilitates can do it here.
tally-take-out = Take these numbers out
tally-about = What is counted, and what is not
tally-about-what = Whether it took place, how many were there, how many for the first time, and, if you wish, how many took on a role. No names, no list, no diary. How many different people came cannot be told from it.
tally-about-who = Whoever facilitates enters it; every member of the group sees it, and can take it out until the week is sealed. It stays in the group, and is deleted a year after its quarter. You can ask not to be counted; the service cannot see whether that is kept.
tally-heads-wrong = A whole number from 1 to { $most }, please. If nobody came, choose “It did not take place”.
tally-first-wrong = A whole number, please, and no larger than the number of those who were there.
tally-roles-wrong = A whole number, please, and no larger than the number of those who were there. It may stay empty.
tally-not-yet = This meeting has not begun yet. It can be counted from a quarter of an hour before.
tally-sealed-now = The week of this meeting is sealed. Its numbers do not change any more.
tally-changed = Meanwhile somebody has written or taken out numbers for this meeting. Please compare; if yours are right, save them once more.
tally-kept = Kept on this device. It is sent as soon as there is a network and you are signed in.
tally-sent = The tally that waited on this device is sent.
tally-unsent = A tally on this device has not been sent yet. If you sign out now, it is lost. Sign out all the same?
