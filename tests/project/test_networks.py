"""Network files taken in: every claim stands on words of its line, in one step that can be undone and redone."""

from collections.abc import Iterator, Sequence

import apsw
import pytest

from explorer.landscape.deals import displayed
from explorer.landscape.networks import NamedParty, NetworkFile, Said, Tally, Tie
from explorer.landscape.refusals import Cancelled
from explorer.landscape.vocabulary import DealField, DealType, Reality, Review, Stage
from explorer.project.landscape import Landscape
from tests.project.building import everything, ford_vw

FILE = NetworkFile("deals.csv", "text/csv", header="a;b;type;stage;date")


def tie(number: int, line: str, deal: str = "") -> Tie:
    """Build the tie of a line `a;b;type;stage;date`, of which all but the companies may be missing."""
    cells, at = [], 0
    for cell in line.split(";"):
        cells.append((cell, at, at + len(cell)))
        at += len(cell) + 1
    parties = tuple(NamedParty(*cell) for cell in cells[:2])
    fields = zip((DealField.TYPE, DealField.STAGE), cells[2:4], strict=False)
    said = tuple(Said(field, *cell) for field, cell in fields if cell[0])
    return Tie(number, line, parties, said, deal, cells[4][0] if len(cells) > 4 else "")


def take(landscape: Landscape, *lines: str, deal: str = "") -> Tally:
    return landscape.add_network(FILE, (tie(number, line, deal) for number, line in enumerate(lines, 2)), "Import deals.csv").tally


def deals(landscape: Landscape) -> list[str]:
    names = {company.id: company.name for company in landscape.companies()}
    return [
        f"{' – '.join(names[p] for p in deal.parties)}: {deal.main_type}, {deal.stage}, {deal.reality}, {deal.date or 'no date'}"
        for deal in landscape.deals()
    ]


def quotes(landscape: Landscape) -> list[str]:
    return [
        f"{said.field} {said.basis.excerpt.quote}"
        for deal in landscape.deals()
        for said in landscape.statements_of(deal.id)
        if said.basis.excerpt and said.basis.excerpt.is_found_in(landscape.text(said.basis.excerpt.source))
    ]


def test_a_line_is_a_deal_and_each_claim_stands_on_words_of_it(landscape: Landscape) -> None:
    take(landscape, "Ford;VW;joint_venture;signed;2020-05-01")
    assert deals(landscape) == ["Ford – VW: joint_venture, signed, agreed, 2020-05-01"]
    assert quotes(landscape) == [
        "evidence Ford;VW;joint_venture;signed;2020-05-01",
        "party Ford",
        "party VW",
        "type joint_venture",
        "stage signed",
    ]


def test_a_line_that_tells_no_type_and_stage_claims_none(landscape: Landscape) -> None:
    take(landscape, "Ford;VW")
    assert deals(landscape) == ["Ford – VW: alliance, signed, agreed, no date"]
    assert quotes(landscape) == ["evidence Ford;VW", "party Ford", "party VW"]


def test_lines_of_one_deal_add_their_parties_and_what_they_tell(landscape: Landscape) -> None:
    tally = take(landscape, "A;B;supply;signed;2020", "B;C;supply;terminated;2021", "A;C;supply;signed;2020", deal="7")
    assert deals(landscape) == ["A – B – C: supply, terminated, done, 2021"]
    assert (tally.lines, tally.deals, tally.skipped) == (3, 1, 0)


def test_what_is_displayed_is_what_the_rules_choose(landscape: Landscape) -> None:
    take(landscape, "A;B;supply;;", "C;D;;in_talks;2019", "E;F;merger;abandoned;2020-01-02")
    take(landscape, "A;G;supply;signed;2020", "B;G;licence;expired;2019", deal="x")
    for deal in landscape.deals():
        rules = displayed(landscape.statements_of(deal.id))
        shown = (deal.parties, deal.types, deal.stage, deal.reality, deal.date)
        assert shown == (rules.parties, rules.types, rules.stage, rules.reality, rules.date)


def test_a_company_that_is_known_is_found_by_its_folded_name_and_keeps_the_new_one_as_an_alias(landscape: Landscape) -> None:
    landscape.add_readings([ford_vw()], "Read")
    tally = take(landscape, "FORD Inc.;Acme;supply;signed;", "Ford;Zeta;supply;signed;")
    assert (tally.known_companies, tally.new_companies) == (1, 2)
    ford = next(company for company in landscape.companies() if company.name == "Ford")
    assert landscape.names_of(ford.id) == ("Ford", "FORD Inc.")


def test_lines_that_are_no_deal_are_left_out_with_the_reason(landscape: Landscape) -> None:
    tally = take(landscape, "A;B", "A;A", "A;B")
    assert [(fault.line, fault.why) for fault in tally.faults] == [
        (3, "it names one company only"),
        (4, "the same line stands before it"),
    ]
    assert len(landscape.deals()) == 1


def test_a_file_that_was_taken_in_before_adds_nothing(landscape: Landscape) -> None:
    take(landscape, "A;B", "B;C")
    before = everything(landscape)
    tally = take(landscape, "A;B", "B;C")
    assert (tally.deals, tally.skipped) == (0, 2)
    assert everything(landscape) == before


def test_it_is_one_step_that_undo_takes_out_and_redo_brings_back(landscape: Landscape) -> None:
    landscape.add_readings([ford_vw()], "Read")
    before = everything(landscape)
    take(landscape, "Ford;B;supply;signed;2020", "B;C;merger;in_talks;")
    after = everything(landscape)
    assert landscape.undo_name == "Import deals.csv"
    change = landscape.undo()
    assert change is not None and change.is_sweeping and change.sources
    assert everything(landscape) == before
    assert landscape.find("merger") == ()
    landscape.redo()
    assert everything(landscape) == after
    assert landscape.check().is_sound


def test_it_can_be_undone_after_edits_and_after_the_file_was_opened_again(landscape: Landscape) -> None:
    take(landscape, "A;B;supply;signed;2020")
    after = everything(landscape)
    landscape.rename(landscape.companies()[0].id, "Alpha")
    landscape.close()
    with Landscape.open(landscape.path) as again:
        again.undo()
        again.undo()
        assert again.companies() == ()
        again.redo()
        assert everything(again) == after


def test_a_new_edit_after_the_undo_forgets_its_lines_for_good(landscape: Landscape) -> None:
    take(landscape, "A;B;supply;signed;2020")
    landscape.undo()
    landscape.add_company("Other")
    assert landscape._rows("SELECT count(*) FROM frozen") == [(0,)]
    assert landscape.redo_name == ""


def test_what_goes_wrong_half_way_takes_all_back(landscape: Landscape) -> None:
    def broken() -> Iterator[Tie]:
        yield tie(2, "A;B")
        raise Cancelled

    with pytest.raises(Cancelled):
        landscape.add_network(FILE, broken(), "Import")
    assert landscape.companies() == ()
    assert landscape.history() == ()


def test_long_files_are_frozen_in_parts_whose_marks_lead_to_the_line(landscape: Landscape) -> None:
    lines: Sequence[str] = [f"Company {number};Partner {number} {'x' * 40}" for number in range(2000)]
    told: list[int] = []
    landscape.add_network(FILE, (tie(number, line) for number, line in enumerate(lines, 2)), "Import", told.append)
    sources = landscape.sources()
    assert len(sources) > 2 and len(told) == len(sources) - 1
    assert sources[0].title.startswith("deals.csv, lines 2 to ")
    assert all(landscape.text(source.id).startswith("a;b;type;stage;date\n") for source in sources)
    offset, label = landscape.marks(sources[1].id)[0]
    line = int(label.removeprefix("line "))
    assert landscape.text(sources[1].id)[offset:].startswith(lines[line - 2])
    assert landscape.check().is_sound


def test_companies_can_be_named_without_a_deal(landscape: Landscape) -> None:
    lone = Tie(2, "Lonely", (NamedParty("Lonely", 0, 6),), is_deal=False)
    landscape.add_network(FILE, [lone], "Import")
    assert [company.name for company in landscape.companies()] == ["Lonely"]
    assert landscape.deals() == ()


def test_what_is_imported_waits_for_review_unless_the_analyst_says_otherwise(landscape: Landscape) -> None:
    take(landscape, "A;B;supply;signed;2020")
    accepted = NetworkFile("own.csv", "text/csv", review=Review.ACCEPTED)
    landscape.add_network(accepted, [tie(1, "C;D;merger;signed;")], "Import")
    assert [deal.review for deal in landscape.deals()] == [Review.PROPOSED, Review.ACCEPTED]
    assert [(deal.main_type, deal.stage, deal.reality) for deal in landscape.deals()] == [
        (DealType.SUPPLY, Stage.SIGNED, Reality.AGREED),
        (DealType.MERGER, Stage.SIGNED, Reality.AGREED),
    ]


def test_a_claim_on_no_words_of_its_line_takes_all_back(landscape: Landscape) -> None:
    nowhere = tie(3, "Ford;VW;merger")._replace(said=(Said(DealField.TYPE, "merger", 8, 8),))
    with pytest.raises(ValueError, match="line 3"):
        landscape.add_network(FILE, [tie(2, "BYD;VW"), nowhere], "Import deals.csv")
    assert not landscape.companies()


def test_a_file_whose_indexes_held_every_row_is_brought_up_to_date_and_finds_what_it_found(landscape: Landscape) -> None:
    take(landscape, "Ford;VW;joint_venture;signed;2020-05-01", "BYD;VW")
    run = landscape._connection.execute
    for event in ("in", "out", "change"):
        run(f"DROP TRIGGER statement_search_{event}")
        run(f"CREATE TRIGGER statement_search_{event} AFTER DELETE ON statement BEGIN SELECT 1; END")
    run("DROP TABLE statement_search; DROP VIEW worded; DROP INDEX statement_company; DROP INDEX statement_capability")
    run("CREATE VIRTUAL TABLE statement_search USING fts5(value, content='statement', content_rowid='id')")
    run("INSERT INTO statement_search(statement_search) VALUES ('rebuild')")
    run("CREATE INDEX statement_company ON statement(company); CREATE INDEX statement_capability ON statement(capability)")
    landscape._connection.pragma("user_version", 3)
    path = landscape.path
    landscape.close()
    with Landscape.open(path) as again:
        found = "SELECT count(*) FROM statement_search WHERE statement_search MATCH ?"
        held = "SELECT count(*) FROM statement_search_docsize"
        assert again._connection.execute(found, ("joint_venture",)).fetchone()[0] == 1
        assert again._connection.execute(held).fetchone()[0] == 2
        assert again.check().is_sound
        again.undo()
        assert again._connection.execute(held).fetchone()[0] == 0
        again.redo()
        assert again._connection.execute(found, ("joint_venture",)).fetchone()[0] == 1
        again._connection.execute("INSERT INTO statement_search(statement_search, rank) VALUES ('integrity-check', 1)")


def test_what_names_a_company_is_found_by_an_index_that_holds_nothing_else(landscape: Landscape) -> None:
    plan = landscape._connection.execute("EXPLAIN QUERY PLAN DELETE FROM statement WHERE company = 1").fetchall()
    assert "statement_company (company=?)" in plan[0][3]


def test_the_file_refuses_what_stands_on_nothing_again_after_an_import_and_its_undo(landscape: Landscape) -> None:
    take(landscape, "Ford;VW")
    landscape.undo()
    landscape.redo()
    with pytest.raises(apsw.ConstraintError):
        landscape._connection.execute("UPDATE statement SET quote = ''")
