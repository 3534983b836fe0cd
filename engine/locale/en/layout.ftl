# How a list is laid out: hidden parts, a list over several sheets, a year said once, parents of headers, several values in a cell.

problem-sheet-part = sheet `{ $name }` is read as a part of the list `{ $read }`
problem-sheet-part-help = Nothing to do if that is right; if it is another list, rename the sheet.
problem-sheet-hidden = sheet `{ $name }` is hidden, and is read all the same
problem-sheet-hidden-help = Unhide it to check it; if it is no longer used, delete the sheet.
problem-rows-hidden = { $count } rows are hidden, and are read all the same: { $listed }
problem-rows-hidden-help = Unhide them, or clear the filter, to check them; delete rows that are no longer used.
problem-columns-hidden = { $count } columns are hidden, and are read all the same: { $listed }
problem-columns-hidden-help = Unhide them to check them; delete columns that are no longer used.

problem-year-from-sheet = the table has no year column; every row counts for { $read }, the year in the name of the sheet
problem-year-from-sheet-help = Nothing to do if that is right; if not, add a year column.
problem-year-from-title = the table has no year column; the rows below count for { $read }, the year that stands here
problem-year-from-title-help = Nothing to do if that is right; if not, add a year column.
problem-title-years-differ = the table has no year column, and where a year is given for all rows several are ({ $years }), so that it is not known of which year they are
problem-title-years-differ-help = Add a year column, or give one year only in the name of the sheet and in the title of the table.
problem-year-contradicts = column `{ $column }` says `{ $raw }`, the name of the sheet says { $said }, so that the year is not known
problem-year-contradicts-help = Correct the year of this row, or rename the sheet.
problem-day-outside-year = the day `{ $raw }` does not go with { $said }, the year given for the whole table, so that it is not known of which year the row is
problem-day-outside-year-help = Correct the day, or add a year column and give each row its year.
problem-sheet-years-only = the list is about { $years } only; for other years the absence of a row does not mean that there was nothing
problem-sheet-years-only-help = Put all years in one list with a year column; a year in which there was nothing needs no row.

problem-column-torn = it is not clear whether column `{ $column }` belongs to the heading on its left or on its right, so it is not read
problem-column-torn-help = Merge the heading over just the columns of its group, or write it out in the header of each column.
problem-column-yearless = column `{ $column }` gives no year while others have one column for each year, so it is not read
problem-column-yearless-help = Write the year in this column's header, or use one row for each year and add a year column.
problem-header-merged-down = header `{ $column }` is merged with rows of the list, so that the merged part counts as empty
problem-header-merged-down-help = Unmerge the cell and fill in the values of the rows.
problem-table-unread = this sheet also holds a table of the list `{ $read }`, which is not read here
problem-table-unread-help = Move this table to a sheet of its own called `{ $read }`.
problem-row-unread = row of a table that is not read on this sheet
problem-row-unread-help = Move the table to a sheet of its own.

problem-cell-split = column `{ $column }`: `{ $raw }` is read as: { $read }
problem-cell-split-help = Nothing to do if that is right; one row for each award is better.
problem-part-unreadable = column `{ $column }`: in `{ $raw }` the part `{ $part }` cannot be read; expected { $expected }
problem-part-unreadable-help = Use one row for each value, written in one of these ways: { $expected }. Until then this part counts as possible.
problem-part-year-contradicts = `{ $raw }` says { $said }, but the row is of { $year }, so that the year is not known
problem-part-year-contradicts-help = Correct one of the two years, or use one row for each year.
problem-same-as-above = column `{ $column }`: `{ $raw }` (as above) is read as `{ $read }` like the cell above
problem-same-as-above-help = Nothing to do if that is right; it is better to write the value in each row.
problem-cell-none = column `{ $column }`: `{ $raw }` means that there was nothing in that year
problem-cell-none-help = Nothing to do.
problem-row-none = row that says nothing about any year
problem-row-none-help = Nothing to do.
