# What is said beside a field whose text cannot be taken.

text-empty = Please write something here.
text-too-long = This has { $characters ->
    [one] { $characters } character
   *[other] { $characters } characters
}. At most { $most } fit; please shorten it.
text-control-character = There is a line break or an invisible character in this text. Please type it again on one line.

email-too-long = This e-mail address is longer than addresses can be. Please check it.
email-not-an-address = This does not look like an e-mail address. It should look like name@example.org.
email-letters-before-at = Before the @, please use only Latin letters, digits and signs such as a dot or a hyphen; otherwise mail may not arrive. Check the address, or give another.
email-domain = The part after the @ does not look like the name of a mail service. Please check it.

link-not-https = The link should begin with https://, as the page of the meeting room shows it.
link-host = The link does not name a place on the web. Please copy the whole link from the meeting room.
link-character = There is a space or a sign in this link that links do not have. Please copy the whole link again.

slug-character = Here only small Latin letters, digits and single hyphens between them can stand, such as tuesday-circle.

wall-not-a-date = This is not a date. Please give day, month and year, such as 8 December 2026 (2026-12-08).
wall-not-a-time = This is not a time of day. Please give hours and minutes from 00:00 to 23:59, such as 19:00.
