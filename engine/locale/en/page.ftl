# Words of the page (report.html).

page-language = Tiếng Việt
page-skip = Skip to the results
page-contents = Summary
page-results = Results
page-people-note = Follow a name to see each criterion, the evidence in each cell and the whole proof.
page-filter = Filter the results
page-search = Search by name or id
page-search-hint = For example: nguyen thi lan, GV012
page-title-filter = Title or duty
page-all-titles = All titles and duties
page-all-outcomes = All conclusions
page-all-units = All units
page-clear = Clear the filter
page-shown = Shown
page-noscript = JavaScript is off, so that the results and tables do not show here; report.xlsx holds them all.
page-too-old = This browser is too old to open the detailed reasons; report.xlsx holds them.
page-made-by = Made with thidua

page-title-column = Title or duty
page-name-column = Name
page-why-column = Reason in short

page-back = ← Back to the list
page-refusals = Why not: each line refuses by itself
page-together = { " " }and{ " " }
page-ways = Ways to qualify (any one of them)
page-way = What would change it
page-missing = Missing
page-idle = Missing too, but no longer matters
page-findings = Criterion by criterion
page-proof = The whole proof
page-link = Link to this conclusion
page-blank-cell = cell is blank

page-rows = { $first }–{ $last } of { $total } rows
page-rows-of = { " " }(out of { $total })
page-no-rows = No rows
page-nothing-found = No row matches.
page-per-page = Rows per page
page-pages = Pages of the table
page-find-here = Search in this table
page-first = First page
page-previous = Previous page
page-next = Next page
page-last = Last page
page-sorted = { " " }– press to sort
page-copy = Copy
page-csv = Download CSV
page-excel = Download Excel
page-copied-title = Copy
page-copied = %d rows copied
