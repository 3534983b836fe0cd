-- Plan of the education office of Yen Bai on exemplars, 2021-2025, judged in 2025. What only
-- checks a dossier is not decided here.

CREATE OR REPLACE TEMP MACRO in_period(year) AS year BETWEEN 2021 AND 2025;

-- The years of the period as bits, 2021 the lowest.
CREATE OR REPLACE TEMP MACRO year_bit(year) AS
    CASE WHEN year BETWEEN 2021 AND 2025 THEN 1 << (year - 2021)::INTEGER END;

-- How many of the years of service in the period have no row.
CREATE OR REPLACE TEMP MACRO years_missing(joined, left_on, there) AS bit_count(
    (31 << greatest(coalesce(year(joined), 2021) - 2021, 0)::INTEGER)
    & (31 >> greatest(2025 - coalesce(year(left_on), 2025), 0)::INTEGER)
    & 31 & ~coalesce(there, 0));

CREATE OR REPLACE TEMP MACRO good(grade) AS grade IN ('good', 'excellent');

CREATE TEMP TABLE registered AS
SELECT registrant AS owner,
    surely(in_period(registration_year)) AS any_sure,
    perhaps(in_period(registration_year)) AS any_may,
    surely(in_period(registration_year) AND registration_field = 'education') AS education_sure,
    perhaps(in_period(registration_year) AND registration_field = 'education') AS education_may,
    surely(in_period(registration_year) AND registration_field = 'ho_chi_minh') AS example_sure,
    perhaps(in_period(registration_year) AND registration_field = 'ho_chi_minh') AS example_may
FROM registrations GROUP BY registrant;

CREATE TEMP TABLE initiated AS
SELECT initiative_owner AS owner,
    surely(in_period(initiative_year) AND recognised) AS recognised_sure,
    perhaps(in_period(initiative_year) AND recognised) AS recognised_may,
    surely(in_period(initiative_year) AND commended) AS commended_sure,
    perhaps(in_period(initiative_year) AND commended) AS commended_may
FROM initiatives GROUP BY initiative_owner;

CREATE TEMP TABLE awarded AS
WITH valid AS (
    SELECT award_owner, in_period(award_year) AS inside,
        is_prize AND award_level IN ('province', 'ministry', 'nation') AS high_prize
    FROM awards WHERE NOT coalesce(award_revoked, false)
)
SELECT award_owner AS owner,
    surely(inside) AS any_sure,
    perhaps(inside) AS any_may,
    surely(inside AND high_prize) AS prizes_sure,
    perhaps(inside AND high_prize) AS prizes_may
FROM valid GROUP BY award_owner;

CREATE TEMP VIEW people AS
WITH rated AS (
    SELECT rated_person AS owner,
        bit_or(year_bit(rating_year)) AS years,
        surely(in_period(rating_year) AND NOT commitment_kept) AS broken_sure,
        perhaps(in_period(rating_year) AND NOT commitment_kept) AS broken_may,
        surely(in_period(rating_year) AND NOT good(grade)) AS poor_sure,
        perhaps(in_period(rating_year) AND NOT good(grade)) AS poor_may,
        surely(in_period(rating_year) AND grade = 'excellent') AS excellent_sure,
        perhaps(in_period(rating_year) AND grade = 'excellent') AS excellent_may
    FROM ratings GROUP BY rated_person
),
disciplined AS (
    SELECT disciplined_person AS owner,
        surely(in_period(discipline_year)) AS sure,
        perhaps(in_period(discipline_year)) AS may
    FROM discipline GROUP BY disciplined_person
)
SELECT person_id AS subject, person.unit, family_culture,
    role = 'manager' OR party_member OR heads_unit AS leader,
    role IN ('teacher', 'staff', 'worker') AS employee,
    role IN ('manager', 'teacher', 'staff', 'worker') AS of_sector,
    number(g.any_sure) AS registered_sure, number(g.any_may) AS registered_may,
    number(education_sure) AS education_sure, number(education_may) AS education_may,
    number(example_sure) AS example_sure, number(example_may) AS example_may,
    number(recognised_sure) AS recognised_sure, number(recognised_may) AS recognised_may,
    at_least(coalesce(commended_sure, 0), coalesce(commended_may, 0), 1) AS commended,
    number(a.any_sure) AS awards_sure, number(a.any_may) AS awards_may,
    number(prizes_sure) AS prizes_sure, number(prizes_may) AS prizes_may,
    number(d.sure) AS discipline_sure, number(d.may) AS discipline_may,
    years_missing(joined, "left", years) AS missing,
    number(broken_sure) AS broken_sure, coalesce(broken_may, 0) + missing AS broken_may,
    number(poor_sure) AS poor_sure, coalesce(poor_may, 0) + missing AS poor_may,
    number(excellent_sure) AS excellent_sure,
    coalesce(excellent_may, 0) + missing AS excellent_may,
    attested(dynamic, confirmed_by, confirmed_on) AS dynamic,
    attested(outstanding_results, confirmed_by, confirmed_on) AS outstanding_results,
    attested(joins_movements, confirmed_by, confirmed_on) AS joins_movements,
    attested(keeps_law, confirmed_by, confirmed_on) AS keeps_law,
    attested(voted, confirmed_by, confirmed_on) AS voted,
    attested(trusted, confirmed_by, confirmed_on) AS trusted,
    attested(lifts_quality, confirmed_by, confirmed_on) AS lifts_quality,
    attested(movement_exemplar, confirmed_by, confirmed_on) AS movement_exemplar,
    attested(sets_example, party_signer, party_signed_on) AS sets_example,
    attested(party_committee_confirms, party_signer, party_signed_on) AS party_committee_confirms,
    attested(teaches_example, party_signer, party_signed_on) AS teaches_example,
    attested(example_plan_met, party_signer, party_signed_on) AS example_plan_met
FROM person
LEFT JOIN rated r ON r.owner = person_id
LEFT JOIN person_confirmations ON confirmed_person = person_id
LEFT JOIN registered g ON g.owner = person_id
LEFT JOIN initiated i ON i.owner = person_id
LEFT JOIN awarded a ON a.owner = person_id
LEFT JOIN disciplined d ON d.owner = person_id;

CREATE TEMP TABLE decided_person AS
WITH judged AS (
    SELECT subject, unit, commended,
        verdict(at_least(registered_sure, registered_may, 1)) AS "dien-hinh-ca-nhan|registered",
        verdict(dynamic) AS "dien-hinh-ca-nhan|dynamic",
        verdict(at_least(recognised_sure, recognised_may, 2)) AS "dien-hinh-ca-nhan|initiatives",
        verdict(at_least(awards_sure, awards_may, 2) OR outstanding_results) AS "dien-hinh-ca-nhan|outstanding-results",
        verdict(joins_movements) AS "dien-hinh-ca-nhan|joins-movements",
        verdict(nothing(broken_sure, broken_may)) AS "dien-hinh-ca-nhan|quality-commitment",
        verdict(keeps_law AND nothing(discipline_sure, discipline_may)) AS "dien-hinh-ca-nhan|law-kept",
        verdict(family_culture) AS "dien-hinh-ca-nhan|family-culture",
        implied(leader, sets_example) AS "dien-hinh-ca-nhan|sets-example",
        implied(leader, nothing(poor_sure, poor_may)) AS "dien-hinh-ca-nhan|rated-good-every-year",
        implied(leader, at_least(excellent_sure, excellent_may, 1)) AS "dien-hinh-ca-nhan|rated-excellent-once",
        implied(employee, voted) AS "dien-hinh-ca-nhan|voted",
        implied(employee, trusted) AS "dien-hinh-ca-nhan|trusted",
        implied(employee, party_committee_confirms) AS "dien-hinh-ca-nhan|party-committee-confirms",
        verdict(of_sector) AS "dien-hinh-ca-nhan|applies",
        registered_sure AS "dien-hinh-ca-nhan|registered.low", registered_may AS "dien-hinh-ca-nhan|registered.high",
        recognised_sure AS "dien-hinh-ca-nhan|initiatives.low", recognised_may AS "dien-hinh-ca-nhan|initiatives.high",
        awards_sure AS "dien-hinh-ca-nhan|outstanding-results.low", awards_may AS "dien-hinh-ca-nhan|outstanding-results.high",
        discipline_sure AS "dien-hinh-ca-nhan|law-kept.low", discipline_may AS "dien-hinh-ca-nhan|law-kept.high",
        excellent_sure AS "dien-hinh-ca-nhan|rated-excellent-once.low", excellent_may AS "dien-hinh-ca-nhan|rated-excellent-once.high",
        excellent_sure AS "dien-hinh-ca-nhan|prefer.1.low", excellent_may AS "dien-hinh-ca-nhan|prefer.1.high",

        verdict(at_least(education_sure, education_may, 1)) AS "linh-vuc-giao-duc-ca-nhan|registered-field",
        verdict(lifts_quality OR at_least(prizes_sure, prizes_may, 2) OR teaches_example OR movement_exemplar) AS "linh-vuc-giao-duc-ca-nhan|field-merit",
        verdict(of_sector) AS "linh-vuc-giao-duc-ca-nhan|applies",
        education_sure AS "linh-vuc-giao-duc-ca-nhan|registered-field.low", education_may AS "linh-vuc-giao-duc-ca-nhan|registered-field.high",
        prizes_sure AS "linh-vuc-giao-duc-ca-nhan|field-merit.low", prizes_may AS "linh-vuc-giao-duc-ca-nhan|field-merit.high",

        verdict(at_least(example_sure, example_may, 1)) AS "hoc-tap-bac-ca-nhan|registered-field",
        verdict(example_plan_met) AS "hoc-tap-bac-ca-nhan|separate-plan",
        verdict(of_sector) AS "hoc-tap-bac-ca-nhan|applies",
        example_sure AS "hoc-tap-bac-ca-nhan|registered-field.low", example_may AS "hoc-tap-bac-ca-nhan|registered-field.high"
    FROM people
),
exemplary AS (
    SELECT *,
        concluded("dien-hinh-ca-nhan|applies", least(
            "dien-hinh-ca-nhan|registered", "dien-hinh-ca-nhan|dynamic", "dien-hinh-ca-nhan|initiatives",
            "dien-hinh-ca-nhan|outstanding-results", "dien-hinh-ca-nhan|joins-movements",
            "dien-hinh-ca-nhan|quality-commitment", "dien-hinh-ca-nhan|law-kept", "dien-hinh-ca-nhan|family-culture",
            "dien-hinh-ca-nhan|sets-example", "dien-hinh-ca-nhan|rated-good-every-year",
            "dien-hinh-ca-nhan|rated-excellent-once", "dien-hinh-ca-nhan|voted", "dien-hinh-ca-nhan|trusted",
            "dien-hinh-ca-nhan|party-committee-confirms")) AS "dien-hinh-ca-nhan|outcome",
        standing("dien-hinh-ca-nhan|outcome") AS "linh-vuc-giao-duc-ca-nhan|general-standard",
        standing("dien-hinh-ca-nhan|outcome") AS "hoc-tap-bac-ca-nhan|general-standard"
    FROM judged
)
SELECT *,
    concluded("linh-vuc-giao-duc-ca-nhan|applies", least("linh-vuc-giao-duc-ca-nhan|general-standard",
        "linh-vuc-giao-duc-ca-nhan|registered-field", "linh-vuc-giao-duc-ca-nhan|field-merit")) AS "linh-vuc-giao-duc-ca-nhan|outcome",
    concluded("hoc-tap-bac-ca-nhan|applies", least("hoc-tap-bac-ca-nhan|general-standard",
        "hoc-tap-bac-ca-nhan|registered-field", "hoc-tap-bac-ca-nhan|separate-plan")) AS "hoc-tap-bac-ca-nhan|outcome"
FROM exemplary;

CREATE TEMP TABLE places AS
WITH rated AS (
    SELECT rated_unit AS owner,
        bit_or(year_bit(unit_rating_year)) AS years,
        surely(in_period(unit_rating_year) AND NOT good(party_grade)) AS party_sure,
        perhaps(in_period(unit_rating_year) AND NOT good(party_grade)) AS party_may,
        surely(in_period(unit_rating_year) AND NOT good(trade_union_grade)) AS trade_sure,
        perhaps(in_period(unit_rating_year) AND NOT good(trade_union_grade)) AS trade_may,
        surely(in_period(unit_rating_year) AND NOT good(youth_union_grade)) AS youth_sure,
        perhaps(in_period(unit_rating_year) AND NOT good(youth_union_grade)) AS youth_may,
        surely(in_period(unit_rating_year) AND unit_grade = 'excellent') AS excellent_sure,
        perhaps(in_period(unit_rating_year) AND unit_grade = 'excellent') AS excellent_may
    FROM unit_ratings GROUP BY rated_unit
),
reported AS (
    SELECT reporting_unit AS owner,
        bit_or(year_bit(report_year)) AS years,
        surely(in_period(report_year) AND NOT directive05_plan) AS plan_sure,
        perhaps(in_period(report_year) AND NOT directive05_plan) AS plan_may,
        surely(in_period(report_year) AND NOT half_year_report) AS half_sure,
        perhaps(in_period(report_year) AND NOT half_year_report) AS half_may,
        surely(in_period(report_year) AND NOT yearly_report) AS whole_sure,
        perhaps(in_period(report_year) AND NOT yearly_report) AS whole_may
    FROM unit_reports GROUP BY reporting_unit
),
happened AS (
    SELECT incident_unit AS owner,
        bit_or(year_bit(incident_year)) AS years,
        surely(in_period(incident_year) AND ethics_breaches <> 0) AS ethics_sure,
        perhaps(in_period(incident_year) AND ethics_breaches <> 0) AS ethics_may,
        surely(in_period(incident_year) AND pupil_breaches <> 0) AS pupils_sure,
        perhaps(in_period(incident_year) AND pupil_breaches <> 0) AS pupils_may,
        surely(in_period(incident_year) AND dropouts <> 0) AS dropouts_sure,
        perhaps(in_period(incident_year) AND dropouts <> 0) AS dropouts_may,
        surely(in_period(incident_year) AND complaints <> 0) AS complaints_sure,
        perhaps(in_period(incident_year) AND complaints <> 0) AS complaints_may
    FROM unit_incidents GROUP BY incident_unit
),
members AS (
    SELECT unit AS owner,
        surely(commended) AS commended_sure,
        perhaps(commended) AS commended_may,
        surely("dien-hinh-ca-nhan|registered" = 2) AS registered_sure,
        surely("dien-hinh-ca-nhan|registered" >= 1) AS registered_may
    FROM decided_person GROUP BY unit
)
SELECT unit_id AS subject, c.*, unit_confirmed_by AS signer, unit_confirmed_on AS signed,
    has_party_cell, has_trade_union, has_youth_union,
    unit_kind <> 'office' AS school,
    number(g.any_sure) AS registered_sure, number(g.any_may) AS registered_may,
    number(education_sure) AS education_sure, number(education_may) AS education_may,
    number(example_sure) AS example_sure, number(example_may) AS example_may,
    number(i.commended_sure) AS own_sure, number(i.commended_may) AS own_may,
    number(m.commended_sure) AS members_sure, number(m.commended_may) AS members_may,
    number(m.registered_sure) AS listed_sure, number(m.registered_may) AS listed_may,
    number(prizes_sure) AS prizes_sure, number(prizes_may) AS prizes_may,
    years_missing(NULL::DATE, NULL::DATE, r.years) AS unrated,
    years_missing(NULL::DATE, NULL::DATE, p.years) AS unreported,
    years_missing(NULL::DATE, NULL::DATE, h.years) AS untold,
    nothing(coalesce(party_sure, 0), coalesce(party_may, 0) + unrated) AS party_rated,
    nothing(coalesce(trade_sure, 0), coalesce(trade_may, 0) + unrated) AS trade_rated,
    nothing(coalesce(youth_sure, 0), coalesce(youth_may, 0) + unrated) AS youth_rated,
    number(excellent_sure) AS excellent_sure, coalesce(excellent_may, 0) + unrated AS excellent_may,
    nothing(coalesce(plan_sure, 0), coalesce(plan_may, 0) + unreported) AS planned,
    nothing(coalesce(half_sure, 0), coalesce(half_may, 0) + unreported) AS half_year,
    nothing(coalesce(whole_sure, 0), coalesce(whole_may, 0) + unreported) AS whole_year,
    nothing(coalesce(ethics_sure, 0), coalesce(ethics_may, 0) + untold) AS no_ethics,
    nothing(coalesce(pupils_sure, 0), coalesce(pupils_may, 0) + untold) AS no_pupils,
    nothing(coalesce(dropouts_sure, 0), coalesce(dropouts_may, 0) + untold) AS no_dropouts,
    nothing(coalesce(complaints_sure, 0), coalesce(complaints_may, 0) + untold) AS no_complaints
FROM unit
LEFT JOIN rated r ON r.owner = unit_id
LEFT JOIN reported p ON p.owner = unit_id
LEFT JOIN happened h ON h.owner = unit_id
LEFT JOIN members m ON m.owner = unit_id
LEFT JOIN registered g ON g.owner = unit_id
LEFT JOIN initiated i ON i.owner = unit_id
LEFT JOIN awarded a ON a.owner = unit_id
LEFT JOIN unit_confirmations c ON confirmed_unit = unit_id;

CREATE TEMP TABLE decided_unit AS
WITH judged AS (
    SELECT subject, NULL::VARCHAR AS unit,
        verdict(at_least(registered_sure, registered_may, 1)) AS "mo-hinh-tap-the|registered",
        verdict(attested(leads_movements, signer, signed)) AS "mo-hinh-tap-the|leads-movements",
        verdict(attested(practical_movements, signer, signed)) AS "mo-hinh-tap-the|practical-movements",
        verdict(attested(tasks_fulfilled, signer, signed)) AS "mo-hinh-tap-the|tasks-fulfilled",
        verdict(at_least(own_sure, own_may, 1) OR at_least(members_sure, members_may, 1)) AS "mo-hinh-tap-the|commended-initiatives",
        verdict(attested(joins_all_movements, signer, signed)) AS "mo-hinh-tap-the|joins-all-movements",
        verdict(attested(teach_well, signer, signed) AND attested(innovate, signer, signed)
            AND attested(happy_school, signer, signed) AND attested(civil_workplace, signer, signed)) AS "mo-hinh-tap-the|named-movements",
        verdict(attested(carries_resolutions, signer, signed)) AS "mo-hinh-tap-the|carries-resolutions",
        verdict(attested(unit_keeps_law, signer, signed)) AS "mo-hinh-tap-the|law-kept",
        verdict(planned) AS "mo-hinh-tap-the|directive-05-plan",
        verdict(attested(follows_example, signer, signed)) AS "mo-hinh-tap-the|follows-example",
        verdict(attested(labour_safety, signer, signed) AND attested(clean_environment, signer, signed)
            AND attested(food_hygiene, signer, signed)) AS "mo-hinh-tap-the|safety-and-hygiene",
        verdict(attested(humanitarian_work, signer, signed)) AS "mo-hinh-tap-the|humanitarian-work",
        implied(has_party_cell, party_rated) AS "mo-hinh-tap-the|party-rated",
        implied(has_trade_union, trade_rated) AS "mo-hinh-tap-the|trade-union-rated",
        implied(has_youth_union, youth_rated) AS "mo-hinh-tap-the|youth-union-rated",
        verdict(no_ethics) AS "mo-hinh-tap-the|no-ethics-breach",
        verdict(no_pupils) AS "mo-hinh-tap-the|no-pupil-breach",
        verdict(no_dropouts) AS "mo-hinh-tap-the|no-dropout",
        verdict(no_complaints) AS "mo-hinh-tap-the|no-complaints",
        2::TINYINT AS "mo-hinh-tap-the|applies",
        registered_sure AS "mo-hinh-tap-the|registered.low", registered_may AS "mo-hinh-tap-the|registered.high",
        own_sure AS "mo-hinh-tap-the|commended-initiatives.low", own_may AS "mo-hinh-tap-the|commended-initiatives.high",
        members_sure AS "mo-hinh-tap-the|commended-initiatives.2.low", members_may AS "mo-hinh-tap-the|commended-initiatives.2.high",
        excellent_sure AS "mo-hinh-tap-the|prefer.1.low", excellent_may AS "mo-hinh-tap-the|prefer.1.high",

        verdict(at_least(registered_sure, registered_may, 1)) AS "nghia-vu-dang-ky|registers-collective",
        verdict(at_least(listed_sure, listed_may, 1)) AS "nghia-vu-dang-ky|registers-individual",
        verdict(school) AS "nghia-vu-dang-ky|applies",
        registered_sure AS "nghia-vu-dang-ky|registers-collective.low", registered_may AS "nghia-vu-dang-ky|registers-collective.high",
        listed_sure AS "nghia-vu-dang-ky|registers-individual.low", listed_may AS "nghia-vu-dang-ky|registers-individual.high",

        verdict(half_year) AS "nghia-vu-bao-cao|half-year-reports",
        verdict(whole_year) AS "nghia-vu-bao-cao|yearly-reports",
        verdict(school) AS "nghia-vu-bao-cao|applies",

        verdict(at_least(education_sure, education_may, 1)) AS "linh-vuc-giao-duc-tap-the|registered-field",
        verdict(attested(unit_lifts_quality, signer, signed) OR at_least(prizes_sure, prizes_may, 2)
            OR attested(unit_teaches_example, signer, signed)
            OR attested(unit_movement_exemplar, signer, signed)) AS "linh-vuc-giao-duc-tap-the|field-merit",
        2::TINYINT AS "linh-vuc-giao-duc-tap-the|applies",
        education_sure AS "linh-vuc-giao-duc-tap-the|registered-field.low", education_may AS "linh-vuc-giao-duc-tap-the|registered-field.high",
        prizes_sure AS "linh-vuc-giao-duc-tap-the|field-merit.low", prizes_may AS "linh-vuc-giao-duc-tap-the|field-merit.high",

        verdict(at_least(example_sure, example_may, 1)) AS "hoc-tap-bac-tap-the|registered-field",
        verdict(attested(unit_example_plan_met, signer, signed)) AS "hoc-tap-bac-tap-the|separate-plan",
        2::TINYINT AS "hoc-tap-bac-tap-the|applies",
        example_sure AS "hoc-tap-bac-tap-the|registered-field.low", example_may AS "hoc-tap-bac-tap-the|registered-field.high"
    FROM places
),
exemplary AS (
    SELECT *,
        concluded("mo-hinh-tap-the|applies", least(
            "mo-hinh-tap-the|registered", "mo-hinh-tap-the|leads-movements", "mo-hinh-tap-the|practical-movements",
            "mo-hinh-tap-the|tasks-fulfilled", "mo-hinh-tap-the|commended-initiatives",
            "mo-hinh-tap-the|joins-all-movements", "mo-hinh-tap-the|named-movements",
            "mo-hinh-tap-the|carries-resolutions", "mo-hinh-tap-the|law-kept", "mo-hinh-tap-the|directive-05-plan",
            "mo-hinh-tap-the|follows-example", "mo-hinh-tap-the|safety-and-hygiene",
            "mo-hinh-tap-the|humanitarian-work", "mo-hinh-tap-the|party-rated", "mo-hinh-tap-the|trade-union-rated",
            "mo-hinh-tap-the|youth-union-rated", "mo-hinh-tap-the|no-ethics-breach",
            "mo-hinh-tap-the|no-pupil-breach", "mo-hinh-tap-the|no-dropout",
            "mo-hinh-tap-the|no-complaints")) AS "mo-hinh-tap-the|outcome",
        concluded("nghia-vu-dang-ky|applies", least("nghia-vu-dang-ky|registers-collective",
            "nghia-vu-dang-ky|registers-individual")) AS "nghia-vu-dang-ky|outcome",
        concluded("nghia-vu-bao-cao|applies", least("nghia-vu-bao-cao|half-year-reports",
            "nghia-vu-bao-cao|yearly-reports")) AS "nghia-vu-bao-cao|outcome",
        standing("mo-hinh-tap-the|outcome") AS "linh-vuc-giao-duc-tap-the|general-standard",
        standing("mo-hinh-tap-the|outcome") AS "hoc-tap-bac-tap-the|general-standard"
    FROM judged
)
SELECT *,
    concluded("linh-vuc-giao-duc-tap-the|applies", least("linh-vuc-giao-duc-tap-the|general-standard",
        "linh-vuc-giao-duc-tap-the|registered-field", "linh-vuc-giao-duc-tap-the|field-merit")) AS "linh-vuc-giao-duc-tap-the|outcome",
    concluded("hoc-tap-bac-tap-the|applies", least("hoc-tap-bac-tap-the|general-standard",
        "hoc-tap-bac-tap-the|registered-field", "hoc-tap-bac-tap-the|separate-plan")) AS "hoc-tap-bac-tap-the|outcome"
FROM exemplary;
