agreement-title = Τι έχουμε συμφωνήσει
agreement-lead = Για τους κανόνες της αποφασίζει η ίδια η ομάδα. Κάθε μέλος μπορεί να προτείνει έναν άλλο· κανείς άλλος δεν μπορεί να τους αλλάξει.
agreement-proposals = Προτάσεις
agreement-no-proposals = Δεν υπάρχει καμία πρόταση.
agreement-propose = Κάντε μια πρόταση
agreement-until = Έως { $when }
agreement-leading = Ποιοι έχουν τη διευκόλυνση
agreement-leading-about = Η εντολή δίνεται από την ομάδα, για ορισμένο χρόνο. Τελειώνει από μόνη της, και η ομάδα μπορεί να την πάρει πίσω.
agreement-nobody-leads = Κανείς δεν έχει τώρα εντολή. Ο ρόλος είναι ανοικτός.
agreement-one-leads = Ένα μέλος έχει εντολή. Η ομάδα είναι πιο ασφαλής με τουλάχιστον δύο.
agreement-holds = { $name }, έως { $date }
agreement-take-back = Προτείνετε να παρθεί πίσω η εντολή
agreement-i-would-lead = Προτείνετε τον εαυτό σας για τη διευκόλυνση
propose-mandate = Θα είχατε τη διευκόλυνση από την ημέρα που θα αποφασίσει η ομάδα. Αυτό μπορείτε να το προτείνετε μόνο για τον εαυτό σας.
propose-take-back = Από την ημέρα που θα αποφασίσει η ομάδα, η διευκόλυνση δεν θα είναι πια εντολή για: { $name }. Το άτομο παραμένει μέλος.
proposal-mandate = Από την ημέρα που θα αποφασίσει η ομάδα, τη διευκόλυνση θα έχει: { $name }.
deciding-no-mandate = Αυτό το μέλος δεν έχει τώρα εντολή, άρα δεν υπάρχει κάτι να παρθεί πίσω. Στη συμφωνία φαίνεται ποιοι έχουν τη διευκόλυνση.
agreement-rules = Κανόνες
agreement-overdue = η αναθεώρηση έχει καθυστερήσει
agreement-since = Ισχύει από { $date }.
agreement-review = Θα το ξαναδούμε: { $date }.
agreement-why = Γιατί
agreement-as-usual = Όπως ξεκινά κάθε ομάδα.
agreement-change = Προτείνετε αλλαγή
method-consent = συναίνεση
method-two-thirds = δύο τρίτα των ψήφων
method-majority = πλειοψηφία των ψήφων
method-unanimity = ομοφωνία
rule-method = Αποφασίζουμε με { $words }.
rule-quorum = Χρειάζεται να πάρουν μέρος τουλάχιστον { $value } στους εκατό από όσους μπορούν.
rule-notice = { $value ->
    [one] Μια πρόταση μένει ανοικτή μία ημέρα.
   *[other] Μια πρόταση μένει ανοικτή { $value } ημέρες.
}
rule-silence = Στη συναίνεση, η σιωπή { $words }.
rule-silence-no = δεν σημαίνει συμφωνία
rule-silence-yes = σημαίνει συμφωνία
rule-member-for = { $value ->
    [0] Τα μέλη παίρνουν μέρος στις αποφάσεις από την πρώτη ημέρα.
    [one] Τα μέλη παίρνουν μέρος στις αποφάσεις μετά από μία ημέρα.
   *[other] Τα μέλη παίρνουν μέρος στις αποφάσεις μετά από { $value } ημέρες.
}
rule-term = { $value ->
    [one] Η εντολή της ομάδας διαρκεί μία εβδομάδα.
   *[other] Η εντολή της ομάδας διαρκεί { $value } εβδομάδες.
}
rule-log = { $value ->
    [one] Το ημερολόγιο αλλαγών κρατιέται έναν μήνα.
   *[other] Το ημερολόγιο αλλαγών κρατιέται { $value } μήνες.
}
rule-name-method = Πώς αποφασίζουμε
rule-name-quorum = Πόσοι στους εκατό χρειάζεται να πάρουν μέρος
rule-name-notice = Πόσες ημέρες μένει ανοικτή μια πρόταση
rule-name-silence = Η σιωπή στη συναίνεση
rule-name-member-for = Πόσες ημέρες είναι κανείς μέλος πριν αποφασίζει
rule-name-term = Πόσες εβδομάδες διαρκεί μια εντολή
rule-name-log = Πόσους μήνες κρατιέται το ημερολόγιο αλλαγών
propose-title = Μια πρόταση
propose-amend-title = Η πρόταση με άλλα λόγια
propose-lead = Η απόφαση παίρνεται με { $method }, έως { $when }. Μπορούν να πάρουν μέρος όσοι είναι τώρα μέλη, αν οι κανόνες της ομάδας δεν λένε κάτι άλλο.
propose-amend-about = Ρωτιούνται όλοι ξανά, τα ίδια άτομα με πριν. Οι ενστάσεις μένουν ώσπου να τις αποσύρουν όσοι τις έκαναν.
propose-now = Τώρα:
propose-from-to = Από { $least } έως { $most }.
propose-not-between = Διαλέξτε έναν ακέραιο αριθμό από { $least } έως { $most }.
propose-words-only = Αυτή η πρόταση δεν αλλάζει από μόνη της κανέναν κανόνα. Για να αλλάξει ένας, ξεκινήστε από τον κανόνα:
propose-what = Τι προτείνετε;
propose-what-hint = Με μία πρόταση.
propose-why = Γιατί;
propose-why-hint = Τι θα γίνει καλύτερο, και για ποιους.
propose-review = Πότε θα το ξαναδούμε;
propose-review-hint = Ως τότε είναι αρκετά καλό.
propose-in-months = { $months ->
    [one] Σε έναν μήνα
   *[other] Σε { $months } μήνες
}
propose-do = Καταθέστε την
propose-amend-do = Καταθέστε την έτσι
propose-back = Στη συμφωνία
proposal-title = Πρόταση
proposal-change = Τι θα άλλαζε
proposal-is-now = Τώρα
proposal-then = Τότε
proposal-review = η ομάδα το ξαναβλέπει.
proposal-how = Πώς αποφασίζεται
proposal-by-consent = Με συναίνεση: υιοθετείται όταν κανείς δεν έχει λόγο να πιστεύει ότι θα έκανε κακό. Μια επιθυμία δεν την εμποδίζει.
proposal-by-vote = Με { $method }, μυστικά. Η ψήφος είναι οριστική και καμία εγγραφή δεν οδηγεί πίσω σε εσάς. Ένα ομόφωνο αποτέλεσμα φανερώνει τι ψήφισαν όλοι.
proposal-took-part = { $count ->
    [one] Έχει πάρει μέρος ένα άτομο από { $electors }·
   *[other] Έχουν πάρει μέρος { $count } από { $electors }·
} { $quorum ->
    [one] χρειάζεται ένα.
   *[other] χρειάζονται { $quorum }.
}
proposal-silence = Σε αυτή την ομάδα η σιωπή σημαίνει συμφωνία.
proposal-result = Ναι: { $yes }. Όχι: { $no }.
proposal-said = Τι ειπώθηκε
proposal-said-nothing = Τίποτα ακόμη.
proposal-amend = Πείτε την αλλιώς
proposal-withdraw = Αποσύρετε την πρόταση
outcome-open = ανοικτή
outcome-adopted = υιοθετήθηκε
outcome-withdrawn = αποσύρθηκε
outcome-objection = δεν υιοθετήθηκε: υπάρχει ένσταση
outcome-quorum = δεν υιοθετήθηκε: πήραν μέρος πολύ λίγοι
outcome-votes = δεν υιοθετήθηκε: πολύ λίγα «ναι»
voice-consent = είναι αρκετά καλό
voice-wish = μια επιθυμία
voice-question = μια ερώτηση
voice-objection = μια ένσταση
voice-pass = δεν θα πει κάτι
voice-taken-back = αποσύρθηκε
voice-earlier = για την προηγούμενη διατύπωση
voice-what = Τι λέτε;
voice-hint = Κάθε μέλος μιλά μία φορά σε κάθε γύρο. Μπορείτε να το αλλάξετε όσο η πρόταση είναι ανοικτή.
voice-say-consent = Είναι αρκετά καλό προς το παρόν
voice-say-wish = Είναι αρκετά καλό, και έχω μια επιθυμία
voice-say-question = Έχω μια ερώτηση
voice-say-objection = Έχω ένσταση: θα έκανε κακό
voice-say-pass = Δεν θα πω κάτι
voice-words = Με δικά σας λόγια
voice-words-hint = Η επιθυμία, η ερώτηση και η ένσταση χρειάζονται λόγια. Τα διαβάζουν όλα τα μέλη, με το όνομά σας σε αυτή την ομάδα.
voice-needs-words = Γράψτε το με λίγα λόγια, για να το καταλάβουν οι άλλοι.
voice-do = Πείτε το
voice-again = Έχετε πάρει μέρος. Ό,τι πείτε τώρα παίρνει τη θέση όσων είπατε σε αυτόν τον γύρο.
voice-you-object = Η ένστασή σας είναι ανοικτή. Όσο είναι, η πρόταση δεν μπορεί να υιοθετηθεί.
voice-take-back = Αποσύρω την ένστασή μου
vote-what = Η ψήφος σας
vote-hint = Δεν τη βλέπει κανείς, και δεν αλλάζει.
vote-yes = Ναι
vote-no = Όχι
vote-abstain = Απέχω
vote-do = Ψηφίστε
vote-done = Έχετε ψηφίσει.
deciding-over = Η πρόταση δεν είναι πια ανοικτή. Μπορείτε να κάνετε μια νέα.
deciding-voted = Έχετε ήδη ψηφίσει. Η ψήφος είναι οριστική.
deciding-not-an-elector = Αποφασίζουν όσοι μπορούσαν να πάρουν μέρος όταν έγινε η πρόταση. Μπορείτε να τη διαβάσετε, και να κάνετε τη δική σας.
deciding-other-method = Αυτή η πρόταση αποφασίζεται με άλλο τρόπο. Ανοίξτε την ξανά για να πάρετε μέρος.
deciding-changed = Η πρόταση άλλαξε διατύπωση στο μεταξύ. Διαβάστε την ξανά, και μετά πείτε τι πιστεύετε.
inside-proposals = { $count ->
    [one] Μία πρόταση είναι ανοικτή.
   *[other] { $count } προτάσεις είναι ανοικτές.
}
