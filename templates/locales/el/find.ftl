find-tagline = ομάδες όπου οι άνθρωποι βοηθούν ο ένας τον άλλον
find-welcome = Άνθρωποι που περνούν τα ίδια και βοηθούν ο ένας τον άλλον
find-lead = Ομάδες αυτοβοήθειας και αλληλοβοήθειας, κοντά σας ή διαδικτυακά. Για να έρθετε δεν χρειάζεστε λογαριασμό ούτε όνομα.
find-words = Αναζήτηση
find-do = Αναζήτηση
find-day = Ημέρα
find-any-place = Παντού
find-any-field = Όλα τα θέματα
find-any-language = Όλες οι γλώσσες
find-any-format = Δια ζώσης ή διαδικτυακά
find-total = { $total ->
    [0] Δεν βρέθηκε συνάντηση
    [one] Μία συνάντηση
   *[other] { $total } συναντήσεις, με σειρά ημερομηνίας
 }
group-step-free = χωρίς σκαλοπάτια
group-resting = Η ομάδα κάνει παύση αυτό το διάστημα.
group-forming = Η ομάδα τώρα ξεκινά και θέλει κι άλλα μέλη.
group-first-time = Η πρώτη σας φορά
group-first-silent = Μπορείτε να μη μιλήσετε.
group-first-name = Φτάνει ένα μικρό όνομα, όποιο θέλετε.
group-first-unannounced = Μπορείτε να έρθετε χωρίς να το πείτε σε κανέναν.
group-to-inside = Στην ομάδα μου
group-confirmed = Τελευταία επιβεβαίωση: { $day }
group-unconfirmed = Κανείς από την ομάδα δεν έχει επιβεβαιώσει εδώ τις ώρες. Αν έρχεστε από μακριά, καλύτερα να ρωτήσετε πρώτα.
calendar-title = Ραντεβού
calendar-all = Όλες στο ημερολόγιό μου, πάντα ενημερωμένες
calendar-add = Στο ημερολόγιό μου
find-place = { $from }–{ $to } από { $total }
find-nothing = Δεν βρέθηκε κάτι που να ταιριάζει σε όλα.
find-narrow = Τόπος, ημέρα, ώρα, γλώσσα και άλλα
find-any-time = Όποτε να ’ναι
find-any-openness = Ανοικτές ή κλειστές
find-part = Ώρα της ημέρας
find-morning = Πρωί
find-noon = Μεσημέρι
find-afternoon = Απόγευμα
find-evening = Βράδυ
find-when = Πόσο σύντομα
find-today = Σήμερα
find-this-week = Μέσα σε επτά ημέρες
find-openness = Ποιοι μπορούν να έρθουν
find-open = Ανοικτή σε όλους
find-closed = Για όσους αφορά
find-places = Θέσεις
find-not-full = όχι δηλωμένη ως πλήρης
find-access = Πρόσβαση
find-distance = Πόσο μακριά από εκεί
find-only-there = Μόνο εκεί
find-within = Έως { $km } χλμ.
find-count = { $what } ({ $count })
find-apply = Δείξτε αυτές
find-without = { $count ->
    [one] Χωρίς «{ $what }»: μία συνάντηση
   *[other] Χωρίς «{ $what }»: { $count } συναντήσεις
 }
find-all-count = { $count ->
    [one] Δείξτε τη μία συνάντηση που υπάρχει
   *[other] Δείξτε και τις { $count } συναντήσεις
 }
find-almost = Ψάξαμε και λέξεις που γράφονται σχεδόν έτσι:
find-instead = Αντί γι’ αυτήν:
find-next-open = Ανοικτή σε όλους: { $day }.
find-confirmed = Τελευταία επιβεβαίωση: { $day }
find-confirmed-long-ago = Χωρίς επιβεβαίωση μετά από: { $day }. Καλύτερα να ρωτήσετε πριν ξεκινήσετε.
find-confirmed-never = Από κατάλογο. Η ίδια η ομάδα δεν το έχει επιβεβαιώσει εδώ.
find-take-away = χωρίς αυτό
group-resting-until = Η ομάδα κάνει παύση έως { $date }.
