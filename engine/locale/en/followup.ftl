# What may be done next: who lacks little, which evidence is wanted.

follow-near = Near misses
follow-near-heading = Not qualified for want of few criteria
follow-near-note = Who fails at most { $most } criteria of a title or duty; the fewest first.
follow-near-none = Nobody lacks only few criteria.
follow-lacking = Criteria not met
follow-lacks = What is not met
follow-open = What is not known yet
follow-name = Name
follow-requests = Evidence wanted
follow-requests-heading = Evidence wanted, by unit
follow-requests-note = Each line is one thing that is missing; only with it can the titles and duties in the last column be decided.
follow-requests-none = No evidence is missing.
follow-wanted = What is wanted
follow-where = Where to write it
follow-for = Needed for
follow-data = Conclusions as data
follow-data-heading = Conclusions as data: a line for each subject and title, to filter and to pivot
follow-pack = Rule pack
follow-title-id = Title id
follow-kind = Kind
follow-kind-person = Person
follow-kind-unit = Unit
follow-year = Year
follow-met = Criteria met
follow-not-met = Criteria not met
follow-unknown = Criteria not known

follow-obstacles = What stops most
follow-obstacles-heading = The criteria of each title or duty that stop most
follow-obstacles-note = Only criteria that somebody does not meet, or that are not known yet; the most frequent first.
follow-obstacles-none = No criterion stops anybody.
follow-stopped = Not met by
follow-stopped-alone = The only one not met
follow-waiting = Waiting for evidence

evidence-read = Evidence read
evidence-heading = Evidence read: a line for each value that a criterion rests on
evidence-note = In the order of the sheets of the titles; without those whom a title is not about.
evidence-note-cut = There are { $count } pieces of evidence, more than { $most } lines, so only those of criteria not met or not known are listed; those of criteria met, and what exceeds { $held } lines, are left out.
evidence-none = No evidence was read.
evidence-verdict = Verdict
evidence-value = Value read
