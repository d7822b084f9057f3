# Parts that several pages share: going through a long list.

page-pages = Σελίδες της λίστας
page-before = Προηγούμενα
page-after = Επόμενα
