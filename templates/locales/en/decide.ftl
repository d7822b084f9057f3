agreement-title = What we have agreed on
agreement-lead = The group itself decides about its rules. Any member may propose another; nobody else can change one.
agreement-proposals = Proposals
agreement-no-proposals = Nothing is proposed.
agreement-propose = Propose something
agreement-until = Until { $when }
agreement-leading = Who facilitates
agreement-leading-about = A mandate is given by the group, for a time. It ends by itself, and the group can take it back.
agreement-nobody-leads = Nobody holds a mandate now. The role is open.
agreement-grace = { $name } may still act until { $date }, as long as nobody follows.
agreement-one-leads = One member holds a mandate. The group is safer with at least two.
agreement-holds = { $name }, until { $date }
agreement-take-back = Propose to take the mandate back
agreement-i-would-lead = Propose that you facilitate
propose-mandate = You would facilitate, from the day on which the group decides. You can propose this for yourself only.
propose-take-back = { $name } would not facilitate any more from the day on which the group decides. The membership stays as it is.
proposal-mandate = { $name } would facilitate from the day on which the group decides.
deciding-no-mandate = This member holds no mandate now, so there is none to take back. The agreement says who facilitates.
agreement-deputies = Deputies
agreement-deputies-about = A deputy facilitates while nobody holds a mandate, or while all who hold one need a break, and stands back as soon as somebody is there.
agreement-i-would-be-deputy = Propose that you are a deputy
propose-deputy = You would facilitate while nobody holds a mandate, and stand back as soon as somebody does. You can propose this for yourself only.
proposal-deputy = { $name } would be a deputy: facilitate while nobody holds a mandate.
proposal-text = The text of the agreement would change as follows.
agreement-rules = Rules
agreement-overdue = review overdue
agreement-since = Since { $date }.
agreement-review = To be looked at again on { $date }.
agreement-why = Why
agreement-as-founded = As whoever founded the group said.
agreement-as-usual = As every group begins.
agreement-change = Propose a change
method-consent = consent
method-two-thirds = two thirds of the votes
method-majority = majority of the votes
method-unanimity = unanimity
rule-method = We decide by { $words }.
rule-quorum = At least { $value } of a hundred who may take part have to do so.
rule-notice = { $value ->
    [one] A proposal is open for one day.
   *[other] A proposal is open for { $value } days.
}
rule-silence = In consent, silence { $words }.
rule-silence-no = is not consent
rule-silence-yes = is consent
rule-member-for = { $value ->
    [0] Members take part in decisions from their first day.
    [one] Members take part in decisions after one day.
   *[other] Members take part in decisions after { $value } days.
}
rule-term = { $value ->
    [one] A mandate lasts one week.
   *[other] A mandate lasts { $value } weeks.
}
rule-overlap = { $value ->
    [0] A mandate goes over in a moment: nobody holds it together with whoever follows.
    [one] At a hand-over two hold a mandate together for one week at most.
   *[other] At a hand-over two hold a mandate together for { $value } weeks at most.
}
rule-grace = { $value ->
    [0] When a mandate has ended and nobody follows, its rights end the same day.
    [one] When a mandate has ended and nobody follows, whoever held it last may act for one more week.
   *[other] When a mandate has ended and nobody follows, whoever held it last may act for { $value } more weeks.
}
rule-log = { $value ->
    [one] The log is kept for one month.
   *[other] The log is kept for { $value } months.
}
rule-name-method = How we decide
rule-name-quorum = How many of a hundred have to take part
rule-name-notice = How many days a proposal is open
rule-name-silence = Silence in consent
rule-name-member-for = How many days somebody is a member before deciding
rule-name-term = How many weeks a mandate lasts
rule-name-overlap = For how many weeks two hold a mandate at a hand-over
rule-name-grace = For how many weeks one may act after a mandate without a successor
rule-name-log = How many months the log is kept
kind-rule-mandate = { $name } would facilitate until { $then }, in place of { $now }.
kind-rule-turn = { $when }, { $role }: { $then } would be proposed, in place of { $now }.
kind-rule-nobody = nobody
kind-rule-confirmed = What is confirmed in the rota stays as it is.
rule-name-joining = How one joins
rule-joining = How one becomes a member: { $words }.
rule-name-openness = Who may come to regular meetings
rule-openness = Who may come to our regular meetings: { $words }.
rule-openness-each = each meeting says so for itself
rule-name-placing = Who gives an offered session its place
rule-placing = What members offer to lead, { $words } a place in the plan.
rule-placing-facilitators = facilitators give
rule-placing-everybody = every member can give
propose-title = A proposal
propose-amend-title = The proposal, in other words
propose-lead = Decided by { $method }, until { $when }. All who are members now may take part, if the group’s rules say nothing else.
propose-amend-about = Everybody is asked once more, the same people as before. Objections stay until those who made them take them back.
propose-now = Now:
propose-from-to = From { $least } to { $most }.
propose-not-between = Please choose a whole number from { $least } to { $most }.
propose-words-only = This proposal changes no rule by itself. To change one, begin at the rule:
propose-what = What do you propose?
propose-what-hint = In one sentence.
propose-why = Why?
propose-why-hint = What would be better with it, and for whom.
propose-review = When do we look at it again?
propose-review-hint = Until then it is good enough.
propose-in-months = { $months ->
    [one] In one month
   *[other] In { $months } months
}
propose-do = Propose it
propose-amend-do = Propose it so
propose-looked = Nothing is proposed yet. Read below what would change, and then propose it.
propose-back = To the agreement
proposal-title = Proposal
proposal-change = What would change
proposal-is-now = Now
proposal-then = Then
proposal-review = the group looks at it again.
proposal-how = How it is decided
proposal-by-consent = By consent: it is adopted when nobody has a reason why it would do harm. A wish does not stand in its way.
proposal-by-vote = By { $method }, in secret. A vote is final and no row leads back from it. A unanimous result tells how everybody voted.
proposal-took-part = { $count ->
    [one] One of { $electors } has taken part;
   *[other] { $count } of { $electors } have taken part;
} { $quorum ->
    [one] one is needed.
   *[other] { $quorum } are needed.
}
proposal-two-yes = Two have to say yes at least: one vote takes nothing from anybody.
proposal-silence = Silence is consent in this group.
proposal-acquainted = About who facilitates, those decide who have been members for four weeks; where fewer than three have, all do.
proposal-result = Yes: { $yes }. No: { $no }.
proposal-said = What was said
proposal-said-nothing = Nothing yet.
proposal-amend = Say it otherwise
proposal-withdraw = Take the proposal back
outcome-open = open
outcome-adopted = adopted
outcome-withdrawn = taken back
outcome-objection = not adopted: there is an objection
outcome-quorum = not adopted: too few took part
outcome-votes = not adopted: too few said yes
voice-consent = it is good enough
voice-wish = a wish
voice-question = a question
voice-objection = an objection
voice-pass = passes
voice-taken-back = taken back
voice-earlier = to the earlier words
voice-what = What do you say?
voice-hint = Each speaks once in a round. You can change it as long as the proposal is open.
voice-say-consent = It is good enough for now
voice-say-wish = It is good enough, and I have a wish
voice-say-question = I have a question
voice-say-objection = I object: it would do harm
voice-say-pass = I pass
voice-words = In your words
voice-words-hint = A wish, a question and an objection need words. All members read them under your name in this group.
voice-needs-words = Please write it in a few words, so that the others understand.
voice-do = Say it
voice-again = You have taken part. What you say now takes the place of what you said in this round.
voice-you-object = Your objection is open. As long as it is, the proposal cannot be adopted.
voice-take-back = Take my objection back
vote-what = Your vote
vote-hint = Nobody sees it, and it cannot be changed.
vote-yes = Yes
vote-no = No
vote-abstain = I abstain
vote-do = Vote
vote-done = You have voted.
deciding-over = The proposal is no longer open. You can propose something new.
deciding-voted = You have voted already. A vote is final.
deciding-not-an-elector = Those decide who could take part when this was proposed. You can read it, and propose something yourself.
deciding-other-method = This proposal is decided in another way. Open it again to take part.
deciding-objecting = Your objection is open. Say that it is good enough, or take it back, before you say something else; a question can stand in the words of the objection.
deciding-changed = The proposal has been said otherwise meanwhile. Please read it once more, and then say what you think.
inside-proposals = { $count ->
    [one] One proposal is open.
   *[other] { $count } proposals are open.
}
rule-move-alone = { $value ->
    [0] Whoever facilitates moves single dates; all dates of a regular meeting are moved by those who come.
    [one] Whoever facilitates moves all dates of a regular meeting alone, as long as no more than one other comes to it.
   *[other] Whoever facilitates moves all dates of a regular meeting alone, as long as no more than { $value } others come to it.
}
rule-name-move-alone = With how many others who come all dates are moved without a decision
rule-sharing = Our tallies { $words }.
rule-sharing-no = are not passed on to any programme
rule-sharing-yes = are passed on to our programme, from the next week on, until we take it back; what has not been released by then stays with us
rule-name-sharing = Whether tallies may be passed on to a programme
