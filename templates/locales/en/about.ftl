# Pages about the service itself.

about-exit = About leaving quickly
about-exit-lead = At the top of every page there is a way to be gone at once, in case somebody comes near your screen.
about-exit-does = What it does
about-exit-first = It takes you to a page that has nothing to do with us. With a keyboard it is the first stop of the Tab key.
about-exit-shift = Pressing Shift three times in a row does the same.
about-exit-back = The page goes blank at once, and the back button does not show it again. To return, type our address or use a bookmark.
about-exit-does-not = What it cannot do
about-exit-script = If scripts are switched off in your browser, only the link works: the Shift key does nothing, and the back button returns to our page.
about-exit-history = Your browser still lists the pages you opened. Pages inside a group show no name in that list; public pages of a group do.
about-exit-signed-in = You stay signed in. If other people use this device, please sign out as well.
about-exit-more = If somebody looks at this device
about-exit-private = Open our pages in a private window: when you close it, the browser forgets the list. Or delete our pages from the history of your browser.
