# Input files of every format: archives, texts of separated values, .parquet files.

error-file-empty = the file is empty, perhaps not copied or downloaded to the end; fetch it again
error-file-web-page = the file is a web page called a workbook, as web systems export it; open it in a spreadsheet program and save it as .xlsx
error-file-link = this is a link to another place and is not read; put the file itself here
error-file-special = this is a device or a pipe, no file, and is not opened
error-archive-empty = the archive holds no workbook (.xlsx, .xls, .ods, .csv, …)
error-archive-nested = the archive lies in another archive and is not read; unpack it first

problem-file-empty = the file is empty
problem-file-empty-help = Fetch it again: perhaps it was not copied or downloaded to the end.
problem-file-web-page = the file is a web page called a workbook, as web systems export it
problem-file-web-page-help = Open it in a spreadsheet program and save it as .xlsx.
problem-file-link = this is a link to another place and is not read
problem-file-link-help = Put the file itself in place of the link, or give the path of the file.
problem-file-special = this is a device or a pipe, no file, and is not opened
problem-file-special-help = Write its content to a file, and give that file.
problem-archive-empty = the archive holds no workbook
problem-archive-empty-help = Check the archive, or leave it out.
problem-archive-nested = the archive lies in another archive and is not read
problem-archive-nested-help = Unpack it first, and put the workbooks beside each other.

problem-file-mislabelled = the name ends in `{ $suffix }` but the content is a { $read } file; read as what it is
problem-file-mislabelled-help = Better rename the file after its content.
problem-file-encoding = the file does not say how its letters are encoded; read as { $read }
problem-file-encoding-help = Nothing to do if the letters look right; otherwise save it as .xlsx or CSV UTF-8.
problem-text-damaged = { $count } cells hold damaged characters, shown as `�`
problem-text-damaged-help = Fetch the original file, or type these cells again.
problem-letters-lost = in { $count } cells the accented letters became `?` when the file was saved
problem-letters-lost-help = Open the original file and save it as .xlsx or CSV UTF-8; what is lost cannot be had back from this file.
problem-quotes-broken = nothing can be read from row { $row } on: quotation marks do not pair up
problem-quotes-broken-help = Mend the quotation marks of this row and save it again. Until then rows of this sheet count as missing.
problem-field-too-long = nothing can be read from row { $row } on: a cell is longer than { $most } characters
problem-field-too-long-help = Check the quotation marks of this row, or shorten the cell. Until then rows of this sheet count as missing.
problem-rows-long = { $count } rows have more cells than the header ({ $width }), so nobody knows which value belongs to which column; not read: row { $rows }
problem-rows-long-help = Put a value that holds the separator in quotation marks, such as "85,7", or save the file as .xlsx.
problem-rows-short = { $count } rows have fewer cells than the header ({ $width }); those missing at the end count as blank: row { $rows }
problem-rows-short-help = Nothing to do if they are blank; if a row was broken in two, join it again.
problem-column-untyped = column `{ $column }` is of type { $type }, no text, number, day or truth, and was not read
problem-column-untyped-help = Export the file again with one value in each cell. Until then all values of this column count as unknown.
