kinds-title = What shall change?
kind-name-words = Something else
kind-about-words = A decision that no rule stands for.
kind-name-rule = A rule
kind-about-rule = How we decide, how long a mandate lasts, and what else the agreement says. Choose it there.
kind-name-mandate = You would facilitate
kind-about-mandate = Propose it for yourself; the others vote in secret.
kind-name-deputy = You would be a deputy
kind-about-deputy = Somebody who facilitates while nobody else does. Propose it for yourself; the others vote in secret.
kind-name-text = The text of the agreement
kind-about-text = What the group has agreed on, in its own words.
kind-text = The text
kind-text-lead = What the group has agreed on besides its rules, in its own words. The earlier versions stay readable.
kind-text-hint = Lines that begin with # are headings, lines that begin with - are lists.
kind-text-usual = # What we are
    We are people who share something difficult and keep each other company. Nobody leads the others; leading goes round.
    { "" }
    # How we meet
    - We begin and end on time.
    - One speaks, the others listen. Everybody may pass.
    - We speak of ourselves, and give advice only when asked.
    { "" }
    # What stays here
    - What is said here, and who was here, stays here.
    { "" }
    # When something goes wrong
    - We say it to each other, or to a member we trust.
kind-name-take-back = A mandate is taken back
kind-about-take-back = Choose whose, on the page of the agreement.
kind-name-tie = The tie to a programme
kind-about-tie = Whether the group stands on its own, is accompanied, or is run by a programme.
kind-look = Show what would change
kind-as-it-is = It is so already. Choose something else, or leave it as it is.
kind-too-many = You have made five proposals within a week. Give the others time to answer them; then you can propose more.
kind-no-programme = Choose the programme, or let the group stand on its own.
kind-did-not-fit = This was adopted, and could not be carried out: what it was about had changed meanwhile. Nothing was done. You can propose it again, as things are now.
kind-tie-lead = Only the group decides this. No programme can change it, before or afterwards.
kind-tie-how = How is the group tied?
kind-tie-hint = A tie lets a programme see facts about the group, and nothing about any member.
kind-tie-autonomous = On its own
kind-tie-accompanied = Accompanied
kind-tie-programme-run = Run by the programme
kind-tie-to = By which programme is it listed, accompanied or run?
kind-tie-nobody = None
kind-tie-means = Rules, dates, facilitation and who is a member stay in the hands of the group.
kind-tied-to = { $tie }: { $programme }
