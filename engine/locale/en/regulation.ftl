# The words of the page about a regulation (docs/rules).

regulation-about = This page is made from the rule pack { $pack } by `thidua rules page`: what each criterion asks, on which clause it rests, since when. Texts are paraphrased; the instrument itself is the authority. Where a condition names years, they are those of the judged year { $year }. A criterion without a status has that of its title, version or pack.
regulation-about-statutory = “Statutory”: a pack that extends this one can only ask for more, or must name its legal basis.
regulation-language = English
regulation-id = Id
regulation-cite = Clause
regulation-issuer = Issued by: { $issuer }
regulation-in-force = In force: { $span }
regulation-years-calendar = Period: the years { $first } to { $last } (calendar years)
regulation-years-school = Period: the school years { $first } to { $last } (a school year begins on { $day }, day/month)
regulation-one-year-calendar = The year { $first } (a calendar year)
regulation-one-year-school = The school year { $first } (begins on { $day }, day/month)
regulation-pack-version = Version of the pack: { $version }
regulation-status = Status: { $status ->
    [confirmed] confirmed from the sources that SOURCES.md names
    [draft] a draft only, not a rule yet
   *[other] not confirmed from the instrument itself
}
regulation-flow = Diagram
regulation-flow-about = An arrow leads from a title to one that asks for it, in any version. Solid: by a decision, or by the conclusion of the same run. Dashed: by recorded decisions only; a dashed box is a title known from decisions alone. The labels say: thành viên – of the members; người đứng đầu – of the head; đơn vị công tác – of the unit worked in; không được có – must not be held.
regulation-flow-person = Persons
regulation-flow-unit = Units
regulation-flow-members = members
regulation-flow-head = head
regulation-flow-workplace = unit worked in
regulation-flow-refused = must not be held
regulation-titles = Titles and duties
regulation-kind = { $kind ->
    [award-person] Title or commendation of persons
    [award-unit] Title or commendation of units
    [duty-person] Duty of persons
    [duty-unit] Duty of units
    [check-person] Check of what a dossier says about persons
   *[check-unit] Check of what a dossier says about units
}
regulation-recorded-as = Decisions call it: { $name }
regulation-reasons = Order in which refusals are told: { $order }
regulation-from-base = Taken over from: { $pack }
regulation-version = Version { $span }
regulation-received = Applies to dossiers received { $span }
regulation-transition = Transition, for dossiers received { $span }: { $text } ({ $cite })
regulation-since = from { $day }: { $text }
regulation-never = Applies on no day on which the instrument is in force
regulation-statutory = Statutory
regulation-consumes = What is used to meet this criterion cannot be used again
regulation-preferences = Preferences
regulation-most = More, or higher, comes first: { $ranked }
regulation-least = Less, or lower, comes first: { $ranked }
regulation-first = Comes first: { $ranked }
regulation-parameters = Parameters
regulation-value = Value: { $value }
regulation-ended = ended
regulation-definitions = Definitions
regulation-means = Means: { $condition }
regulation-unused = Not used by any criterion yet
regulation-rounds = Rounds
regulation-taken-over = Taken over
regulation-taken-titles = Titles and duties: { $names }
regulation-taken-parameters = Parameters: { $names }
regulation-taken-definitions = Definitions: { $names }
regulation-taken-rounds = Rounds: { $names }
regulation-changed = Another value: { $before } → { $after }
regulation-added = Added criterion
regulation-basis = Legal basis for deviating: { $cite }
regulation-day-received = the day of receipt
regulation-day-year-start = the first day of the judged year
regulation-day-next-year-start = the first day of the next year
regulation-day-year-end = the last day of the judged year
regulation-year-judged = the judged year
regulation-year-before = the year before the judged one
regulation-years-before = { $number } years before the judged one
regulation-years-after = { $number } years after the judged one
regulation-span-many = { $number } years up to { $last }
regulation-span-until = the time up to { $last }
