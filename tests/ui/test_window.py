import gc
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QFocusEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from explorer.landscape.claims import Cell
from explorer.landscape.facts import CapabilityId
from explorer.landscape.readings import Reading
from explorer.landscape.refusals import Cancelled, UnusableLandscape
from explorer.landscape.views import Filters, Selection
from explorer.landscape.vocabulary import DealType, Reality
from explorer.project.landscape import Landscape
from explorer.session import session as sessions
from explorer.session.jobs import IsCancelled
from explorer.session.reading import ArticleReader
from explorer.session.session import Session
from explorer.session.settings import Settings, SnapshotForm
from explorer.ui import notices
from explorer.ui.gaps import GapsPanel
from explorer.ui.parts.lines import LineButton
from explorer.ui.window import Window
from tests.ui.known import landscape_at
from tests.ui.map.hands import company_called, disc_of, drag

LEFT = Qt.MouseButton.LeftButton
BATTERIES = (
    "Northvolt and Volvo sign battery deal\n\nVolvo Cars signed a joint venture agreement with Northvolt to make batteries.\n"
)
CHIPS = "Bosch and Globalfoundries\n\nBosch said it is in talks with GlobalFoundries about a chip alliance.\n"


class SlowReader:
    """Reads nothing until it is cancelled."""

    def __init__(self) -> None:
        self.began = threading.Event()

    def __call__(self, article: Path | str, is_cancelled: IsCancelled) -> Reading:
        self.began.set()
        while not is_cancelled():
            threading.Event().wait(0.002)
        raise Cancelled


def window_on(session: Session, folder: Path, qtbot: QtBot) -> Window:
    window = Window(session, Settings(folder / "settings.ini"), folder / "data")
    window.map.flight.is_wanted = False
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def session(qapp: QApplication) -> Iterator[Session]:
    session = Session(ArticleReader())
    yield session
    session.shut_down()


@pytest.fixture
def window(session: Session, tmp_path: Path, qtbot: QtBot) -> Window:
    """The real window on a real landscape, furnished."""
    session.open(landscape_at(tmp_path))
    window = window_on(session, tmp_path, qtbot)
    window.furnish()
    return window


def drop(window: Window, *paths: Path, text: str = "") -> None:
    mime = QMimeData()
    if paths:
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    if text:
        mime.setText(text)
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    window.dragEnterEvent(QDragEnterEvent(QPointF(9, 9).toPoint(), action, mime, buttons, keys))
    window.dropEvent(QDropEvent(QPointF(9, 9), action, mime, buttons, keys))


def names(session: Session) -> set[str]:
    return {company.name for company in session.data.companies}


def test_map_and_tables_choose_together(window: Window, session: Session, qtbot: QtBot) -> None:
    ford = company_called(session, "Ford")
    qtbot.mouseClick(window.map, LEFT, pos=disc_of(window.map, ford))
    rows = window.table.companies_view.selectionModel().selectedRows()
    assert [index.data() for index in rows] == ["Ford"]
    window.table.companies_view.selectRow(0)
    first = window.table.companies.rows[0].id
    assert session.selection == Selection(frozenset({first}))
    assert [disc.company for disc in window.map.shown.discs if disc.is_chosen] == [first]


def test_dropped_articles_are_read_in_a_job_and_appear_on_the_map(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    one, two = tmp_path / "one.txt", tmp_path / "two.md"
    one.write_text(BATTERIES, encoding="utf-8")
    two.write_text(CHIPS, encoding="utf-8")
    drop(window, one, two)
    assert not session.jobs.is_idle
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert any("Northvolt" in name for name in names(session))
    assert any("Bosch" in name for name in names(session))
    assert session.landscape is not None and session.landscape.undo_name == "Read 2 articles"


def test_a_dropped_folder_gives_its_articles(window: Window, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.txt").write_text(BATTERIES, encoding="utf-8")
    (folder / "picture.jpg").write_bytes(b"no article")
    drop(window, folder)
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert any("Northvolt" in name for name in names(session))
    assert window.notices.notices == ()


def test_files_that_cannot_be_read_are_told_in_one_notice_and_the_rest_is_read(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    good, empty, binary = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "binary.txt"
    good.write_text(BATTERIES, encoding="utf-8")
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 20)
    drop(window, good, empty, binary)
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    (notice,) = window.notices.notices
    assert notice.is_refusal
    assert notice.text == "2 of 3 files could not be read"
    assert [("empty.txt" in line, "binary.txt" in line) for line in sorted(notice.details, reverse=True)] == [
        (True, False),
        (False, True),
    ]
    assert any("Northvolt" in name for name in names(session))


def test_reading_can_be_stopped_and_changes_nothing(tmp_path: Path, qtbot: QtBot) -> None:
    reader = SlowReader()
    session = Session(reader)
    session.open(landscape_at(tmp_path))
    window = window_on(session, tmp_path, qtbot)
    before = names(session)
    article = tmp_path / "one.txt"
    article.write_text(BATTERIES, encoding="utf-8")
    drop(window, article)
    qtbot.waitUntil(lambda: reader.began.is_set() and window.jobs.isVisible(), timeout=5000)
    assert "one.txt" in window.jobs.words
    window.jobs.cancel()
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=5000)
    assert not window.jobs.isVisible()
    assert names(session) == before
    window.close()


def test_a_closed_window_leaves_nothing_running_even_while_it_reads(tmp_path: Path, qtbot: QtBot) -> None:
    reader = SlowReader()
    session = Session(reader)
    session.open(landscape_at(tmp_path))
    window = window_on(session, tmp_path, qtbot)
    article = tmp_path / "one.txt"
    article.write_text(BATTERIES, encoding="utf-8")
    drop(window, article)
    qtbot.waitUntil(reader.began.is_set, timeout=5000)
    window.close()
    assert session.jobs.is_idle
    assert session.landscape is None
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]


def test_pasted_text_is_read(window: Window, session: Session, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(BATTERIES)
    window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert any("Northvolt" in name for name in names(session))


def test_dropped_text_is_read(window: Window, session: Session, qtbot: QtBot) -> None:
    drop(window, text=CHIPS)
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert any("Bosch" in name for name in names(session))


def test_the_undo_action_names_the_step_and_takes_it_back(window: Window, session: Session) -> None:
    ford = company_called(session, "Ford")
    before = session.places[ford]
    start = disc_of(window.map, ford)
    drag(window.map, start, start + disc_of(window.map, ford) * 0.1)
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert session.landscape is not None
    step = session.landscape.undo_name
    assert undo.text() == f"Undo “{step}”"
    assert step in window.top.undo.toolTip()
    undo.trigger()
    assert (session.places[ford].x, session.places[ford].y) == (before.x, before.y)
    assert redo.text() == f"Redo “{step}”"


def test_accept_and_reject_judge_the_chosen_deals(window: Window, session: Session) -> None:
    deal = session.data.deals[0].id
    session.select([], [deal])
    window.actions_by_name["reject"].trigger()
    assert deal not in {other.id for other in session.data.deals}
    session.undo()
    assert deal in {other.id for other in session.data.deals}


def test_letters_go_to_a_company_whose_name_begins_so(window: Window, session: Session, qtbot: QtBot) -> None:
    table = window.table.companies_view
    window.activateWindow()
    table.setFocus()
    qtbot.keyClicks(table, "vol")
    assert session.selection.companies == {company_called(session, "Volkswagen")}
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert session.selection.focus


def test_letters_are_commands_on_the_deals_as_on_the_map(window: Window, session: Session, qtbot: QtBot) -> None:
    window.table._switch.button(1).click()
    table = window.table.deals_view
    window.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_V)  # nothing is typed ahead
    assert session.selection.is_empty
    before = window.map.cards.minimap.is_wanted
    qtbot.keyClick(table, Qt.Key.Key_M)
    assert window.map.cards.minimap.is_wanted is not before
    table.selectRow(0)
    chosen = session.selection.deals
    qtbot.keyClick(table, Qt.Key.Key_R)
    assert not chosen & {deal.id for deal in session.data.deals}


def test_the_reality_slider_sets_the_level_and_follows_it(window: Window, session: Session) -> None:
    window.top.slider.step(1)
    assert session.view.reality is Reality.AGREED
    session.set_reality(Reality.ASKED)
    assert window.top.slider.level is Reality.ASKED


def test_filters_say_what_they_hide_and_why(window: Window, session: Session, qtbot: QtBot) -> None:
    session.set_filters(Filters(types=frozenset({DealType.SUPPLY})))
    qtbot.waitUntil(lambda: "by the filter on type" in window.map.hidden.words, timeout=2000)
    assert window.filters.filters.types == {DealType.SUPPLY}
    window.actions_by_name["no_filters"].trigger()
    assert session.view.filters.is_empty


def test_ticking_a_filter_sets_it(window: Window, session: Session) -> None:
    window.filters._types[DealType.ALLIANCE].click()
    assert session.view.filters.types == {DealType.ALLIANCE}


def test_a_snapshot_is_saved_kept_and_brings_its_view_back(window: Window, session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    ford = company_called(session, "Ford")
    session.select([ford])
    session.set_reality(Reality.DONE)
    picture = tmp_path / "ford.png"
    window.snapshots.save(picture, SnapshotForm(800, 600))
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert session.landscape is not None
    assert [kept.name for kept in session.landscape.views()] == ["ford"]
    session.select()
    session.set_reality(Reality.ASKED)
    drop(window, picture)
    assert session.view.reality is Reality.DONE
    assert session.selection.companies == {ford}


def test_the_view_is_kept_though_the_landscape_is_closed_before_the_picture_is_painted(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    assert session.landscape is not None
    path = session.landscape.path
    window.snapshots.save(tmp_path / "closed.png", SnapshotForm(800, 600))
    session.close()
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    window.opening.open_landscape(path)
    kept = session.landscape.views()
    assert [view.name for view in kept] == ["closed"]
    assert {company for company, _, _ in kept[0].view.places} == set(session.places)


def test_one_key_saves_a_snapshot_beside_the_others(window: Window, session: Session, own_home: Path, qtbot: QtBot) -> None:
    window.actions_by_name["snapshot"].trigger()
    window.actions_by_name["snapshot"].trigger()
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert len(list(own_home.rglob("*.png"))) == 2


def test_a_picture_of_something_else_is_told_to_be_no_article(
    window: Window, tmp_path: Path, session: Session, qtbot: QtBot
) -> None:
    picture = tmp_path / "cat.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    drop(window, picture)
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    (notice,) = window.notices.notices
    assert notice.is_refusal and "cat.png" in notice.text


def test_the_theme_is_changed_and_remembered(window: Window, session: Session) -> None:
    window.actions_by_name["dark"].trigger()
    assert session.theme == "dark"
    assert window.settings.theme == "dark"
    assert "#1B2127" in window.styleSheet()
    session.set_theme("light")


def test_the_drawer_opens_a_panel_once_and_closes_it_again(window: Window) -> None:
    window.actions_by_name["gaps"].trigger()
    assert window.drawer.open_panel == "gaps"
    assert window.drawer.isVisible()
    assert window.settings.drawer == "gaps"
    window.actions_by_name["gaps"].trigger()
    assert not window.drawer.isVisible()


def test_an_excerpt_opens_the_reader_beside_the_map(window: Window, session: Session, qtbot: QtBot) -> None:
    assert session.landscape is not None
    deal = session.data.deals[0].id
    excerpt = next(found.basis.excerpt for found in session.landscape.statements_of(deal) if found.basis.excerpt)
    session.show_excerpt(excerpt)
    assert window.side.reader is not None and window.side.reader.isVisible()
    window.side.close_reader()
    assert not window.side.reader.isVisible()


def test_the_panel_below_can_have_all_the_room_until_words_are_to_be_read(window: Window, session: Session) -> None:
    window.actions_by_name["gaps"].trigger()
    window.enlarge.click()
    assert not window.map.isVisible()
    assert window.drawer.isVisible()
    session.note("This cannot be done.", is_refusal=True)  # what is refused is told above the map
    assert window.map.isVisible()
    window.actions_by_name["fill"].trigger()
    assert not window.map.isVisible()
    window.actions_by_name["gaps"].trigger()
    assert window.map.isVisible()
    assert not window.actions_by_name["fill"].isEnabled()


def test_names_of_the_tables_are_never_cut(window: Window, session: Session) -> None:
    for _ in range(10):
        window.actions_by_name["larger"].trigger()
    QApplication.processEvents()
    for button in window.table._switch.buttons():
        assert button.width() >= button.sizeHint().width()


def test_the_keyboard_stands_on_the_map_at_first_and_is_ringed_only_where_it_came_there_itself(window: Window) -> None:
    assert window.focusWidget() is window.map
    assert not window.map._is_walked
    window.map.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason))
    window.map.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ActiveWindowFocusReason))
    assert window.map._is_walked
    window.map.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    window.map.focusInEvent(QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.PopupFocusReason))
    assert not window.map._is_walked


def test_f6_goes_round_the_parts_of_the_window(window: Window, session: Session, qtbot: QtBot) -> None:
    window.activateWindow()
    session.select([company_called(session, "Ford")])
    window.actions_by_name["review"].trigger()
    window.map.setFocus()
    inside = []
    for _ in range(4):
        window.actions_by_name["next_part"].trigger()
        here = window.focusWidget()
        assert here is not None
        parts = (window.table, window.map, window.side, window.drawer)
        inside.append(next(part for part in parts if part is here or part.isAncestorOf(here)))
    assert inside == [window.side, window.drawer, window.table, window.map]
    window.actions_by_name["part_before"].trigger()
    assert window.focusWidget() is window.table.companies_view


def test_keys_alone_lead_from_the_map_through_the_inspector_to_the_words(window: Window, session: Session, qtbot: QtBot) -> None:
    window.activateWindow()
    session.select([company_called(session, "Ford")])
    window.map.setFocus()
    qtbot.waitUntil(window.map.hasFocus)
    qtbot.keyClick(window.map, Qt.Key.Key_Return)
    for _ in range(40):
        here = window.focusWidget()
        if isinstance(here, LineButton) and here.words == "Alibaba":
            break
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert len(session.selection.deals) == 1
    assert window.focusWidget() is window.side.inspector  # which built another page
    with qtbot.waitSignal(session.excerpt_shown):
        for _ in range(40):
            qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            here = window.focusWidget()
            if isinstance(here, LineButton) and here.words.startswith("“"):
                qtbot.keyClick(here, Qt.Key.Key_Space)
                break


def test_a_capability_in_the_inspector_opens_the_matrix_at_its_sentences(window: Window, session: Session) -> None:
    cell = Cell(company_called(session, "Daimler"), CapabilityId("cloud"))
    for other in ("plots", ""):  # whatever is open below, and whether or not the matrix was built before
        window.drawer.open(other)
        session.show_cell(cell)
        panel = window.drawer.panel("gaps")
        assert isinstance(panel, GapsPanel)
        assert window.drawer.open_panel == "gaps"
        assert panel.view.current == cell
        assert len(panel.sentences.cards) == 2


def test_the_command_palette_finds_every_export(window: Window, qtbot: QtBot) -> None:
    palette = window.command_palette
    palette.open()
    qtbot.keyClicks(palette.box, "export")
    assert [palette.list.item(row).text() for row in range(4)] == [
        "Export tables as CSV",
        "Export network as GraphML, GEXF or CSV",
        "Export coding as JSON Lines",
        "Export picture of the map",
    ]
    palette.hide()


def test_the_command_palette_finds_a_command_by_any_of_its_words(window: Window, session: Session, qtbot: QtBot) -> None:
    palette = window.command_palette
    palette.open()
    qtbot.keyClicks(palette.box, "dark")
    assert palette.list.item(0).text().startswith("Dark theme")
    qtbot.keyClick(palette.box, Qt.Key.Key_Return)
    assert session.theme == "dark"
    assert not palette.isVisible()
    session.set_theme("light")


def test_every_action_has_words_and_every_shortcut_one_action(window: Window) -> None:
    keys = [
        keys.toString()
        for name in window.actions_by_name.commands
        for keys in window.actions_by_name[name].shortcuts()
        if keys.toString()
    ]
    assert len(keys) == len(set(keys))


def test_nothing_is_clipped_at_1280_by_800(window: Window) -> None:
    window.resize(1280, 800)
    QApplication.processEvents()
    assert window.width() == 1280 and window.height() == 800
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 800
    for widget in (window.top, window.foot, window.map, window.table, window.side):
        assert window.rect().contains(
            widget.geometry().translated(widget.parentWidget().mapTo(window, widget.pos()) - widget.pos())
        )


def test_the_window_remembers_its_shape(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.open(landscape_at(tmp_path))
    first = window_on(session, tmp_path, qtbot)
    first.resize(first.width(), 640)
    first.table._on_switched(1)
    first.drawer.open("questions")
    first.close()
    again = Session(ArticleReader())
    second = window_on(again, tmp_path, qtbot)
    second.furnish()
    assert second.height() == 640
    assert second.table.deals_view.isVisible()
    assert second.drawer.open_panel == "questions"
    second.close()


def test_the_first_launch_reads_the_sample_articles(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_on(session, tmp_path, qtbot)
    window.opening.open_first()
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=60_000)
    assert session.landscape is not None
    assert len(session.landscape.sources()) >= 15
    assert (tmp_path / "data" / "Sample.landscape").is_file()
    window.close()


def test_a_first_launch_that_was_cut_short_is_made_good_by_the_next(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_on(session, tmp_path, qtbot)
    window.opening.open_first()
    window.close()  # before the sample articles were read
    again = Session(ArticleReader())
    second = window_on(again, tmp_path, qtbot)
    second.opening.open_first()
    qtbot.waitUntil(lambda: again.jobs.is_idle, timeout=60_000)
    assert again.landscape is not None
    assert len(again.landscape.sources()) >= 15
    second.close()


def test_the_landscape_used_last_is_opened_again(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "mine.landscape"
    Landscape.create(path).close()
    window = window_on(session, tmp_path, qtbot)
    window.opening.open_paths([path])
    session.close()
    window.opening.open_first()
    assert session.landscape is not None and session.landscape.path == path
    window.close()


def test_a_landscape_that_is_none_is_refused_and_what_was_open_stays(window: Window, session: Session, tmp_path: Path) -> None:
    fake = tmp_path / "fake.landscape"
    fake.write_bytes(b"no landscape at all, yet long enough to look like a file with something in it" * 20)
    before = session.landscape
    drop(window, fake)
    (notice,) = window.notices.notices
    assert notice.is_refusal and "fake.landscape" in notice.text
    assert session.landscape is before


def test_a_landscape_open_elsewhere_is_refused_and_what_was_open_stays(window: Window, session: Session, tmp_path: Path) -> None:
    before = session.landscape
    with Landscape.create(tmp_path / "other.landscape") as other:
        window.opening.open_landscape(other.path)
    (notice,) = window.notices.notices
    assert "other.landscape: it is open elsewhere" in notice.text
    assert session.landscape is before


def test_a_landscape_that_cannot_be_edited_is_offered_to_look_at(
    window: Window, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.landscape"
    Landscape.create(other).close()
    opens = Landscape.open

    def locked_away(path: Path, read_only: bool = False) -> Landscape:
        if not read_only:
            raise UnusableLandscape(path, "it cannot be written", "open it for looking only")
        return opens(path, read_only=True)

    monkeypatch.setattr(Landscape, "open", locked_away)
    monkeypatch.setattr(window.opening, "ask_to_look_only", lambda sentence: "cannot be written" in sentence)
    window.opening.open_landscape(other)
    assert session.landscape is not None and session.landscape.is_read_only
    assert session.landscape.path == other


def test_a_second_window_leaves_the_landscape_of_the_first_alone(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    window = window_on(session, tmp_path, qtbot)
    with Landscape.create(tmp_path / "mine.landscape") as mine:
        window.settings.remember_opened(mine.path)
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "Sample.landscape").write_bytes(b"")
        window.opening.open_first()
        assert session.landscape is None
        assert "mine.landscape: it is open elsewhere" in window.notices.notices[0].text
        drop(window, text=CHIPS)
        qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert session.landscape is not None and session.landscape.path == tmp_path / "data" / "My landscape.landscape"
    window.close()


def test_new_and_copy_ask_where_and_write_there(
    window: Window, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.opening, "ask_where", lambda *words: tmp_path / "copy.landscape")
    before = names(session)
    window.actions_by_name["save_copy"].trigger()
    monkeypatch.setattr(window.opening, "ask_where", lambda *words: tmp_path / "new")
    window.actions_by_name["new"].trigger()
    assert session.landscape is not None and session.landscape.path == tmp_path / "new.landscape"
    assert names(session) == set()
    window.opening.open_landscape(tmp_path / "copy.landscape")
    assert names(session) == before


def test_what_only_says_that_it_is_done_leaves_by_itself_and_a_refusal_stays(
    window: Window, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notices, "STAYS_MS", 20)
    session.note("It cannot be read.", is_refusal=True)
    session.note("12 lines taken in.", ["Line 3: it names no company."])
    session.note("Saved map.png.")
    assert len(window.notices.notices) == 3
    qtbot.waitUntil(lambda: len(window.notices.notices) == 2, timeout=2000)
    assert [notice.text for notice in window.notices.notices] == ["12 lines taken in.", "It cannot be read."]


def test_a_notice_is_copied_and_put_away(window: Window, session: Session, qtbot: QtBot) -> None:
    session.note("Two files could not be read", ["a.txt: it is empty.", "b.txt: it is binary."], is_refusal=True)
    (row,) = window.notices._notice_rows()
    row._on_copy()
    assert QGuiApplication.clipboard().text() == "Two files could not be read\na.txt: it is empty.\nb.txt: it is binary."
    row._on_dismiss()
    assert window.notices.notices == ()
    assert not window.notices.isVisible()


def test_a_closed_window_is_let_go(tmp_path: Path, qtbot: QtBot) -> None:
    session = Session(ArticleReader())
    session.open(landscape_at(tmp_path))
    window = Window(session, Settings(tmp_path / "settings.ini"), tmp_path)
    window.show()
    window.furnish()
    seen = weakref.ref(window)
    window.close()
    window.deleteLater()
    del window
    qtbot.wait(1)
    gc.collect()
    assert seen() is None


def test_a_snapshot_alone_is_looked_at_in_the_landscape_used_last(
    window: Window, session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    picture = tmp_path / "view.png"
    session.set_reality(Reality.AGREED)
    window.snapshots.save(picture, SnapshotForm(800, 600))
    qtbot.waitUntil(lambda: session.jobs.is_idle, timeout=20_000)
    assert session.landscape is not None
    path = session.landscape.path
    session.close()
    window.opening.open_landscape(path)
    session.close()

    window.opening.open_paths([picture])

    assert session.landscape is not None and session.landscape.path == path
    assert session.view.reality is Reality.AGREED


def test_filters_of_a_large_landscape_list_its_sources_once_they_are_counted(
    session: Session, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "MOST_COMPANIES", 1)
    session.open(landscape_at(tmp_path))
    assert session.is_large
    window = window_on(session, tmp_path, qtbot)
    window.furnish()
    qtbot.waitUntil(lambda: session.jobs.is_idle)
    window.actions_by_name["filters"].trigger()
    landscape = session.landscape
    assert landscape is not None
    assert len(landscape.sources()) > 1
    qtbot.waitUntil(lambda: window.filters.sources.list.count() == len(landscape.sources()))
    window.filters.close()
