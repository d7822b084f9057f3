doing-title = How are we doing
doing-lead = For the group alone: from its own tallies, mandates and rules. Nobody outside sees this page, and no group is compared with another.
doing-signs = Worth speaking about
doing-no-signs = Nothing stands out at the moment.
doing-source = Known from: { $source }
doing-numbers = In numbers
doing-median = At a meeting, typically (the last six)
doing-unknown = nothing counted yet
doing-first-time = For the first time, at those
doing-leading = Members who led within 90 days
doing-led-until = Somebody facilitates until
doing-nobody = nobody at the moment
doing-review-on = The next rule is looked at again on
doing-nothing = nothing is due
doing-past = What was counted
doing-missed = { $times ->
    [one] One of the last { $of } meetings did
   *[other] { $times } of the last { $of } meetings did
 } not take place for want of people.
doing-missed-helps = Put it on the table at the next meeting. Another time of day, a nearer place or every second week keeps a group better than dates that nobody is sure of. A second member who has the key, and a word in time, save an evening. Resting, or ending well, is no failure either.
doing-fewer = Typically { $now } come now; it was { $before } before.
doing-fewer-helps = Ask those who come what would make coming easier, and compare with the same months of last year: winters and summers are thinner. Groups that lived on went on telling others that they are there, and shared what there is to do.
doing-small = At the last three meetings there were mostly { $median } or fewer: one who stays away is felt.
doing-small-helps = Hang up the poster, tell the health centre and neighbouring groups that new people are welcome, make one date a month open. Two small groups can also meet together.
doing-nobody-new = Nobody new came to the last { $meetings } meetings.
doing-nobody-new-helps = Whoever comes for the first time decides by the company of that evening. Name somebody who welcomes, say on the public page what the first time is like, and have an open date now and then.
doing-nobody-leads = Nobody holds the mandate to facilitate.
doing-nobody-leads-helps = Any two can share it, and for a few weeks is enough. Groups in which several take turns live longer than those that wait for one.
doing-one-leads = One member alone has facilitated within 90 days.
doing-one-leads-helps = Ask the group, not that member: who would facilitate one evening, with somebody beside them? A group in which many have something to do is better for each of them.
doing-nobody-follows = { $weeks ->
    [0] The last mandate ends within a week, and nobody follows yet.
    [one] The last mandate ends in one week, and nobody follows yet.
   *[other] The last mandate ends in { $weeks } weeks, and nobody follows yet.
 }
doing-nobody-follows-helps = A decision takes a week or two, and whoever follows does it better after coming along once. Speak about it now.
doing-overdue = { $rules ->
    [one] One rule should
   *[other] { $rules } rules should
 } have been looked at again. They hold all the same.
doing-overdue-helps = Take them to the next assembly. Members who shape the rules of their group gain from just that.
doing-open = Roles that nobody has at the next meeting
doing-open-of = { $roles }
doing-takers = Members who had a role within 90 days
doing-takers-of = { $takers } of { $members }
doing-open-roles = { $roles ->
    [one] One role is
   *[other] { $roles } roles are
 } still open for the next meeting.
doing-open-roles-helps = Ask somebody by name, and begin with the small ones: tea, time, reading. Whoever has something to do belongs, and comes back.
doing-send = To pass it on
doing-send-about = Nobody outside sees how the group is doing, unless the group passes it on: to a sister group, or to whoever supports you. This and nothing else would stand in the file. Taking it along is a line in what has changed, for all members.
doing-send-do = Take it along as a file
doing-send-as-of = As of { $day }
