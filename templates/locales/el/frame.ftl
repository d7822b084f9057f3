# What stands around every page.

frame-name = Parea
frame-language-name = Ελληνικά
frame-language = Γλώσσα
frame-exit = Γρήγορη έξοδος
frame-exit-about = Τι κάνει η γρήγορη έξοδος
frame-first = Συντομεύσεις
frame-skip = Στο περιεχόμενο
frame-find = Βρείτε μια ομάδα
frame-mine = Η σελίδα μου
frame-sign-in = Σύνδεση
frame-sign-out = Αποσύνδεση
frame-navigation = Κύριο μενού
frame-crisis = Αν είναι επείγον:
frame-privacy = Τι φυλάσσεται και έως πότε
