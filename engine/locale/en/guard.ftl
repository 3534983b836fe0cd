# Spreadsheet files that cannot be read, or only in part.

error-file-too-heavy = the file is damaged, or needs too much memory or time to be read; open it in a spreadsheet program, delete rows, columns and sheets that are not needed, and save it as .xlsx or split it
error-file-unsafe = the file is made in an unusual way, perhaps to do harm, and was not opened; ask its sender for one that a spreadsheet program saved

problem-file-too-heavy = the file is damaged, or needs too much memory or time to be read
problem-file-too-heavy-help = Open it in a spreadsheet program, delete rows, columns and sheets that are not needed, and save it as .xlsx; if that does not help, split it into files of at most 50,000 rows.
problem-file-unsafe = the file is made in an unusual way, perhaps to do harm, and was not opened
problem-file-unsafe-help = Ask its sender for a file that a spreadsheet program saved; do not open this one if you do not know where it is from.
problem-sheet-unreadable = the sheet is damaged, or holds too much, and cannot be read; the other sheets are
problem-sheet-unreadable-help = Copy the table to a new sheet and save the file as .xlsx. Until then rows of this sheet count as missing.
problem-sheet-no-cells = the sheet holds a chart, a dialog or macros, and no cells to be read
problem-sheet-no-cells-help = Nothing has to be done. If it should hold a table, copy that table to an ordinary sheet.
