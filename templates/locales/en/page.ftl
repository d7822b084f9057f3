# Parts that several pages share: going through a long list.

page-pages = Pages of this list
page-before = Previous
page-after = Next
