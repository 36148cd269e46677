"""Find as you type: names first, then deals, then the full text of all sources, each with the exact place."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from explorer.landscape.excerpts import Span
from explorer.landscape.wording import describe_deal
from explorer.project.open_file import guarded, listed
from explorer.project.queue import Queue

_WORD = re.compile(r"[^\W_]+")
#: Noncharacters: no text carries them, so that they can mark what was found in it.
_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKED = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_NEAR = 240
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a "company", "deal" or "source", with the words around; `span` is where they stand in a source."""

    kind: str
    id: int
    title: str
    snippet: str = ""
    span: Span | None = None


class Search(Queue):
    """Find as you type."""

    @guarded
    def find(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Return what the words, each of which may be only begun, are found in: companies, deals, then sources.

        Whatever is typed is words to look for; nothing in it is ever a syntax error.
        """
        wanted = _WORD.findall(unicodedata.normalize("NFC", words))[:12]
        if not wanted or limit < 1:
            return ()
        companies = self._companies_called(wanted, limit)
        if all(len(word) == 1 for word in wanted):
            return tuple(companies)  # one letter begins too many words to mean anything but a name
        deals = self._deals_about(wanted, limit)
        sources = self._sources_saying(wanted, limit)
        room = max(1, limit // 4)
        fair = max(limit - min(len(deals), room) - min(len(sources), room), 1)
        hits = companies[:fair]
        hits += deals[: max(1, limit - len(hits) - min(len(sources), room))]
        return tuple((hits + sources)[:limit])

    def _companies_called(self, wanted: list[str], limit: int) -> list[Hit]:
        query = """
            WITH called(company, name) AS (
                SELECT id, name FROM company WHERE id IN (SELECT rowid FROM company_search WHERE company_search MATCH ?1)
                UNION ALL
                SELECT company, name FROM alias WHERE review <> 'rejected'
                AND id IN (SELECT rowid FROM alias_search WHERE alias_search MATCH ?1)
            )
            SELECT k.id, k.name, called.name,
                   (SELECT count(*) FROM statement s WHERE s.company = k.id AND s.field = 'party') AS deals
            FROM called JOIN company c ON c.id = called.company JOIN company k ON k.id = c.kept LIMIT 2000"""
        begun = " ".join(wanted).casefold()
        best: dict[int, tuple[tuple[bool, bool, int, str, int], Hit]] = {}
        for number, name, called, deals in self._rows(query, (_begun(wanted),)):
            starts = _bare(called).startswith(_bare(begun))
            rank = (not starts, called != name, -deals, name, number)
            hit = Hit("company", number, name, "" if called == name else f"also called {called}")
            if number not in best or rank < best[number][0]:
                best[number] = (rank, hit)
        return [hit for _, hit in sorted(best.values(), key=lambda found: found[0])][:limit]

    def _deals_about(self, wanted: list[str], limit: int) -> list[Hit]:
        """Find deals about which every word is said: in its parties' names, its statements or its flows."""
        of_word = """
            SELECT deal FROM statement WHERE review <> 'rejected'
            AND id IN (SELECT rowid FROM statement_search WHERE statement_search MATCH ?{0})
            UNION SELECT deal FROM flow WHERE review <> 'rejected'
            AND id IN (SELECT rowid FROM flow_search WHERE flow_search MATCH ?{0})
            UNION SELECT deal FROM statement WHERE field = 'party' AND review <> 'rejected' AND company IN (
                SELECT id FROM company WHERE kept IN (
                    SELECT kept FROM company WHERE id IN (SELECT rowid FROM company_search WHERE company_search MATCH ?{0})
                    UNION SELECT c.kept FROM alias a JOIN company c ON c.id = a.company
                    WHERE a.review <> 'rejected' AND a.id IN (SELECT rowid FROM alias_search WHERE alias_search MATCH ?{0})))"""
        every = " AND ".join(f"id IN ({of_word.format(place)})" for place in range(1, len(wanted) + 1))
        query = f"SELECT id FROM deal WHERE review <> 'rejected' AND {every} ORDER BY id DESC LIMIT {int(limit)}"
        found = [row[0] for row in self._rows(query, [_begun([word]) for word in wanted])]
        names = self._names()
        shown = self._deals("WHERE id IN (SELECT value FROM json_each(?))", (listed(found),))
        return [Hit("deal", deal.id, describe_deal(deal, names), deal.date) for deal in reversed(shown)]

    def _sources_saying(self, wanted: list[str], limit: int) -> list[Hit]:
        in_titles = """SELECT id, title FROM source
                       WHERE id IN (SELECT rowid FROM title_search WHERE title_search MATCH ?) ORDER BY id LIMIT ?"""
        titled = {number: Hit("source", number, title) for number, title in self._rows(in_titles, (_said(wanted), limit))}
        in_texts = f"""
            SELECT s.id, s.title, s.file_name, highlight(text_search, 0, '{_OPEN}', '{_CLOSE}') FROM text_search
            JOIN source s ON s.id = text_search.rowid WHERE text_search MATCH ? ORDER BY text_search.rank, s.id LIMIT ?"""
        said = {}
        for number, title, file_name, marked in self._rows(in_texts, (_said(wanted), limit)):
            span, snippet = _best_place(marked, len(wanted))
            said[number] = Hit("source", number, title or file_name, snippet, span)
        ordered = [said.get(number, hit) for number, hit in titled.items()]
        return [*ordered, *(hit for number, hit in said.items() if number not in titled)][:limit]


def _begun(words: list[str]) -> str:
    """Return the FTS5 query for words of which each may be only begun; quoted, so that none is read as an operator."""
    return " ".join(f'"{word}"*' for word in words)


def _said(words: list[str]) -> str:
    """Return the FTS5 query for full texts, where a single letter is a word of its own and begins no other."""
    return " ".join(f'"{word}"*' if len(word) > 1 else f'"{word}"' for word in words)


def _bare(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(_WORD.findall("".join(c for c in plain if not unicodedata.combining(c))))


def _best_place(marked: str, words: int) -> tuple[Span | None, str]:
    """Return where in a text the most of the wanted words stand close together, and the words around."""
    places = []
    for before, match in enumerate(islice(_MARKED.finditer(marked), 4000)):
        start = match.start() - 2 * before
        places.append((start, start + len(match.group(1)), match.group(1).casefold()))
    if not places:
        return None, ""
    best, most = 0, 0
    for index, (start, _, _) in enumerate(places):
        near = {word for begin, _, word in places[index : index + 3 * words] if begin - start < _NEAR}
        if len(near) > most:
            best, most = index, len(near)
    text = marked.replace(_OPEN, "").replace(_CLOSE, "")
    start, end, _ = places[best]
    for begin, stop, _ in places[best + 1 : best + words]:
        if begin - end <= 2:  # words that stand next to each other are one place
            end = stop
    return Span(start, end), _words_around(text, start, end)


def _words_around(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    before = text[left:start].partition(" ")[2] if left else text[left:start]
    after = text[end:right].rpartition(" ")[0] if right < len(text) else text[end:right]
    around = " ".join(f"{before}{text[start:end]}{after}".split())
    return ("… " if left else "") + around + (" …" if right < len(text) else "")
