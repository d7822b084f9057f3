# What stands around every page.

frame-name = Parea
frame-language-name = English
frame-exit = Leave this site quickly
frame-skip = Skip to the content
