# Λέξεις που χρησιμοποιεί όλη η υπηρεσία: ημερομηνίες, ώρες, διάρκειες, ζώνες ώρας, γλώσσες.
# Οι ημερομηνίες και οι αριθμοί έρχονται έτοιμοι· εδώ λέγεται μόνο ό,τι τους ενώνει.

date-time = { $date }, { $time } ({ $zone })
day-today = σήμερα
day-tomorrow = αύριο
date-range = { $from } έως { $to }
time-range = { $from } έως { $to }

duration-minutes = { $minutes ->
    [one] { $minutes } λεπτό
   *[other] { $minutes } λεπτά
}
duration-hours = { $hours ->
    [one] { $hours } ώρα
   *[other] { $hours } ώρες
}
duration-both = { $hours } και { $minutes }

time-elsewhere = Για εσάς: { $time }, { $zone }
zone-other = ώρα { $place }
zone-utc = UTC, παγκόσμια ώρα
zone-athens = ώρα Αθήνας
zone-nicosia = ώρα Λευκωσίας
zone-istanbul = ώρα Κωνσταντινούπολης
zone-sofia = ώρα Σόφιας
zone-bucharest = ώρα Βουκουρεστίου
zone-kyiv = ώρα Κιέβου
zone-berlin = ώρα Βερολίνου
zone-paris = ώρα Παρισιού
zone-rome = ώρα Ρώμης
zone-madrid = ώρα Μαδρίτης
zone-brussels = ώρα Βρυξελλών
zone-amsterdam = ώρα Άμστερνταμ
zone-vienna = ώρα Βιέννης
zone-zurich = ώρα Ζυρίχης
zone-stockholm = ώρα Στοκχόλμης
zone-warsaw = ώρα Βαρσοβίας
zone-tirana = ώρα Τιράνων
zone-london = ώρα Λονδίνου
zone-dublin = ώρα Δουβλίνου
zone-lisbon = ώρα Λισαβόνας
zone-new-york = ώρα Νέας Υόρκης
zone-chicago = ώρα Σικάγου
zone-denver = ώρα Ντένβερ
zone-los-angeles = ώρα Λος Άντζελες
zone-toronto = ώρα Τορόντο
zone-sydney = ώρα Σίδνεϊ
zone-melbourne = ώρα Μελβούρνης
zone-lord-howe-island = ώρα Νήσου Λορντ Χάου

language-en = αγγλικά
language-el = ελληνικά
language-sq = αλβανικά
language-ar = αραβικά
language-hy = αρμενικά
language-bn = βεγγαλικά
language-bg = βουλγαρικά
language-zh = κινεζικά
language-cs = τσεχικά
language-nl = ολλανδικά
language-fr = γαλλικά
language-ka = γεωργιανά
language-de = γερμανικά
language-ht = κρεολικά της Αϊτής
language-he = εβραϊκά
language-hi = χίντι
language-hu = ουγγρικά
language-it = ιταλικά
language-ja = ιαπωνικά
language-ko = κορεατικά
language-ku = κουρδικά
language-fa = περσικά
language-pl = πολωνικά
language-pt = πορτογαλικά
language-pa = παντζάμπι
language-rom = ρομανί
language-ro = ρουμανικά
language-ru = ρωσικά
language-sr = σερβικά
language-es = ισπανικά
language-sv = σουηδικά
language-tl = ταγκάλογκ
language-tr = τουρκικά
language-uk = ουκρανικά
language-ur = ουρντού
language-vi = βιετναμικά
language-gss = ελληνική νοηματική γλώσσα
language-ase = αμερικανική νοηματική γλώσσα
language-bfi = βρετανική νοηματική γλώσσα
language-ils = διεθνή νοήματα
