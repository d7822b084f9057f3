experience-title = What helped us
experience-lead = Short notes that members leave for one another. Only the group reads them, but for those that their author and the group have opened. They say in which month they were written, and not by whom.
experience-write = Write a note
experience-none = Nobody has written anything yet.
experience-look = Look for words
experience-look-do = Look
experience-found = { $count ->
    [0] Of { $kept } notes, none has these words.
    [one] Of { $kept } notes, one has these words.
   *[other] Of { $kept } notes, { $count } have these words.
}
experience-all = Show all
experience-mine = Yours; only you can see that.
experience-mine-stays = It stays when you leave.
experience-mine-goes = It goes when you leave.
experience-change = Change or withdraw
experience-file = Take the notes along as a file
experience-back = Back to the notes
experience-write-title = What helped you?
experience-change-title = Your note
experience-unsigned = Nobody is told that you wrote this, and nothing in the service shows it to others. The way you write may; so may names and places.
experience-words = In your words
experience-words-hint = One thing that helped, in a few sentences. Up to 1,000 characters.
experience-stays = It stays with the group when I leave
experience-stays-hint = Otherwise it is gone when you leave, and whoever remembers it can tell that it was yours. If it stays, you cannot change it any more then.
experience-sign = Put my name in this group under it
experience-sign-hint = Otherwise it is unsigned. When you leave, your name is taken away.
experience-write-do = Leave the note
experience-change-do = Say it so
experience-withdraw = Withdraw the note
experience-withdraw-means = It is gone at once, for everybody. Files that somebody has taken along keep it.
experience-when-leaving = Notes of yours go with you, but for those that you left to the group.
experience-full = The group keeps 300 notes, and there are so many. Whoever withdraws one of their own makes room.
experience-open = Others may read it, if the group decides so
experience-open-hint = Sister groups of the same programme, or everybody on the group's public page; always unsigned. You can take this back at any time, and then nobody outside reads it any more. Other words are the group's alone again.
experience-may-open = Its author lets it be read by others, if the group decides so.
experience-propose-open = Propose who reads it
experience-sisters = From sister groups
experience-sisters-about = Groups of the same programme have opened these to one another. Which group, and who, is not said.
experience-public-about = Members of this group have written this, and the group has decided to show it here.
