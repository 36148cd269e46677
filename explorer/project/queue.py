"""The review queue: what waits, by which signs it can be judged, and what was decided."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.decisions import Clue, Decision, Waiting
from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CompanyId, DealId
from explorer.project.claims import Claims
from explorer.project.open_file import guarded, listed

#: What of a proposal was read wrongly although there is one; a rejection for any other reason says that there is none.
CORRECTED = "corrected"
_QUEUE = """
    WITH party AS MATERIALIZED (
        SELECT DISTINCT s.deal AS deal, c.kept AS company FROM statement s JOIN company c ON c.id = s.company
        JOIN deal d ON d.id = s.deal WHERE s.field = 'party' AND s.review <> 'rejected' AND d.review <> 'rejected'
    ), degree AS MATERIALIZED (SELECT company, count(*) AS deals FROM party GROUP BY company),
    weight AS MATERIALIZED (
        SELECT party.deal AS deal, sum(deals) AS deals FROM party JOIN degree USING (company) GROUP BY party.deal
    ),
    doubt AS MATERIALIZED (
        SELECT deal, 1.05 - avg(confidence) AS doubt, min(id) AS first FROM statement
        WHERE deal IN (SELECT id FROM deal WHERE review = 'proposed' OR has_news) AND review <> 'rejected' GROUP BY deal
    )
    SELECT 'deal' AS kind, d.id AS id, doubt.doubt * coalesce(weight.deals, 1) AS urgency, coalesce(weight.deals, 1) AS deals,
           NULL AS company, s.source AS source, s.starts AS starts, coalesce(nullif(d.date, ''), o.published, '') AS published
    FROM deal d JOIN doubt ON doubt.deal = d.id JOIN statement s ON s.id = doubt.first
    LEFT JOIN source o ON o.id = s.source LEFT JOIN weight ON weight.deal = d.id
    UNION ALL
    SELECT 'standing', s.id, (1.05 - s.confidence) * coalesce(degree.deals, 1), coalesce(degree.deals, 1),
           c.kept, s.source, s.starts, coalesce(o.published, '')
    FROM standing s JOIN company c ON c.id = s.company LEFT JOIN degree ON degree.company = c.kept
    LEFT JOIN source o ON o.id = s.source WHERE s.review = 'proposed'
    ORDER BY urgency DESC, kind, id"""
#: The same for some deals of very many; a company counts by what is said of it, which an index tells.
_QUEUE_AMONG = (
    _QUEUE.replace("WITH party AS", "WITH among(deal) AS (SELECT value FROM json_each(?)), party AS")
    .replace("s.review <> 'rejected' AND d.review <> 'rejected'", "s.review <> 'rejected' AND s.deal IN among")
    .replace(
        "SELECT company, count(*) AS deals FROM party GROUP BY company",
        "SELECT company, (SELECT count(*) FROM statement t WHERE t.company = party.company) AS deals FROM party GROUP BY company",
    )
    .replace("WHERE deal IN (SELECT id FROM deal WHERE review = 'proposed' OR has_news)", "WHERE deal IN among")
)
_TOLD = """
    SELECT d.id, d.main_type, d.stage, d.reality, d.instrument <> '', d.term <> '' OR d.value <> '', count(DISTINCT s.source),
           sum(s.field = 'evidence'), count(DISTINCT CASE WHEN s.field = 'party' THEN s.company END), avg(s.confidence),
           EXISTS (SELECT 1 FROM flow WHERE flow.deal = d.id AND flow.review <> 'rejected')
    FROM deal d JOIN statement s ON s.deal = d.id
    WHERE d.id IN (SELECT value FROM json_each(?)) AND s.review <> 'rejected' AND s.origin <> 'analyst' GROUP BY d.id"""
#: The first telling of each deal: SQLite gives the columns of the row that has the least id.
_FIRST = """
    SELECT s.deal AS deal, min(s.id), s.origin AS origin, s.cue AS cue, s.source AS source, s.starts AS starts, s.ends AS ends,
           s.voice_name, s.voice_organisation, s.voice_via, o.length, o.publisher
    FROM statement s JOIN source o ON o.id = s.source
    WHERE s.deal IN (SELECT value FROM json_each(?)) AND s.field = 'evidence' AND s.review <> 'rejected' AND s.origin <> 'analyst'
    GROUP BY s.deal"""
_APART = f"""
    WITH told AS MATERIALIZED ({_FIRST})
    SELECT told.deal, max(m.ends) - min(m.starts) FROM told
    JOIN mention m ON m.source = told.source AND m.starts >= told.starts AND m.ends <= told.ends
    WHERE EXISTS (SELECT 1 FROM statement p WHERE p.deal = told.deal AND p.field = 'party' AND p.company = m.company)
    GROUP BY told.deal"""
_STANDINGS = """
    SELECT x.id, x.kind, x.reality, x.capability IS NOT NULL, x.against <> '', x.origin, x.cue, x.confidence, x.starts, x.ends,
           x.voice_name, x.voice_organisation, x.voice_via, o.length, o.publisher
    FROM standing x JOIN source o ON o.id = x.source WHERE x.id IN (SELECT value FROM json_each(?)) AND x.origin <> 'analyst'"""


class Queue(Claims):
    """What waits for review, and what was decided."""

    @guarded
    def proposals(self) -> tuple[Claim, ...]:
        """Return the review queue: deals and standings not reviewed, and reviewed deals of which a later article tells more.

        What is least certain about the most connected companies comes first: doubt times the number of deals of its companies.
        """
        return tuple(Claim(ClaimKind(row[0]), row[1]) for row in self._rows(_QUEUE))

    @guarded
    def waiting(self, among: Iterable[DealId] | None = None) -> tuple[Waiting, ...]:
        """Return the same queue with what puts each in its place, but without its words; of deals only those `among` these."""
        rows = self._rows(_QUEUE) if among is None else self._rows(_QUEUE_AMONG, (listed(among),))
        return tuple(
            Waiting(
                Claim(ClaimKind(kind), number),
                connections,
                None if source is None else SourceId(source),
                starts or 0,
                published,
                None if company is None else CompanyId(company),
            )
            for kind, number, _, connections, company, source, starts, published in rows
        )

    @guarded
    def clues(self, claims: Sequence[Claim]) -> dict[Claim, Clue]:
        """Return by which signs each deal or standing that was read can be judged; others are left out."""
        deals = listed(claim.id for claim in claims if claim.kind is ClaimKind.DEAL)
        standings = listed(claim.id for claim in claims if claim.kind is ClaimKind.STANDING)
        found = {Claim(ClaimKind.DEAL, deal): clue for deal, clue in self._clues_of_deals(deals)}
        return found | {Claim(ClaimKind.STANDING, row[0]): _clue_of_standing(row) for row in self._rows(_STANDINGS, (standings,))}

    @guarded
    def decisions(self) -> tuple[Decision, ...]:
        """Return what was decided of single proposals since it was last forgotten, in the order it was decided."""
        query = """SELECT x.id, x.kind, x.claim, x.is_right, x.reason, x.confidence, x.signs, x.made, c.kept FROM decision x
                   LEFT JOIN standing s ON s.id = x.claim AND x.kind = 'standing' LEFT JOIN company c ON c.id = s.company
                   WHERE x.counts ORDER BY x.id"""
        return tuple(
            Decision(
                number,
                Claim(ClaimKind(kind), claim),
                bool(is_right),
                reason,
                Clue(confidence, tuple(json.loads(signs))),
                made,
                DealId(claim) if kind == ClaimKind.DEAL else None,
                None if company is None else CompanyId(company),
            )
            for number, kind, claim, is_right, reason, confidence, signs, made, company in self._rows(query)
        )

    def _clues_of_deals(self, deals: str) -> Iterator[tuple[int, Clue]]:
        apart: dict[int, int] = {row[0]: row[1] for row in self._rows(_APART, (deals,))}
        first = {row[0]: row[2:] for row in self._rows(_FIRST, (deals,))}
        for deal, kind, stage, reality, has_paper, has_terms, sources, tellings, parties, confidence, flows in self._rows(
            _TOLD, (deals,)
        ):
            signs = [
                "of: deal",
                f"type: {kind}",
                f"stage: {stage}",
                f"reality: {reality}",
                f"told: {_few(tellings)}",
                f"sources: {_few(sources)}",
                f"parties: {_few(parties)}",
            ]
            signs += ["names a paper"] * has_paper + ["names term or sum"] * has_terms + ["has flows"] * flows
            if deal in first:
                origin, cue, _, starts, ends, *said = first[deal]
                signs += _signs_of_words(origin, cue, starts, ends, said)
                signs.append(f"parties apart: {_distance(apart.get(deal))}")
            yield deal, Clue(round(confidence, 4), tuple(signs))

    def _decide(self, claims: Iterable[Claim], clues: dict[Claim, Clue], *, is_right: bool, reason: str) -> None:
        """Remember what was decided; the last word about a claim counts."""
        made = datetime.now().isoformat(timespec="seconds")
        for claim in claims:
            self._forget_decision(claim)
            if claim in clues:
                row = (claim.kind, claim.id, int(is_right), reason, clues[claim].confidence, json.dumps(clues[claim].signs), made)
                put = "INSERT INTO decision(kind, claim, is_right, reason, confidence, signs, made) VALUES (?, ?, ?, ?, ?, ?, ?)"
                self._run(put, row)

    def _forget_decision(self, claim: Claim) -> None:
        self._run("DELETE FROM decision WHERE kind = ? AND claim = ?", (claim.kind, claim.id))


def _clue_of_standing(row: tuple[Any, ...]) -> Clue:
    _, kind, reality, is_mapped, is_against, origin, cue, confidence, starts, ends, *said = row
    signs = ["of: standing", f"standing: {kind}", f"standing's reality: {reality}"]
    signs += ["capability is known"] * is_mapped + ["against someone"] * is_against
    signs += _signs_of_words(origin, cue, starts, ends, said)
    return Clue(round(confidence, 4), tuple(signs))


def _signs_of_words(origin: str, cue: str, starts: int, ends: int, said: Sequence[Any]) -> list[str]:
    name, organisation, via, length, publisher = said
    voice = "a person" if name else "an organisation" if organisation else "another outlet" if via else "the article"
    place = (
        "the beginning" if starts < 150 else "the lead" if starts < 600 else "the end" if starts > 0.7 * length else "the middle"
    )
    long = "short" if ends - starts < 90 else "long" if ends - starts > 240 else "middling"
    words = " ".join(cue.casefold().split()[:3])
    signs = [f"rule: {origin}", f"cue: {words}", f"voice: {voice}", f"place: {place}", f"words: {long}"]
    return signs + ([f"publisher: {publisher}"] if publisher else [])


def _few(number: int) -> str:
    return str(number) if number < 3 else "3 or more"


def _distance(characters: int | None) -> str:
    if characters is None:
        return "not named here"
    return "near" if characters < 60 else "far" if characters > 160 else "middling"
