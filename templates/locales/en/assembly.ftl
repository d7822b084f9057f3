assembly-title = Assembly
assembly-lead = In an assembly the group talks about itself: its rules, who leads, what is proposed. Any two members can call one.
assembly-next = The next assembly: { $when }
assembly-none = No assembly is planned.
assembly-asked = { $name } asks for an assembly: { $when }.
assembly-i-asked = You ask for an assembly: { $when }. It is called when another member joins in.
assembly-until = Another member can join in until { $when }. After that the others would have too little notice.
assembly-join = Join in and call it
assembly-take-back = I do not ask for it any more
assembly-agenda = Agenda
assembly-agenda-empty = Nothing is on it yet.
assembly-ends = The mandate of { $name } ends on { $date }.
assembly-review = To be looked at again:
assembly-proposal = Proposed:
assembly-point = Something to talk about
assembly-point-hint = All members read it, with your name in this group. It stays until after the next assembly.
assembly-point-add = Put it on the agenda
assembly-point-remove = Take it off
assembly-ask = Ask for an assembly
assembly-ask-about = Choose a date from { $date } on: until then another member has time to join in, and all have the notice that the group has agreed on. Everybody is told when it is called.
assembly-date = Date
assembly-ask-do = Ask for it
assembly-too-soon = The others would have too little notice. Please choose a later day.
assembly-notice = The others would have too little notice. You can ask for an assembly on a later day.
assembly-gone = It is called already, or nobody asks for it any more. The page of the assembly shows how it stands.
assembly-own = One member alone calls no assembly. As soon as another one joins in, it is called.

handover-title = Handing over
handover-lead = What goes along with a mandate: keys, rooms, dates. The list is the group’s, and every member can change it.
handover-since = The mandate goes over since { $date }. Go through the list together, and tick off what is done.
handover-list = The list
handover-done = done
handover-tick = Done
handover-untick = Not done after all
handover-edit = Change the list
handover-lines = One line for each thing
handover-lines-hint = Do not write passwords here; say them to each other.
handover-save = Save the list
handover-too-many = At most { $most } lines, please.
handover-changed = Somebody has changed the list meanwhile. It stands above as it is now; what you wrote is kept, and takes its place when you save once more.
handover-usual = Keys of the room
    Password of the online room, said in person
    Dates that are agreed on
    Open proposals
    Who is expected for the first time
    Box with cups and leaflets
