"""A company in a few sentences of which every clause knows the words it stands on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.analysis.gaps import AS_WORDED, CellContent, Column, Entry, EntryKind, GapMatrix, is_path_ghost, path_firmness
from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.facts import Basis, Company, CompanyId, Deal, DealId, Flow
from explorer.landscape.names import apart
from explorer.landscape.vocabulary import Reality, Review, StandingKind
from explorer.landscape.wording import label, stands

_GAPS = frozenset({StandingKind.LAGS, StandingKind.LACKS, StandingKind.SEEKS, StandingKind.EXITS})


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence; those that claim something name the claim and its basis."""

    words: str
    claim: Claim | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; a ghost lies below the reality level and must look it."""

    pieces: tuple[Piece, ...]
    is_ghost: bool
    excerpts: int = 0  # how many different ones it stands on

    @property
    def words(self) -> str:
        """The sentence as plain text."""
        return "".join(piece.words for piece in self.pieces)


def summary(
    company: CompanyId,
    matrix: GapMatrix,
    flows: Sequence[Flow],
    deals: Sequence[Deal],
    companies: Sequence[Company],
    *,
    level: Reality,
) -> tuple[Sentence, ...]:
    """Say what the company lacks, what it gets through whom and works on with whom, what it has, and what it gives; ghosts last."""
    row = sorted(matrix.row(company), key=lambda cell: cell[0].group == AS_WORDED)
    family = {company} | {one.id for one in companies if one.parent == company}
    names = {one.id: apart(one.name) for one in companies}
    heads = {one.id: one.parent if one.parent in names else one.id for one in companies}
    stated = list(_stated(row, company, names))
    gaps = [sentence for kind, sentence in stated if kind in _GAPS]
    rest = [sentence for kind, sentence in stated if kind not in _GAPS]
    paths = [sentence for kind in (EntryKind.THROUGH, EntryKind.WITH) for sentence in _paths(row, kind, names, heads)]
    gives = _gives(family, flows, {deal.id: deal for deal in deals}, names, level)
    return tuple(sorted((*gaps, *paths, *rest, *gives), key=lambda sentence: sentence.is_ghost))


def _stated(
    row: Sequence[tuple[Column, CellContent]], company: CompanyId, names: Mapping[CompanyId, str]
) -> Iterable[tuple[StandingKind, Sentence]]:
    groups: dict[tuple[StandingKind, Reality, bool], list[Piece]] = {}
    for column, content in row:
        for entry in content.entries:
            if entry.kind is EntryKind.STATED and entry.standing:
                unit = "" if entry.company == company else f" ({names[entry.company]})"
                piece = Piece(_within(column) + unit, entry.claims[0], entry.basis)
                groups.setdefault((entry.standing, entry.basis.reality, entry.is_ghost), []).append(piece)
    order = list(StandingKind)
    for (kind, reality, is_ghost), found in sorted(groups.items(), key=lambda group: (group[0][2], order.index(group[0][0]))):
        verb = stands(kind)
        yield kind, _said(verb[:1].upper() + verb[1:] + " ", found, _after_dash(_hedge(reality)), is_ghost)


def _paths(
    row: Sequence[tuple[Column, CellContent]],
    kind: EntryKind,
    names: Mapping[CompanyId, str],
    heads: Mapping[CompanyId, CompanyId | None],
) -> Iterable[Sentence]:
    """Say what comes by one deal through one partner in one sentence, the units that give it in brackets."""
    groups: dict[tuple[DealId, CompanyId, str, bool], list[tuple[str, Entry]]] = {}
    for column, content in row:
        for entry in content.entries:
            if entry.kind is kind and entry.deal is not None and entry.partner is not None:
                head = heads[entry.partner] or entry.partner
                groups.setdefault((entry.deal, head, entry.firmness, entry.is_ghost), []).append((_within(column), entry))
    verb, link = ("get", "through") if kind is EntryKind.THROUGH else ("work on", "with")
    start = {True: f"May {verb} ", False: "Gets " if kind is EntryKind.THROUGH else "Works on "}
    for (_, head, firmness, is_ghost), found in sorted(groups.items(), key=lambda group: group[0][3]):
        units = dict.fromkeys(names[entry.partner] for _, entry in found if entry.partner is not None and entry.partner != head)
        partner = names[head] + (f" ({', '.join(units)})" if units else "")
        pieces = [Piece(words, entry.claims[0], entry.basis) for words, entry in found]
        yield _said(start[is_ghost], pieces, f" {link} {partner}{_after_dash(firmness, found[0][1].until)}", is_ghost)


def _gives(
    family: set[CompanyId], flows: Sequence[Flow], deals: Mapping[DealId, Deal], names: Mapping[CompanyId, str], level: Reality
) -> Iterable[Sentence]:
    groups: dict[tuple[DealId, CompanyId, str, bool], list[Flow]] = {}
    for flow in flows:
        deal = deals.get(flow.deal)
        if deal and flow.giver in family and flow.taker not in family and flow.basis.review is not Review.REJECTED:
            is_ghost = is_path_ghost(deal, flow.basis.reality, level)
            groups.setdefault((deal.id, flow.taker, path_firmness(deal, flow.basis.reality), is_ghost), []).append(flow)
    for (deal_id, taker, firmness, is_ghost), found in sorted(groups.items(), key=lambda group: group[0][3]):
        pieces = [Piece(flow.what, Claim(ClaimKind.FLOW, flow.id), flow.basis) for flow in found]
        end = f" to {names.get(taker, 'a company not known here')}{_after_dash(firmness, deals[deal_id].term)}"
        yield _said("May give " if is_ghost else "Gives ", pieces, end, is_ghost)


def _said(start: str, pieces: Sequence[Piece], end: str, is_ghost: bool) -> Sentence:
    """Say each thing once, however many excerpts say it."""
    once = list({piece.words.casefold(): piece for piece in reversed(pieces)}.values())[::-1]
    excerpts = len({piece.basis.excerpt for piece in pieces if piece.basis and piece.basis.excerpt})
    return Sentence((Piece(start), *_listed(once), Piece(f"{end}.")), is_ghost, excerpts)


def _listed(pieces: Sequence[Piece]) -> Iterable[Piece]:
    for place, piece in enumerate(pieces):
        if place:
            yield Piece(" and " if place == len(pieces) - 1 else ", ")
        yield piece


def _within(column: Column) -> str:
    """Return a capability as it stands inside a sentence: "cloud computing", but "EV platforms", and "Chinese market" as worded."""
    name = column.name
    is_ours = column.group != AS_WORDED and (name[1:2].islower() or name[1:2] == " ")
    return name[:1].lower() + name[1:] if is_ours else name


def _hedge(reality: Reality) -> str:
    return "" if reality in (Reality.DONE, Reality.AGREED) else label(reality)


def _after_dash(*words: str) -> str:
    said = ", ".join(word for word in words if word)
    return f" – {said}" if said else ""
