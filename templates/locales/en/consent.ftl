# Words that people have said yes to. They are never changed: new ones get a new number, and the old ones stay, for the receipts that name them.
consent-account-1 = What you enter here is kept so that you can sign in, until you delete it. You can do that at any time.
consent-group-1 = In the group you are known by this name, and by nothing else unless you choose so. You can leave at any time.
consent-seen-1 = What you choose here is seen by those whom you choose, in this group only. You can take it back at any time.
consent-email-1 = Mail that you want goes to this address, and you can sign in with it. You can delete it at any time.
consent-mail-1 = Reminders of this group come by e-mail if you choose that. You can stop them at any time, also by a link in each.
consent-calendar-1 = Whoever knows the address of your calendar can read when your groups meet. You can revoke it at any time.
consent-contact-1 = With your yes you and this member can write to each other here. No address is shown. You can end it at any time.
consent-guest-1 = The group learns this name, and that you come on this date. You can take that back until then.
consent-accompany-1 = The group learns this name, and each time that you open its page. You can end it at any time.
