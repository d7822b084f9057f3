# What stands around every page.

frame-name = Parea
frame-language-name = English
frame-language = Language
frame-exit = Leave quickly
frame-exit-about = About leaving quickly
frame-first = Shortcuts
frame-skip = To the content
frame-find = Find a group
frame-mine = My page
frame-sign-in = Sign in
frame-sign-out = Sign out
frame-navigation = Main
frame-crisis = If it is urgent:
frame-privacy = What is kept, and until when
