# The words of the reports (workbook and page).

report-heading-year = Review against the emulation criteria, { $year }
report-purpose = This report says who meets the written criteria, and why. The emulation and commendation council decides.

report-span = from { $first } to { $last }
report-span-from = from { $first }
report-span-to = until { $last }
report-of-year = { " " }(year { $year })
report-nowhere = not in the dossier
report-no-unit = Unit not known
report-more = and { $count } more
report-more-cells = and { $count } more cells
report-cut = … (cut)
report-continued = { $name } (continued)

report-value-blank = blank
report-value-assumed = blank
report-value-unreadable = not readable
report-value-contradictory = contradictory
report-value-unconfirmed = confirmation not valid
report-value-absent = not in the dossier
report-value-known = given

report-short-met = Meets all { $count } criteria that apply
report-short-not-met = Criteria not met ({ $count }): { $parts }
report-short-missing = Still missing ({ $count }): { $parts }
report-short-not-applicable = This title is not about this subject

report-sheet-summary = Summary
report-sheet-units = By unit
report-sheet-problems = Data problems
report-sheet-criteria = Criteria applied
report-back = ← { $sheet }
report-page-of = Page

report-pack = Instrument applied
report-pack-version = Rule pack
report-pack-version-of = { $pack }, version { $version }
report-instrument = Kind of instrument
report-instrument-kind = { $kind ->
    [plan] Plan
    [law] Law
    [decree] Decree
    [circular] Circular
    [decision] Decision
    [guideline] Guideline
   *[other] Instrument
}
report-issuer = Issued by
report-in-force = In force
report-year = Year judged
report-received = Dossier received on
report-engines = Ways to a verdict that agreed
report-engines-one = { $engines }; no second inference engine on this machine
report-engine = { $engine ->
    [reference] one subject at a time
    [columns] by columns
    [inference] by inference
   *[other] { $engine }
}
report-inputs = Inputs
report-sha = SHA-256
report-certified = Ways out of refusals
report-certified-of = { $certified } of { $tried } were decided again on the changed data and give eligible, for { $refused } refusals; none is known for { $without } of them
report-problem-count = Data problems

report-warn-engine = One engine only: this machine has no second inference engine (durable-rules) to compare conclusions with.
report-warn-problems = The dossier has { $count } data problems; { $matter } of them keep a conclusion undetermined.
report-warn-redacted = Redacted list: persons are shown by initials and ids only.
report-warn-only-unit = Only the unit { $unit }.

report-titles = Titles
report-duties = Duties
report-title-column = Title or duty
report-total = Total
report-nobody = The dossier has nobody whom this is about
report-counts = { $total } in all: { $parts }
report-count-of = { $label } { $count }

report-number = No.
report-outcome = Conclusion
report-id = Id
report-name = Name
report-unit-name = Unit
report-unit = Unit
report-unit-id = Unit id
report-why = Why, and what is missing
report-repairs = What would change it
report-wanting = still missing { $parts }

report-severity = Severity
report-severity-error = Error
report-severity-warning = Warning
report-severity-note = Note
report-place = Place
report-raw = Text in the cell
report-read-as = Read as
report-wrong = What is wrong
report-remedy = What to do
report-touches = Conclusions touched
report-touches-none = None
report-touches-count = { $count }: { $parts }
report-touches-more = and { $count } more
report-touched = { $name } – { $title } ({ $outcome })
report-problems-note = Conclusions touched: those that rest on, or wait for, what these cells say; problems.jsonl lists them all.
report-no-problems = No data problem was found.

report-criterion = Criterion
report-cite = Clause
report-code = Criterion id
report-interpretation = How it was read
report-status = Status
report-applied = Applied
report-lapsed = Not applied to a dossier received on { $day } (in force { $span })
report-parameters = Parameters
report-parameter = What it sets
report-value = Value
report-measure-unit = Unit of measure
report-is-interpretation = Source
report-is-interpretation-yes = a reading that the council may change
report-is-interpretation-no = set by the instrument
report-rounds = Rounds
report-round = Round
report-when = When
report-repeated = { $every }, { $span }
report-every-year = every year
report-every-half-year = every half year
report-every-quarter = every quarter
report-every-month = every month
report-preference = Ranking preference

report-about = About this report

report-warn-simulated = SIMULATION: rules that nobody has confirmed are applied as if they were; not for deciding.
report-warn-unconfirmed = Rules not confirmed from their instrument: { $titles }.
report-warn-conflicts = { $count } answers use one achievement for several titles; the council must choose.
report-simulated-banner = { "SIMULATION – " }
report-simulated-short = SIMULATION – not for deciding
report-warn-at-best = What rests on a rule that is not confirmed is at best undetermined.

# The blank workbook.

template-guide-sheet = Instructions
template-lists-sheet = Lists of choices
template-heading = Form for emulation and commendation in { $year }
template-purpose = The form has just the sheets and columns that the regulations below need, for dossiers received on { $received }.
template-step-ids = List units and persons on “Đơn vị” and “Nhân sự” first. Each has an id of its own, the same on every sheet; names are only held against it.
template-step-values = Choose where a cell has a list; write days as day/month/year, numbers in digits only. Select a cell to see what its column is.
template-step-blanks = A blank does not mean “no”: unless the column says otherwise it is unknown, and a conclusion may stay open.
template-step-cases = Sheets of single cases (awards, discipline, initiatives, registrations…): where there is none, keep the sheet with its headers and write nothing; a sheet that is removed means that nothing is known.
template-step-signatures = A confirmation counts only with a signature and its day on the same row; nobody signs for themselves.
template-step-locked = Keep the names of sheets and headers. Headers are locked against slips, without a password; go on below the last row if rows run out. This sheet is no data.
template-rules = Rules applied
template-sheets = Sheets to fill in
template-parameters = Parameters of { $pack }
template-columns = Columns to fill in, with an example row of each sheet
template-sheet = { $sheet }: { $name }
template-see-guide = { $rows }. For each column and an example see “Instructions”.
template-sheet-name = Sheet
template-holds = Content
template-row-is = Each row
template-column = Column
template-about = Meaning
template-how = How to write it
template-if-blank = A blank means
template-example = Example
template-whom-person = person
template-whom-unit = unit
template-whom-person-unit = person or unit
template-rows-form = One row for each { $whom }
template-rows-yearly = One row a year for each { $whom }
template-rows-closed = One row for each case of a { $whom }, nothing if there is none
template-years = { "" }; years looked at: { $years }
template-how-choice = Choose: { $values }
template-how-own-id = An id of its own, no two alike
template-how-id = The id that stands on { $sheets }
template-how-name = The name as on { $sheets }
template-how-unit = The id that stands on { $sheets }
template-how-signer = Name and office of who signed
template-how-integer = A whole number: 0, 1, 2…
template-how-number = A number, perhaps with decimals
template-how-date = Day/month/year
template-how-year = A year, such as { $year }
template-how-text = In words
template-attested = Confirmed by: { $body }; fill in { $columns } too
template-blank = Blank: { $meaning }
template-blank-unknown = unknown
template-blank-id = never leave it blank
template-blank-name = nothing to hold the id against
template-blank-left = still in service
template-blank-signer = the confirmation does not count
template-blank-signed_on = the confirmation does not count
template-example-person-id = CB001
template-example-person-name = Nguyễn Văn An
template-example-unit-id = TH01
template-example-unit-name = Trường Tiểu học Hòa Bình
template-example-signer = Trần Thị Bình, Chủ tịch
template-example-text = In words
