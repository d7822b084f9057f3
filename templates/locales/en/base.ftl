# Words that every part of the house uses: dates, times, lengths, zones, languages.
# Dates and numbers arrive here already written by icu; only what joins them is said here.

date-time = { $date }, { $time } ({ $zone })
day-today = today
day-tomorrow = tomorrow
date-range = { $from } to { $to }
time-range = { $from } to { $to }

duration-minutes = { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
duration-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
duration-both = { $hours } and { $minutes }

time-elsewhere = For you: { $time }, { $zone }
zone-other = { $place } time
zone-utc = UTC, universal time
zone-athens = Athens time
zone-nicosia = Nicosia time
zone-istanbul = Istanbul time
zone-sofia = Sofia time
zone-bucharest = Bucharest time
zone-kyiv = Kyiv time
zone-berlin = Berlin time
zone-paris = Paris time
zone-rome = Rome time
zone-madrid = Madrid time
zone-brussels = Brussels time
zone-amsterdam = Amsterdam time
zone-vienna = Vienna time
zone-zurich = Zurich time
zone-stockholm = Stockholm time
zone-warsaw = Warsaw time
zone-tirana = Tirana time
zone-london = London time
zone-dublin = Dublin time
zone-lisbon = Lisbon time
zone-new-york = New York time
zone-chicago = Chicago time
zone-denver = Denver time
zone-los-angeles = Los Angeles time
zone-toronto = Toronto time
zone-sydney = Sydney time
zone-melbourne = Melbourne time
zone-lord-howe-island = Lord Howe Island time

language-en = English
language-el = Greek
language-sq = Albanian
language-ar = Arabic
language-hy = Armenian
language-bn = Bengali
language-bg = Bulgarian
language-zh = Chinese
language-cs = Czech
language-nl = Dutch
language-fr = French
language-ka = Georgian
language-de = German
language-ht = Haitian Creole
language-he = Hebrew
language-hi = Hindi
language-hu = Hungarian
language-it = Italian
language-ja = Japanese
language-ko = Korean
language-ku = Kurdish
language-fa = Persian
language-pl = Polish
language-pt = Portuguese
language-pa = Punjabi
language-rom = Romani
language-ro = Romanian
language-ru = Russian
language-sr = Serbian
language-es = Spanish
language-sv = Swedish
language-tl = Tagalog
language-tr = Turkish
language-uk = Ukrainian
language-ur = Urdu
language-vi = Vietnamese
language-gss = Greek Sign Language
language-ase = American Sign Language
language-bfi = British Sign Language
language-ils = International Sign
