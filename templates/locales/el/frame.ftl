# Ό,τι υπάρχει γύρω από κάθε σελίδα.

frame-name = Παρέα
frame-language-name = Ελληνικά
frame-exit = Γρήγορη έξοδος από τη σελίδα
frame-skip = Μετάβαση στο περιεχόμενο
