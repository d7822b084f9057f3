group-found = Ξεκινήστε μια ομάδα
group-found-lead = Λίγες ερωτήσεις. Αναλαμβάνετε πρώτοι τη διευκόλυνση για μισό χρόνο· μετά αποφασίζει η ομάδα.
group-found-do = Ξεκίνημα της ομάδας
group-name = Όνομα της ομάδας
group-name-hint = Καλύτερα γενικό: φαίνεται στη δημόσια σελίδα.
group-fields = Με τι ασχολείται
group-about = Τι καλό είναι να ξέρει ένα νέο μέλος
group-about-hint = Τι γίνεται την πρώτη φορά, για ποιους είναι, ότι μπορεί κανείς να μη μιλήσει. Λίστες και έμφαση με Markdown.
group-place = Πού
group-language = Γλώσσα των συναντήσεων
group-joining = Πώς μπαίνει κανείς;
group-joining-open = Αμέσως
group-joining-welcome = Με ένα σύντομο «γεια», που απαντούν δύο μέλη
group-joining-invitation = Μόνο με πρόσκληση
group-listed = Να βρίσκεται στον δημόσιο κατάλογο;
group-listed-yes = Ναι
group-listed-no = Όχι
group-programme = Παρουσίαση από πρόγραμμα
group-programme-hint = Ένα πρόγραμμα μπορεί να δείχνει την ομάδα στους καταλόγους του. Δεν αποφασίζει για αυτήν.
group-my-name = Το όνομά σας σε αυτή την ομάδα
group-my-name-hint = Όποιο όνομα θέλετε. Κανείς δεν βλέπει ότι είναι το ίδιο πρόσωπο με άλλη ομάδα.
form-none = Κανένα
join-title = Συμμετοχή σε ομάδα
join-do = Συμμετοχή
join-hello = Ένα σύντομο «γεια»
join-hello-hint = Το διαβάζουν και το απαντούν δύο μέλη. Μετά διαγράφεται.
join-hello-do = Στείλτε το
join-waiting = Το «γεια» σας έφτασε. Θα το απαντήσουν μέλη και θα ενημερωθείτε.
join-by-invitation = Η ομάδα δέχεται νέα μέλη με πρόσκληση. Ζητήστε έναν σύνδεσμο από κάποιο μέλος.
join-back = Πίσω στην ομάδα
join-invited = Έχετε πρόσκληση
join-first-mandate = Με αυτόν τον σύνδεσμο αναλαμβάνετε πρώτοι εδώ τη διευκόλυνση της ομάδας, για μισό χρόνο. Μέλη και συναντήσεις είναι πια στα χέρια της ομάδας.
join-invitation-over = Η πρόσκληση χρησιμοποιήθηκε ή είναι παλιά. Ζητήστε μια νέα.
join-led-already = Η ομάδα έχει ήδη διευκόλυνση.
join-link = Ένας σύνδεσμος για να τον δώσετε
join-link-invite = Όποιος τον ανοίξει μέσα σε δύο εβδομάδες μπορεί να μπει στην ομάδα. Ισχύει μία φορά.
join-link-hand-over = Όποιος τον ανοίξει μέσα σε δύο εβδομάδες αναλαμβάνει πρώτος τη διευκόλυνση της ομάδας. Ισχύει μία φορά. Δεν θα μάθετε ποιος ήταν.
join-link-done = Έτοιμο
join-leave = Αποχώρηση από την ομάδα
join-leave-means = Οι απαντήσεις, οι υπενθυμίσεις και το όνομά σας εδώ διαγράφονται αμέσως. Δεν ενημερώνεται κανείς.
join-leave-do = Αποχώρηση
join-stay = Παραμονή
inside-title = Η ομάδα μου
inside-next = Επόμενες συναντήσεις
inside-none = Αυτή τη στιγμή δεν υπάρχει προγραμματισμένη συνάντηση.
inside-no-series = Δεν υπάρχει ακόμη συνάντηση. Μπορείτε να προγραμματίσετε την πρώτη.
inside-hellos = Κάποιος θέλει να μπει
inside-hellos-hint = Με δύο καλωσορίσματα μπαίνει.
inside-hello-answered = Έχετε απαντήσει. Μπορείτε ακόμη να το αλλάξετε.
inside-hello-yes = Καλώς ήρθατε
inside-hello-no = Όχι τώρα
inside-here = Ποιοι είμαστε
inside-me = (εσείς)
inside-facilitates = διευκόλυνση
inside-invite = Πρόσκληση σε κάποιον
inside-public = Η δημόσια σελίδα της ομάδας
inside-reminders = Οι υπενθυμίσεις μου
home-empty = Δεν είστε ακόμη σε κάποια ομάδα.
home-as = Εδώ είστε με το όνομα { $name }
home-answer = Θα έρθετε;
home-programmes = Προγράμματα που συντονίζετε
meeting-in-person = δια ζώσης
meeting-online = διαδικτυακή
meeting-hybrid = υβριδική
meeting-open = ανοικτή για όλους
meeting-closed = για τους άμεσα ενδιαφερόμενους
meeting-how-to-get-in = Πώς μπαίνετε
meeting-online-link = Σύνδεσμος της συνάντησης
meeting-secret = Κωδικός συμμετοχής
meeting-cancelled = Η συνάντηση ακυρώθηκε.
meeting-moved-from = Άλλαξε η ώρα. Ήταν για { $was }.
meeting-in-gap = Εκείνη τη νύχτα αλλάζει η ώρα, γι’ αυτό αρχίζει πιο αργά από το συνηθισμένο.
meeting-change = Ακύρωση ή αλλαγή αυτής της ημέρας
answer-question = Θα έρθετε;
answer-say-coming = Έρχομαι
answer-say-perhaps = Ίσως
answer-say-not-coming = Δεν έρχομαι
answer-coming = έρχεστε
answer-perhaps = ίσως
answer-not-coming = δεν έρχεστε
answer-waiting = σε αναμονή για θέση
answer-mine = Η απάντησή σας:
answer-tally = { $coming ->
    [0] Δεν έχει πει ακόμη κανείς ότι έρχεται.
    [one] Έρχεται ένα άτομο.
   *[other] Έρχονται { $coming } άτομα.
 } { $perhaps ->
    [0] { "" }
    [one] Ένα ίσως.
   *[other] { $perhaps } ίσως.
 }
answer-tally-waiting = { $waiting ->
    [one] Ένα άτομο περιμένει.
   *[other] { $waiting } άτομα περιμένουν.
 }
answer-places = { $places ->
    [one] Υπάρχει μία θέση.
   *[other] Υπάρχουν { $places } θέσεις.
 }
answer-started = Η συνάντηση άρχισε, οπότε δεν δεχόμαστε άλλες απαντήσεις.
answer-cancelled = Η συνάντηση ακυρώθηκε.
series-new = Προγραμματισμός συναντήσεων
series-first-date = Πρώτη ημερομηνία
series-time = Αρχίζει στις
series-ends = Τελειώνει στις
series-zone = { $zone }. Η ώρα μένει ίδια όταν αλλάζουν τα ρολόγια.
series-repeat = Πόσο συχνά
series-repeat-hint = Η ημέρα της εβδομάδας είναι της πρώτης ημερομηνίας.
series-every-week = Κάθε εβδομάδα
series-every-second-week = Κάθε δεύτερη εβδομάδα
series-every-third-week = Κάθε τρίτη εβδομάδα
series-every-fourth-week = Κάθε τέταρτη εβδομάδα
series-monthly-nth = Κάθε μήνα, την ίδια ημέρα (όπως τη δεύτερη Τρίτη)
series-monthly-last = Κάθε μήνα, την τελευταία τέτοια ημέρα
series-every-second-month = Κάθε δεύτερο μήνα, την ίδια ημέρα
series-once = Μία φορά
series-format = Πώς
series-openness = Για ποιους
series-address = Διεύθυνση
series-more = Περισσότερα
series-how-hint = Πόρτα, κουδούνι, όροφος. Το διαβάζουν όλοι.
series-online = Διαδικτυακός σύνδεσμος
series-online-hint = Τον διαβάζουν όλοι. Ο κωδικός γράφεται πιο κάτω.
series-secret-hint = Ο κωδικός του συνδέσμου ή μια ιδιωτική διεύθυνση. Το βλέπουν μόνο τα μέλη.
series-places = Θέσεις
series-places-hint = Κενό: χωρίς όριο. Όταν γεμίσουν, όσοι περιμένουν προχωρούν μόνοι τους.
series-places-wrong = Δώστε έναν αριθμό από 1 έως 10.000 ή αφήστε το κενό.
series-until = Έως
series-until-hint = Κενό: χωρίς τέλος. Η ημέρα αυτή περιλαμβάνεται.
series-title = Τίτλος
series-note = Μια σημείωση
series-dates = Οι επόμενες ημερομηνίες
series-save = Αποθήκευση
series-check = Δείξτε μου τις ημερομηνίες
series-no-dates = Δεν προκύπτει καμία ημερομηνία από εδώ και πέρα. Δείτε την πρώτη ημερομηνία και το «έως».
series-in-gap = Εκείνη την ημέρα τα ρολόγια πηδούν αυτή την ώρα. Διαλέξτε άλλη.
series-end-before-start = Το τέλος χρειάζεται να είναι μετά την αρχή, την ίδια ημέρα.
series-passed = Αυτή η ώρα έχει περάσει.
change-touches = { $people ->
    [0] Κανείς δεν έχει απαντήσει για αυτή την ημέρα ούτε ζήτησε υπενθύμιση. Δεν χρειάζεται να ενημερωθεί κανείς.
    [one] Θα ενημερωθεί ένα άτομο, με την παλιά και τη νέα ώρα.
   *[other] Θα ενημερωθούν { $people } άτομα, με την παλιά και τη νέα ώρα.
 }
change-move = Αλλαγή ώρας
change-date = Νέα ημερομηνία
change-move-do = Αλλαγή και ενημέρωση
change-cancel = Ακύρωση
change-cancel-do = Ακύρωση και ενημέρωση
change-back = Πίσω στην ομάδα
notice-title = Νέα
notice-reminder = Ζητήσατε υπενθύμιση: { $when }.
notice-moved = Μια ημερομηνία άλλαξε. Πριν: { $was }. Τώρα: { $when }.
notice-cancelled = Μια ημερομηνία ακυρώθηκε: { $was }.
notice-moved-up = Ελευθερώθηκε μια θέση και είναι δική σας: { $when }.
notice-hello-waiting = Κάποιος είπε «γεια» και περιμένει απάντηση.
notice-hello-welcome = Το «γεια» σας απαντήθηκε: καλώς ήρθατε.
notice-hello-declined = Το «γεια» σας απαντήθηκε: όχι τώρα. Ίσως σας ταιριάζει άλλη ομάδα· συχνά χρειάζονται λίγες προσπάθειες.
