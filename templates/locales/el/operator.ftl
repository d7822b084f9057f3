operator-unknown-key = { $key }: δεν υπάρχει ρύθμιση με αυτό το όνομα. Δείτε μήπως έγινε λάθος στη γραφή, ή σβήστε την.
operator-missing = { $key }: η ρύθμιση είναι κενή. Δώστε μια τιμή.
operator-unreadable = Οι ρυθμίσεις δεν διαβάζονται: { $key }
operator-not-an-address = { $key }: δεν είναι διεύθυνση. Γράψτε την όπως 127.0.0.1:8080 ή https://parea.example.org.
operator-not-a-number = { $key }: δεν είναι αριθμός. Μόνο ψηφία.
operator-not-yes-or-no = { $key }: γράψτε true ή false.
operator-insecure-public-url = { $key }: η δημόσια διεύθυνση πρέπει να αρχίζει με https:// ή να είναι διεύθυνση loopback· αλλιώς τα προγράμματα περιήγησης δεν κρατούν τη σύνδεση.
operator-unknown-database = { $key }: γράψτε sqlite:PATH ή postgres://…
operator-no-tls = { $key }: αυτή η έκδοση δεν έχει TLS για PostgreSQL. Μεταγλωττίστε την με το postgres-tls ή συνδεθείτε από τοπικό socket.
operator-unknown-mail-route = { $key }: γράψτε smtp://…, smtps://… ή mailbox:FOLDER.
operator-not-a-mail-address = { $key }: δεν είναι διεύθυνση e-mail.
operator-not-resend-or-hold = { $key }: γράψτε resend ή hold.
operator-not-an-exit = { $key }: γράψτε ολόκληρη τη διεύθυνση μιας σελίδας, που αρχίζει με https://.
operator-installation-made = Δημιουργήθηκε νέα εγκατάσταση. Αρχείο κλειδιού: { $key }. Βάση: { $database }. Κρατήστε ένα αντίγραφο του αρχείου κλειδιού χωριστά από τη βάση. Αν χαθεί, χάνονται όλα τα σφραγισμένα ονόματα και οι διευθύνσεις.
operator-key-missing = Η βάση { $database } υπάρχει, αλλά λείπει το αρχείο κλειδιού της, { $key }. Δεν δημιουργήθηκε τίποτα. Δείτε μήπως έγινε λάθος στη γραφή του keys.file ή του database.url, ή επαναφέρετε το αρχείο κλειδιού από το αντίγραφό του.
operator-database-missing = Το αρχείο κλειδιού { $key } υπάρχει, αλλά η βάση { $database } λείπει ή είναι άδεια. Δεν δημιουργήθηκε τίποτα. Δείτε μήπως έγινε λάθος στη γραφή του database.url, ή επαναφέρετε τη βάση από το αντίγραφό της. Για νέα εγκατάσταση, ορίστε στο keys.file ένα αρχείο που δεν υπάρχει ακόμη.
operator-key-readable = Το αρχείο κλειδιού { $path } διαβάζεται και από άλλους. Δώστε: chmod 0400 { $path }
operator-key-malformed = Το { $path } δεν είναι αρχείο κλειδιού. Ορίστε στο keys.file το σωστό.
operator-key-io = Το αρχείο κλειδιού { $path } δεν διαβάζεται ή δεν γράφεται. Δείτε σε ποιον ανήκει αυτό και ο φάκελός του.
operator-key-other = Το αρχείο κλειδιού δεν ανήκει σε αυτή τη βάση: δεν θα άνοιγαν τα σφραγισμένα ονόματα και οι διευθύνσεις. Ορίστε στο keys.file εκείνο με το οποίο έγινε.
operator-database-gone = Η βάση δεν απαντά. Δείτε το database.url και αν λειτουργεί.
operator-database-read-only = Η βάση δεν δέχεται εγγραφές. Δείτε σε ποιον ανήκουν το αρχείο και ο φάκελός της.
operator-database-full = Ο δίσκος της βάσης γέμισε. Κάντε χώρο· δεν χάθηκε τίποτα.
operator-database-refused = Η βάση αρνήθηκε: { $cause }
operator-schema = Δεν ήταν δυνατό να αλλάξει το σχήμα: { $cause }
operator-migrated = Το σχήμα είναι ενημερωμένο.
operator-mailbox = Τα μηνύματα μένουν ως αρχεία στο { $folder }. Ορίστε το mail.url για να στέλνονται.
operator-address-taken = Η διεύθυνση { $address } δεν είναι διαθέσιμη. Ίσως τη χρησιμοποιεί άλλο πρόγραμμα· ορίστε το server.listen.
operator-serving = Η Parea λειτουργεί: { $address }
operator-name-taken = Αυτό το όνομα σύνδεσης υπάρχει ήδη ή δεν έχει γράμματα. Διαλέξτε άλλο.
operator-no-programme = Δεν υπάρχει πρόγραμμα με αυτό το όνομα.
operator-account-made = Ο λογαριασμός δημιουργήθηκε. Ο σύνδεσμος ισχύει μία φορά, για μία εβδομάδα, για να οριστεί ο κωδικός πρόσβασης:
doctor-settings-fine = Ρυθμίσεις: εντάξει.
doctor-nothing-there = Δεν υπάρχει ακόμη εγκατάσταση: λείπουν και το αρχείο κλειδιού { $key } και η βάση { $database }. Αν οι διαδρομές είναι σωστές, δώστε: parea serve
doctor-keys-fine = Κλειδιά: εντάξει.
doctor-database-fine = Βάση: { $version }.
doctor-migrations-wait = { $count ->
    [one] Περιμένει μία αλλαγή σχήματος.
   *[other] Περιμένουν { $count } αλλαγές σχήματος.
 } Δώστε: parea migrate
doctor-mail-smtp = E-mail: με SMTP· ο διακομιστής απαντά.
doctor-mail-silent = Ο διακομιστής e-mail δεν απάντησε μέσα σε { $seconds } δευτερόλεπτα. Δείτε το mail.url και μήπως τον εμποδίζει κάποιο τείχος προστασίας.
doctor-mail-refuses = Ο διακομιστής e-mail απαντά, αλλά δεν μας δέχεται: { $code }. Δείτε το όνομα και τον κωδικό πρόσβασης στο mail.url.
doctor-mail-away = Ο διακομιστής e-mail δεν είναι προσβάσιμος: { $cause }. Δείτε το mail.url και αν λειτουργεί ο διακομιστής.
doctor-mailbox-closed = Ο φάκελος { $folder } δεν μπορεί να δημιουργηθεί. Δείτε σε ποιον ανήκει ή ορίστε το mail.url.
doctor-clock = Ρολόι: { $now }. Βάση ζωνών: { $zones }.
operator-mail-route = Η διεύθυνση του διακομιστή στο mail.url δεν διαβάζεται. Γράψτε την όπως smtp://127.0.0.1:25.
operator-demo-loopback = Η επίδειξη λειτουργεί μόνο σε αυτό το μηχάνημα. Διαλέξτε διεύθυνση loopback, όπως 127.0.0.1:8080.
operator-demo-clock = Το PAREA__CLOCK__START δεν είναι ώρα. Γράψτε το όπως 2026-12-07T10:00:00Z.
operator-demo-there = Η επίδειξη λειτουργεί: { $address }
operator-demo-member = Ένα μέλος:      { $name }   ({ $password })
operator-demo-facilitator = Διευκόλυνση:    { $name }   ({ $password })
operator-demo-coordinator = Συντονισμός:    { $name }   ({ $password })
operator-demo-code = {"                "}και αριθμός, που υπάρχει στο /_mailbox
operator-demo-passkeys = Τα κλειδιά πρόσβασης δουλεύουν εκεί όπου η επίδειξη έχει όνομα: { $address }
operator-demo-mailbox = Τα μηνύματά της: { $address }
operator-not-a-zone = { $key }: δεν είναι ζώνη ώρας. Γράψτε την όπως Europe/Athens.
operator-not-a-controller = { $key }: γράψτε operator, programme ή group.
operator-not-written = Δεν γράφτηκε: { $cause }
doctor-controller-unsaid = Δεν έχει οριστεί ποιος έχει την ευθύνη για όσα φυλάσσονται: ορίστε controller.name και controller.contact, που δείχνει η σελίδα /privacy.
operator-key-added = Το αρχείο κλειδιού { $path } έχει νέα γραμμή, γενιά { $generation }. Αντιγράψτε το πάλι εκεί όπου φυλάτε αντίγραφο. Οι παλιές γραμμές μένουν: τις χρειάζονται παλιότερα αντίγραφα ασφαλείας.
operator-sealed-anew = Σφραγίστηκαν πάλι { $count } κελιά.
operator-key-busy = Κάποιος άλλος προσθέτει τώρα μια γενιά κλειδιών. Αν όχι, σβήστε το { $path } και δοκιμάστε πάλι.
operator-backed-up = Αντίγραφο ασφαλείας: { $path }, { $rows } γραμμές. Το αρχείο του κλειδιού δεν είναι μέσα: χωρίς αυτό δεν ανοίγει.
operator-backup-whole = Το { $path } ανοίγει με αυτό το κλειδί και είναι ακέραιο: { $rows } γραμμές, όπως ήταν στις { $made }.
operator-backup-there = Το { $path } υπάρχει ήδη και δεν αντικαθίσταται. Επιλέξτε άλλο όνομα.
operator-backup-damaged = Το { $path } δεν ανοίγει με αυτό το κλειδί ή είναι χαλασμένο. Τίποτα δεν άλλαξε. Ορίστε στο keys.file το κλειδί με το οποίο έγινε ή πάρτε άλλο αντίγραφο.
operator-backup-later = Το { $path } έγινε από νεότερη έκδοση της Παρέας. Τίποτα δεν άλλαξε. Επαναφέρετέ το με εκείνη την έκδοση.
operator-file-trouble = { $path }: { $cause }
operator-restored = Έγινε επαναφορά: { $rows } γραμμές, όπως ήταν στις { $made }. Όλες και όλοι συνδέονται ξανά.
operator-restored-forgotten = { $count ->
    [0] Σύμφωνα με το ημερολόγιο, από τότε δεν ζήτησε κανένα άτομο να ξεχαστεί.
    [one] Σύμφωνα με το ημερολόγιο, από τότε ένα άτομο είχε ξεχαστεί και ξεχάστηκε ξανά.
   *[other] Σύμφωνα με το ημερολόγιο, από τότε { $count } άτομα είχαν ξεχαστεί και ξεχάστηκαν ξανά.
}
operator-restored-unknown = Κανείς δεν μπορεί να πει ποια άτομα ξεχάστηκαν μετά τις { $made }: βρίσκονται πάλι εδώ. Πείτε το στους ανθρώπους αυτής της εγκατάστασης, ώστε όσοι το θέλουν να το κάνουν ξανά.
operator-restore-not-empty = Υπάρχει ήδη βάση δεδομένων: { $database }. Τίποτα δεν άλλαξε. Ορίστε στο database.url μία που δεν υπάρχει ακόμη ή μετακινήστε αυτήν.
operator-journal-missing = Το ημερολόγιο { $path } δεν υπάρχει. Εκεί γράφεται ποια άτομα ξεχάστηκαν μετά το αντίγραφο. Ορίστε στο journal.file πού βρίσκεται. Αν χάθηκε, γράψτε --without-journal: τότε όσα άτομα ξεχάστηκαν από τότε επανέρχονται.
operator-journal-other = Το { $path } δεν είναι το ημερολόγιο αυτού του κλειδιού. Τίποτα δεν άλλαξε. Ορίστε στο journal.file το σωστό.
operator-journal-unread = { $count ->
    [one] Μία γραμμή του ημερολογίου δεν διαβάζεται. Μετά από διακοπή ρεύματος αυτό δεν είναι απώλεια· αλλιώς ελέγξτε τον δίσκο του.
   *[other] { $count } γραμμές του ημερολογίου δεν διαβάζονται. Μετά από διακοπή ρεύματος αυτό δεν είναι απώλεια· αλλιώς ελέγξτε τον δίσκο του.
}
doctor-journal-fine = Ημερολόγιο: { $path }.
doctor-journal-same-disk = Ημερολόγιο: { $path }. Βρίσκεται στον ίδιο δίσκο με τη βάση και θα χανόταν μαζί της: ορίστε άλλον στο journal.file.
doctor-journal-closed = Το ημερολόγιο { $path } δεν γράφεται: { $cause }. Ελέγξτε τον ιδιοκτήτη και τον φάκελό του.
