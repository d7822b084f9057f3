operator-unknown-key = { $key }: there is no setting of this name. Look for a typing mistake, or delete it.
operator-missing = { $key }: this setting is empty. Give it a value.
operator-unreadable = The settings cannot be read: { $key }
operator-not-an-address = { $key }: this is not an address. Write it like 127.0.0.1:8080, or https://parea.example.org.
operator-not-a-number = { $key }: this is not a number. Use digits only.
operator-not-yes-or-no = { $key }: write true or false.
operator-insecure-public-url = { $key }: the public address must begin with https://, or be a loopback address; otherwise browsers do not keep the sign-in.
operator-unknown-database = { $key }: write sqlite:PATH or postgres://…
operator-no-tls = { $key }: this build has no TLS for PostgreSQL. Build it with the feature postgres-tls, or connect over a local socket.
operator-unknown-mail-route = { $key }: write smtp://…, smtps://… or mailbox:FOLDER.
operator-not-a-mail-address = { $key }: this is not a mail address.
operator-not-resend-or-hold = { $key }: write resend or hold.
operator-not-an-exit = { $key }: write the full address of a page, beginning with https://.
operator-installation-made = A new installation is made. Key file: { $key }. Database: { $database }. Keep a copy of the key file apart from the database. Whoever loses it loses every sealed name and address.
operator-key-missing = The database { $database } is there, but its key file { $key } is not. Nothing was made. Look for a typing mistake in keys.file and database.url, or put the key file back from its copy.
operator-database-missing = The key file { $key } is there, but the database { $database } is missing or empty. Nothing was made. Look for a typing mistake in database.url, or put the database back from its copy. For a new installation, set keys.file to a file that does not exist yet.
operator-key-readable = The key file { $path } can be read by others. Say: chmod 0400 { $path }
operator-key-malformed = { $path } is not a key file. Set keys.file to the right one.
operator-key-io = The key file { $path } cannot be read or written. Look at its owner and its folder.
operator-key-other = This key file does not belong to this database: sealed names and addresses would not open. Set keys.file to the one it was made with.
operator-database-gone = The database cannot be reached. Look at database.url, and whether it is running.
operator-database-read-only = The database takes no writes. Look at the owner of its file and folder.
operator-database-full = The disk of the database is full. Make space; nothing was lost.
operator-database-refused = The database refused: { $cause }
operator-schema = The schema could not be changed: { $cause }
operator-migrated = The schema is up to date.
operator-mailbox = Mail is kept as files in { $folder }. Set mail.url to send it.
operator-address-taken = { $address } cannot be listened on. Another program may use it; set server.listen.
operator-serving = Parea is running: { $address }
operator-name-taken = This sign-in name is taken, or has no letters. Choose another.
operator-no-programme = There is no programme of this name.
operator-account-made = The account is made. This link is good once, for a week, to choose its password:
doctor-settings-fine = Settings: fine.
doctor-nothing-there = There is no installation yet: neither the key file { $key } nor the database { $database }. If the paths are right, say: parea serve
doctor-keys-fine = Keys: fine.
doctor-database-fine = Database: { $version }.
doctor-migrations-wait = { $count ->
    [one] One migration waits.
   *[other] { $count } migrations wait.
 } Say: parea migrate
doctor-mail-smtp = Mail: by SMTP; the server answers.
doctor-mail-silent = The mail server has said nothing for { $seconds } seconds. Look at mail.url, and whether a firewall stands in between.
doctor-mail-refuses = The mail server answers, but does not let us in: { $code }. Look at the name and the password in mail.url.
doctor-mail-away = The mail server cannot be reached: { $cause }. Look at mail.url, and whether the server is running.
doctor-mailbox-closed = The mailbox folder { $folder } cannot be made. Look at its owner, or set mail.url.
doctor-clock = Clock: { $now }. Zone database: { $zones }.
operator-mail-route = The mail server’s address in mail.url cannot be understood. Write it like smtp://127.0.0.1:25.
operator-demo-loopback = The demo listens on this machine only. Choose a loopback address, such as 127.0.0.1:8080.
operator-demo-clock = PAREA__CLOCK__START is not a time. Write it like 2026-12-07T10:00:00Z.
operator-demo-there = The demo is running: { $address }
operator-demo-member = A member:       { $name }   ({ $password })
operator-demo-facilitator = A facilitator:  { $name }   ({ $password })
operator-demo-coordinator = A coordinator:  { $name }   ({ $password })
operator-demo-code = {"                "}and a code, which stands at /_mailbox
operator-demo-passkeys = Passkeys work where the demo has a name: { $address }
operator-demo-mailbox = Its mail: { $address }
operator-not-a-zone = { $key }: this is not a zone. Write it like Europe/Athens.
operator-not-a-controller = { $key }: write operator, programme or group.
operator-not-written = It could not be written: { $cause }
doctor-controller-unsaid = Nobody is named yet who answers for what is kept: set controller.name and controller.contact, which the page /privacy shows.
operator-key-added = The key file { $path } has a new line, generation { $generation }. Copy it anew to where you keep a copy. The old lines stay: older backups want them.
operator-sealed-anew = { $count } cells are sealed anew.
operator-key-busy = Somebody else is adding a generation of keys. If nobody is, delete { $path } and try again.
operator-backed-up = Backup: { $path }, { $rows } rows. The key file is not in it: without the key file it does not open.
operator-backup-whole = { $path } opens with this key file and is whole: { $rows } rows, as of { $made }.
operator-backup-there = { $path } is there already, and is not written over. Choose another name.
operator-backup-damaged = { $path } does not open with this key file, or is damaged. Nothing was changed. Set keys.file to the key file it was made with, or take another backup.
operator-backup-later = { $path } was made by a later version of Parea. Nothing was changed. Restore it with that version.
operator-file-trouble = { $path }: { $cause }
operator-restored = Restored: { $rows } rows, as of { $made }. Everybody signs in again.
operator-restored-forgotten = { $count ->
    [0] By the journal, nobody of them has been forgotten since.
    [one] By the journal, one person had been forgotten since, and is forgotten again.
   *[other] By the journal, { $count } people had been forgotten since, and are forgotten again.
}
operator-restored-weeks = { $count ->
    [0] By the journal, no week was released since that the backup does not have.
    [one] By the journal, one week had been released since, and is back as it was.
   *[other] By the journal, { $count } weeks had been released since, and are back as they were.
}
operator-restored-withheld = { $count ->
    [0] No week may have been released since.
    [one] One week may have been released since. It is withheld for good, so that nothing is drawn twice.
   *[other] { $count } weeks may have been released since. They are withheld for good, so that nothing is drawn twice.
}
operator-restored-unknown = Nobody can say who has been forgotten since { $made }: they are back. Tell the people of this installation, so that those concerned can do it again.
operator-restore-not-empty = There is a database already: { $database }. Nothing was changed. Set database.url to one that is not there yet, or move this one away.
operator-journal-missing = The journal { $path } is not there. It says who was forgotten since the backup, and which weeks were released. Set journal.file to where it lies. If it is lost, say --without-journal: then whoever was forgotten since comes back, and the weeks since are withheld for good.
operator-journal-other = { $path } is not the journal of this key file. Nothing was changed. Set journal.file to the right one.
operator-journal-unread = { $count ->
    [one] One line of the journal cannot be read. After a power cut that is no loss; otherwise look at its disk.
   *[other] { $count } lines of the journal cannot be read. After a power cut that is no loss; otherwise look at its disk.
}
doctor-journal-fine = Journal: { $path }.
doctor-journal-same-disk = Journal: { $path }. It lies on the same disk as the database, and would be lost with it: set journal.file to another one.
doctor-journal-closed = The journal { $path } cannot be written: { $cause }. Look at its owner and its folder.
