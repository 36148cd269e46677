"""Find as you type: names first, then deals, then the full text of all sources, each with the exact place."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from explorer.landscape.excerpts import Span
from explorer.landscape.names import fold
from explorer.landscape.networks import NETWORK_TYPES
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


#: So many places of one word are looked at to find deals, and so many parts of network files are told.
MOST_SAID, FEW_PARTS = 500, 3


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
                SELECT * FROM (SELECT id, name FROM company WHERE folded >= ?2 AND folded < ?2 || char(0x10FFFF) LIMIT 200)
                UNION
                SELECT id, name FROM company
                WHERE id IN (SELECT rowid FROM company_search WHERE company_search MATCH ?1 LIMIT 800)
                UNION ALL
                SELECT company, name FROM alias WHERE review <> 'rejected'
                AND id IN (SELECT rowid FROM alias_search WHERE alias_search MATCH ?1 LIMIT 800)
            )
            SELECT k.id, k.name, called.name,
                   (SELECT count(*) FROM (SELECT 1 FROM statement s WHERE s.company = k.id LIMIT 500)) AS deals
            FROM called JOIN company c ON c.id = called.company JOIN company k ON k.id = c.kept"""
        begun = " ".join(wanted).casefold()
        best: dict[int, tuple[tuple[bool, bool, int, str, int], Hit]] = {}
        for number, name, called, deals in self._rows(query, (_begun(wanted), fold(begun))):
            starts = _bare(called).startswith(_bare(begun))
            rank = (not starts, called != name, -deals, name, number)
            hit = Hit("company", number, name, "" if called == name else f"also called {called}")
            if number not in best or rank < best[number][0]:
                best[number] = (rank, hit)
        return [hit for _, hit in sorted(best.values(), key=lambda found: found[0])][:limit]

    def _deals_about(self, wanted: list[str], limit: int) -> list[Hit]:
        """Find deals about which every word is said: in its parties' names, its statements or its flows.

        They are sought by the rarest word; of one that is said very often MOST_SAID places are looked at, the latest first.
        """
        rarest = min(range(len(wanted)), key=lambda place: (self._spread(wanted[place]), -len(wanted[place]), place))
        others = [_bare(word) for place, word in enumerate(wanted) if place != rarest]
        most = f"LIMIT {MOST_SAID}"
        of_word = f"""
            SELECT deal FROM statement WHERE review <> 'rejected' AND id IN
                (SELECT rowid FROM statement_search WHERE statement_search MATCH ?1 ORDER BY rowid DESC {most})
            UNION SELECT deal FROM flow WHERE review <> 'rejected' AND id IN
                (SELECT rowid FROM flow_search WHERE flow_search MATCH ?1 ORDER BY rowid DESC {most})
            UNION SELECT deal FROM (
                SELECT deal FROM statement WHERE field = 'party' AND review <> 'rejected' AND company IN (
                    SELECT id FROM company WHERE kept IN (
                        SELECT kept FROM company
                        WHERE id IN (SELECT rowid FROM company_search WHERE company_search MATCH ?1 {most})
                        UNION SELECT c.kept FROM alias a JOIN company c ON c.id = a.company WHERE a.review <> 'rejected'
                        AND a.id IN (SELECT rowid FROM alias_search WHERE alias_search MATCH ?1 {most})
                    )
                ) {most}
            )"""
        query = f"SELECT id FROM deal WHERE review <> 'rejected' AND id IN ({of_word}) ORDER BY id DESC"
        found = [row[0] for row in self._rows(query, (_begun([wanted[rarest]]),))]
        if others:
            said = self._said_of(found)
            found = [deal for deal in found if all(_begins(word, said.get(deal, ())) for word in others)]
        names = self._names()
        shown = self._deals("WHERE id IN (SELECT value FROM json_each(?))", (listed(found[:limit]),))
        return [Hit("deal", deal.id, describe_deal(deal, names), deal.date) for deal in reversed(shown)]

    def _spread(self, word: str) -> int:
        """Count in how many names, statements and flows a word is said, up to some thousand."""
        counts = " + ".join(
            f"(SELECT count(*) FROM (SELECT 1 FROM {index} WHERE {index} MATCH ?1 LIMIT {10 * MOST_SAID}))"
            for index in ("company_search", "alias_search", "statement_search", "flow_search")
        )
        return int(self._rows(f"SELECT {counts}", (_begun([word]),))[0][0])

    def _said_of(self, deals: list[int]) -> dict[int, list[str]]:
        """Return the words that are said of deals: in the names of their parties, their statements and their flows."""
        query = """
            WITH among(deal) AS (SELECT value FROM json_each(?)),
            party AS (SELECT s.deal AS deal, c.kept AS kept FROM statement s JOIN company c ON c.id = s.company
                      WHERE s.deal IN among AND s.field = 'party' AND s.review <> 'rejected')
            SELECT deal, value FROM statement WHERE deal IN among AND review <> 'rejected' AND value <> ''
            UNION ALL SELECT deal, what FROM flow WHERE deal IN among AND review <> 'rejected'
            UNION ALL SELECT deal, c.name FROM party JOIN company c ON c.kept = party.kept
            UNION ALL SELECT deal, a.name FROM party JOIN company c ON c.kept = party.kept JOIN alias a ON a.company = c.id
            WHERE a.review <> 'rejected'"""
        said: dict[int, list[str]] = defaultdict(list)
        for deal, words in self._rows(query, (listed(deals),)):
            said[deal] += _bare(words).split()
        return said

    def _best_texts(self, wanted: list[str], limit: int) -> list[int]:
        """Return the sources whose texts fit best; of the parts of network files only a few: their lines are found as deals."""
        kinds = ", ".join(f"'{kind}'" for kind in sorted(NETWORK_TYPES))
        parts = {row[0] for row in self._rows(f"SELECT id FROM source WHERE media_type IN ({kinds})")}
        if not parts:
            query = "SELECT rowid FROM text_search WHERE text_search MATCH ? ORDER BY rank, rowid LIMIT ?"
            return [row[0] for row in self._rows(query, (_said(wanted), limit))]
        found = [row[0] for row in self._rows("SELECT rowid FROM text_search WHERE text_search MATCH ?", (_said(wanted),))]
        articles = [number for number in found if number not in parts]
        if len(articles) > limit:
            query = """SELECT rowid FROM text_search WHERE text_search MATCH ? AND rowid IN (SELECT value FROM json_each(?))
                       ORDER BY rank, rowid LIMIT ?"""
            articles = [row[0] for row in self._rows(query, (_said(wanted), listed(articles), limit))]
        return articles + [number for number in found if number in parts][:FEW_PARTS]

    def _sources_saying(self, wanted: list[str], limit: int) -> list[Hit]:
        in_titles = """SELECT id, title FROM source
                       WHERE id IN (SELECT rowid FROM title_search WHERE title_search MATCH ?) ORDER BY id LIMIT ?"""
        titled = {number: Hit("source", number, title) for number, title in self._rows(in_titles, (_said(wanted), limit))}
        in_text = f"""
            SELECT s.id, s.title, s.file_name, highlight(text_search, 0, '{_OPEN}', '{_CLOSE}') FROM text_search
            JOIN source s ON s.id = text_search.rowid WHERE text_search MATCH ? AND text_search.rowid = ?"""
        best = self._best_texts(wanted, limit)
        said = {}
        for number, title, file_name, marked in (row for text in best for row in self._rows(in_text, (_said(wanted), text))):
            span, snippet = _best_place(marked, len(wanted))
            said[number] = Hit("source", number, title or file_name, snippet, span)
        ordered = [said.get(number, hit) for number, hit in titled.items()]
        return [*ordered, *(hit for number, hit in said.items() if number not in titled)][:limit]


def _begins(word: str, words: Iterable[str]) -> bool:
    return any(each.startswith(word) for each in words)


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
