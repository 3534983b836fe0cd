# Matching headers, sheets and persons: the mapping file, suggestions, rows tied without an id, near-duplicates.

help-map = Proposes how each of your sheets and columns is read, in a file for you to accept.
help-map-rules = Suggest only the columns that this rule pack needs; may be given several times.
help-map-out = The .yaml file to write.
help-mapping = An accepted mapping file, as thidua map proposes it.

error-map-suffix = { $out } must end in .yaml; rename the file given by -o
error-map-exists = { $out } exists and may hold what you have accepted; add --force to replace it or choose another file with -o
error-map-unwritable = { $out } cannot be written ({ $reason }); check the folder and its permissions, and close the file if it is open
error-mapping-list = expected a list, each entry on a line that starts with a dash
error-mapping-entry = expected lines of the form `name: value`
error-mapping-key = there is no `{ $key }` here; possible: { $known }
error-mapping-needs = `{ $key }` is missing
error-mapping-text = `{ $key }` must be a text; put a number into quotes
error-mapping-accepted = `accepted` must be yes or no, found `{ $found }`
error-mapping-sheet = there is no kind of sheet `{ $found }`; possible: { $known }
error-mapping-field = sheet `{ $sheet }` has no column with the id `{ $found }`; nearest: `{ $near }`; see `thidua rules vocabulary`
error-mapping-letter = `column` must be the letters of a column, as D; found `{ $found }`
error-mapping-twice = this column is already mapped on line { $line }; accept one of the two

map-written = Mapping file: { $out }
map-nothing-open = Every sheet and column is recognised; no mapping file is needed.
map-open = { $count } entries wait for your decision: open the file, read each line `accepted: no`, and change it to `accepted: yes` where it is right.
map-place = Place
map-header = Header in the file
map-meaning = May be
map-confidence = Confidence
map-reason = Why
map-unclear = (no suggestion)
map-comment =
    Mapping file of thidua: what each of your sheets and columns is read as.
    What to do: read each line `accepted: no`. Where `as` is right, change `no` to `yes`.
    Where it is wrong, mend `as` (ids of sheets and columns: `thidua rules vocabulary`) and change it to `yes`.
    A column that nobody needs: leave `as:` empty and change it to `accepted: yes`.
    A sheet that holds several kinds of rows has several entries of the same `sheet`, each with its own `as`.
    To use it: thidua evaluate ... --mapping THIS_FILE. Entries that are not accepted have no effect.

reason-alias = the header is in the dictionary
reason-accents = the header is in the dictionary, written without accents
reason-ignored = nobody needs the column
reason-parent = the levels of the header together are in the dictionary
reason-second = the header is in the dictionary, beside another column that is called so too
reason-similar = the header is almost `{ $name }`
reason-abbreviated = the header abbreviates `{ $name }`
reason-words = the header shares words with `{ $name }`
reason-values = { $fitting } of { $filled } cells hold what column `{ $name }` may hold
reason-listed = { $fitting } of { $filled } cells are in the list `{ $sheet }`
reason-unfit = but only { $fitting } of { $filled } cells can be read as `{ $name }`
reason-beside = it stands beside `{ $name }` as in the template
reason-unknown = like no known column
reason-sheet-alias = the name of the sheet is in the dictionary
reason-sheet-accents = the name of the sheet is in the dictionary, written without accents
reason-sheet-similar = the name of the sheet is almost `{ $name }`
reason-sheet-columns = the columns fit sheet `{ $sheet }`: { $columns }
reason-sheet-more = this sheet also has columns of sheet `{ $sheet }`: { $columns }
reason-sheet-unknown = like no known sheet

suggestion-column = {" "}Is it the column `{ $name }`? If so, change the header to `{ $name }`, or accept the suggestion in the file that `thidua map` writes.
suggestion-sheet = {" "}Is it the sheet `{ $name }`? If so, call the sheet `{ $name }`, or accept the suggestion in the file that `thidua map` writes.
suggestion-unit = {" "}Is it `{ $name }`?

problem-mapping-unused = the dossier has no `{ $what }`, so this entry of the mapping file has no effect
problem-mapping-unused-help = Compare the name of the sheet and the header with the workbook, or take the entry out of the mapping file.
problem-mapping-overrides = by the mapping file `{ $header }` is read as `{ $read }`; without it as `{ $usual }`
problem-mapping-overrides-help = Nothing to do if this is meant; otherwise mend the mapping file.

problem-id-by-name = there is no column `{ $column }`; people and units are told by: { $columns }
problem-id-by-name-help = Nothing to do where these columns are filled in correctly; each row that does not agree is told by itself. An added column `{ $column }` is surest.
problem-id-spelling = the id is written `{ $id }`, read as `{ $read }` of the list because the name agrees
problem-id-spelling-help = Write an id in the same way on all sheets; one that starts with 0 needs a cell formatted as text.
problem-unit-spelling = the unit is written `{ $unit }`, read as `{ $read }` of the list of units
problem-unit-spelling-help = Write the id of a unit in the same way on all sheets.
problem-birth-differs = { $id }: this row gives the date of birth { $birth }, the list { $listed }; id and name agree, so the row counts
problem-birth-differs-help = Compare with the original file and mend the wrong cell.
problem-birth-mismatch = id `{ $id }` is of somebody born on { $listed }, this row gives { $birth } and no name
problem-birth-mismatch-help = Mend the id or the date, or fill in the name. Until then nobody knows whose row it is.
problem-near-duplicate = perhaps { $what } was typed twice: `{ $one }` and `{ $other }` ({ $why })
problem-near-duplicate-help = If it is one, keep one row and one id; if there are two, nothing is to be done. The program merges nothing by itself.
problem-same-name = { $count } persons called `{ $name }` in one unit lack the dates of birth that would tell them apart
problem-same-name-help = Fill in each date of birth; rows without an id about them cannot be tied for certain.
double-person = one person
double-unit = one unit
double-row = one row
double-name-birth = same name and date of birth
double-spelling = names one letter or accent apart, same date of birth and unit
double-citizen = same citizen number
double-unit-name = almost the same name
double-once = { $id }: same { $columns }
