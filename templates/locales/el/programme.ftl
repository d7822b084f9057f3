programme-title = Το πρόγραμμά μου
programme-lead = Στοιχεία για τις ομάδες. Πουθενά εδώ δεν φαίνεται πόσα άτομα ήρθαν ή ποια.
programme-led = Ομάδες με διευκόλυνση
programme-planned = Συναντήσεις των επόμενων τεσσάρων εβδομάδων
programme-cancelled = Από αυτές έχουν ήδη ακυρωθεί
programme-cancelled-of = { $count ->
    [one] { $count } ακυρώθηκε
   *[other] { $count } ακυρώθηκαν
}
programme-by-field = Ανά θέμα
programme-by-place = Ανά τόπο
programme-groups = Ομάδες
programme-no-place = Χωρίς τόπο
programme-state = Κατάσταση
programme-confirmed = Τελευταία επιβεβαίωση
programme-has-agreement = έχει συμφωνία
programme-hand-over = Διευκόλυνση
programme-is-led = Υπάρχει
programme-is-its-members = Στα χέρια των μελών της
programme-hand-over-do = Παράδοση της ομάδας
programme-hand-over-of = Παράδοση της ομάδας: { $name }
group-state-forming = στο ξεκίνημα
group-state-running = με συναντήσεις
group-state-resting = σε παύση
group-state-closed = έκλεισε
