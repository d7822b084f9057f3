group-found = Ξεκινήστε μια ομάδα
group-found-lead = Λίγες ερωτήσεις. Για τους πρώτους έξι μήνες αναλαμβάνετε εσείς τη διευκόλυνση· μετά αποφασίζει η ομάδα.
group-found-do = Ξεκίνημα της ομάδας
group-name = Όνομα της ομάδας
group-name-hint = Καλύτερα γενικό: φαίνεται στη δημόσια σελίδα.
group-fields = Θέμα
group-about = Τι καλό είναι να ξέρει ένα νέο μέλος
group-about-hint = Τι γίνεται την πρώτη φορά, για ποια άτομα είναι, ότι μπορεί κανείς να μη μιλήσει. Λίστες και έντονα γράμματα γράφονται με Markdown.
group-place = Πού
group-language = Γλώσσα των συναντήσεων
group-joining = Πώς μπαίνει κανείς;
group-joining-open = Αμέσως
group-joining-welcome = Με έναν σύντομο χαιρετισμό, στον οποίο απαντούν δύο μέλη
group-joining-invitation = Μόνο με πρόσκληση
group-listed = Να φαίνεται στον δημόσιο κατάλογο;
group-listed-yes = Ναι
group-listed-no = Όχι
group-programme = Να τη δείχνει και ένα Πρόγραμμα;
group-programme-hint = Ένα Πρόγραμμα μπορεί να δείχνει την ομάδα στους καταλόγους του. Δεν έχει λόγο στις αποφάσεις της.
group-my-name = Το όνομά σας σε αυτή την ομάδα
group-my-name-hint = Όποιο όνομα θέλετε. Κανείς δεν βλέπει αν είστε το ίδιο άτομο και σε άλλη ομάδα.
form-none = Δεν ορίζεται
join-title = Συμμετοχή σε ομάδα
join-do = Συμμετοχή
join-hello = Ένας σύντομος χαιρετισμός
join-hello-hint = Τον διαβάζουν δύο μέλη και σας απαντούν. Μετά διαγράφεται.
join-hello-do = Στείλτε τον
join-waiting = Ο χαιρετισμός σας έφτασε. Θα σας απαντήσουν μέλη της ομάδας και θα το μάθετε.
join-by-invitation = Η ομάδα δέχεται νέα μέλη με πρόσκληση. Ζητήστε έναν σύνδεσμο από κάποιο μέλος.
join-back = Πίσω στην ομάδα
join-invited = Έχετε πρόσκληση
join-first-mandate = Με αυτόν τον σύνδεσμο αναλαμβάνετε εσείς τη διευκόλυνση της ομάδας, για έξι μήνες. Από εδώ και πέρα, μέλη και συναντήσεις είναι στα χέρια της ομάδας.
join-invitation-over = Η πρόσκληση έχει χρησιμοποιηθεί ή έχει λήξει. Ζητήστε μια νέα.
join-led-already = Τη διευκόλυνση της ομάδας την έχει ήδη κάποιο μέλος.
join-link = Ένας σύνδεσμος για να τον δώσετε
join-link-invite = Το άτομο που θα τον ανοίξει μέσα σε δύο εβδομάδες μπορεί να μπει στην ομάδα. Ισχύει μία φορά.
join-link-hand-over = Το άτομο που θα τον ανοίξει μέσα σε δύο εβδομάδες αναλαμβάνει τη διευκόλυνση της ομάδας. Ισχύει μία φορά. Δεν θα μάθετε ποιο ήταν.
join-link-done = Έτοιμο
join-leave = Αποχώρηση από την ομάδα
join-leave-means = Οι απαντήσεις, οι υπενθυμίσεις και το όνομά σας εδώ διαγράφονται αμέσως. Δεν ειδοποιείται κανείς.
join-leave-do = Φεύγω από την ομάδα
join-stay = Μένω στην ομάδα
inside-title = Η ομάδα μου
inside-next = Επόμενες συναντήσεις
inside-none = Αυτή τη στιγμή δεν υπάρχει προγραμματισμένη συνάντηση.
inside-not-led = Αυτή τη στιγμή δεν έχει κανείς τη διευκόλυνση. Μπορεί να την αναλάβει όποιο μέλος θέλει, για έξι μήνες.
inside-take-mandate = Την αναλαμβάνω
inside-no-series = Δεν υπάρχει ακόμη συνάντηση. Μπορείτε να προγραμματίσετε την πρώτη.
inside-hellos = Ζητούν να μπουν στην ομάδα
inside-hellos-hint = Με δύο καλωσορίσματα μπαίνει κανείς στην ομάδα.
inside-hello-answered = Έχετε απαντήσει. Μπορείτε ακόμη να το αλλάξετε.
inside-hello-yes = Καλώς ήρθατε
inside-hello-no = Όχι τώρα
inside-here = Ποιοι είμαστε
inside-me = (εσείς)
inside-facilitates = διευκόλυνση
inside-invite = Πρόσκληση νέου μέλους
inside-public = Η δημόσια σελίδα της ομάδας
inside-reminders = Οι υπενθυμίσεις μου
home-empty = Δεν είστε ακόμη σε καμία ομάδα.
home-as = Εδώ είστε με το όνομα { $name }
home-answer = Θα έρθετε;
home-programmes = Προγράμματα που συντονίζετε
meeting-in-person = δια ζώσης
meeting-online = διαδικτυακή
meeting-hybrid = υβριδική
meeting-open = ανοικτή σε όλες και όλους
meeting-closed = κλειστή: για άμεσα ενδιαφερόμενα άτομα
meeting-how-to-get-in = Πώς μπαίνετε
meeting-online-link = Σύνδεσμος της συνάντησης
meeting-secret = Για να μπείτε (μόνο για μέλη)
meeting-cancelled = Η συνάντηση ακυρώθηκε.
meeting-moved-from = Άλλαξε ημέρα ή ώρα. Αρχικά ήταν: { $was }.
meeting-in-gap = Εκείνη τη νύχτα αλλάζει η ώρα, γι’ αυτό αρχίζει πιο αργά από το συνηθισμένο.
meeting-change = Αλλαγή ή ακύρωση αυτής της συνάντησης
answer-question = Θα έρθετε;
answer-say-coming = Έρχομαι
answer-say-perhaps = Ίσως
answer-say-not-coming = Δεν έρχομαι
answer-coming = έρχομαι
answer-perhaps = ίσως
answer-not-coming = δεν έρχομαι
answer-waiting = σε αναμονή
answer-mine = Η απάντησή σας:
answer-tally = { $coming ->
    [0] Δεν έχει πει ακόμη κανείς ότι έρχεται.
    [one] Έρχεται ένα άτομο.
   *[other] Έρχονται { $coming } άτομα.
 } { $perhaps ->
    [0] { "" }
    [one] Ίσως έρθει ένα άτομο.
   *[other] Ίσως έρθουν { $perhaps } άτομα.
 }
answer-tally-waiting = { $waiting ->
    [one] Ένα άτομο περιμένει.
   *[other] { $waiting } άτομα περιμένουν.
 }
answer-places = { $places ->
    [one] Υπάρχει συνολικά μία θέση.
   *[other] Οι θέσεις είναι συνολικά { $places }.
 }
answer-started = Η συνάντηση έχει αρχίσει και οι απαντήσεις έκλεισαν.
answer-cancelled = Η συνάντηση ακυρώθηκε.
series-new = Προγραμματισμός συναντήσεων
series-first-date = Πρώτη ημερομηνία
series-time = Αρχίζει στις
series-ends = Τελειώνει στις
series-zone = Ισχύει η { $zone } και μένει ίδια, χειμώνα και καλοκαίρι.
series-repeat = Πόσο συχνά
series-repeat-hint = Ίδια ημέρα της εβδομάδας με την πρώτη ημερομηνία.
series-every-week = Κάθε εβδομάδα
series-every-second-week = Κάθε δύο εβδομάδες
series-every-third-week = Κάθε τρεις εβδομάδες
series-every-fourth-week = Κάθε τέσσερις εβδομάδες
series-monthly-nth = Κάθε μήνα, την ίδια ημέρα της εβδομάδας (π.χ. τη δεύτερη Τρίτη)
series-monthly-last = Κάθε μήνα, την τελευταία τέτοια ημέρα (π.χ. την τελευταία Τρίτη)
series-every-second-month = Κάθε δύο μήνες, την ίδια ημέρα της εβδομάδας
series-once = Μία φορά
series-format = Πώς
series-openness = Για ποιους
series-address = Διεύθυνση
series-more = Περισσότερα
series-how-hint = Πόρτα, κουδούνι, όροφος. Το διαβάζουν όλοι.
series-online = Διαδικτυακός σύνδεσμος
series-online-hint = Τον διαβάζουν όλοι. Ο κωδικός πρόσβασης γράφεται πιο κάτω.
series-secret-hint = Ο κωδικός πρόσβασης του συνδέσμου ή η διεύθυνση ενός σπιτιού. Τα βλέπουν μόνο τα μέλη.
series-places = Θέσεις
series-places-hint = Κενό: χωρίς όριο. Όταν γεμίσουν, όποιο άτομο περιμένει παίρνει αυτόματα τη θέση που θα ελευθερωθεί.
series-places-wrong = Δώστε έναν αριθμό από 1 έως 10.000 ή αφήστε το κενό.
series-until = Έως
series-until-hint = Κενό: χωρίς τέλος. Μετρά και αυτή η ημέρα.
series-title = Τίτλος
series-note = Μια σημείωση
series-dates = Οι επόμενες ημερομηνίες
series-save = Αποθήκευση
series-check = Δείξτε μου τις ημερομηνίες
series-no-dates = Έτσι δεν βγαίνει καμία ημερομηνία από σήμερα και μετά. Δείτε την πρώτη ημερομηνία και το «έως».
series-in-gap = Εκείνη την ημέρα αλλάζει η ώρα και τα ρολόγια την προσπερνούν. Διαλέξτε άλλη ώρα.
series-end-before-start = Το τέλος χρειάζεται να είναι μετά την αρχή, την ίδια ημέρα.
series-passed = Αυτή η ώρα έχει περάσει.
change-touches = { $people ->
    [0] Κανείς δεν έχει απαντήσει για αυτή τη συνάντηση ούτε έχει ζητήσει υπενθύμιση. Δεν χρειάζεται να ειδοποιηθεί κανείς.
    [one] Θα ειδοποιηθεί ένα άτομο.
   *[other] Θα ειδοποιηθούν { $people } άτομα.
 }
change-move = Αλλαγή ημέρας ή ώρας
change-date = Νέα ημερομηνία
change-move-do = Αλλαγή και ειδοποίηση
change-cancel = Ακύρωση
change-cancel-do = Ακύρωση και ειδοποίηση
change-back = Πίσω στην ομάδα
notice-title = Νέα
notice-reminder = Ζητήσατε υπενθύμιση: { $when }.
notice-moved = Μια συνάντηση άλλαξε. Πριν: { $was }. Τώρα: { $when }.
notice-cancelled = Μια συνάντηση ακυρώθηκε: { $was }.
notice-moved-up = Ελευθερώθηκε μια θέση και είναι δική σας: { $when }.
notice-hello-waiting = Ένας χαιρετισμός περιμένει απάντηση.
notice-hello-welcome = Η ομάδα απάντησε στον χαιρετισμό σας: καλώς ήρθατε.
notice-hello-declined = Η ομάδα απάντησε στον χαιρετισμό σας: όχι τώρα. Ίσως σας ταιριάζει άλλη ομάδα· συχνά χρειάζεται να δοκιμάσει κανείς μερικές.
group-language-more = Άλλες γλώσσες
settings-title = Τι λέει η ομάδα για τον εαυτό της
settings-lead = Αυτά διαβάζει όποιο νέο μέλος ψάχνει, και έτσι μπορεί να μπει.
settings-unconfirmed = Κανείς δεν έχει πει ακόμη εδώ ότι η ομάδα συναντιέται.
settings-confirm = Συναντιόμαστε ακόμη
settings-save = Αποθήκευση
settings-back = Πίσω στην ομάδα
inside-to-confirm = Η ομάδα συναντιέται ακόμη όπως γράφει εδώ; Όποιο νέο μέλος ψάχνει βλέπει πότε επιβεβαιώθηκε τελευταία φορά.
group-step-free-question = Μπαίνει κανείς χωρίς σκαλοπάτια;
group-step-free-yes = Ναι, χωρίς σκαλοπάτια
group-step-free-no = Όχι, έχει σκαλοπάτια
group-step-free-unknown = Δεν το ξέρουμε
