"""Readings built by hand: spans are found by their words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import CapabilityId, Voice
from explorer.landscape.readings import (
    Article,
    FoundCompany,
    FoundDeal,
    FoundFlow,
    FoundMention,
    FoundPosition,
    FoundQuestion,
    FoundStanding,
    FoundStatement,
    Reading,
    Why,
)
from explorer.landscape.vocabulary import CompanyKind, DealField, Reality, StandingKind
from explorer.project.landscape import Landscape

FORD_VW = (
    "Ford and Volkswagen explore an alliance\n\n"
    "Ford, the carmaker from Dearborn, is in talks with Volkswagen. Ford would build pickups for VW. "
    "VW would make electric vehicles for Ford in Tennessee. Both lag in driverless cars. "
    "Will other carmakers follow suit? Jim Hackett is chief executive of Ford."
)
FORD_ALIBABA = (
    "Ford and Alibaba sign a letter of intent\n\n"
    "Ford and Alibaba have signed a three-year letter of intent on cloud computing. Alibaba Cloud, a unit of Alibaba, "
    "brings the servers. 🚗 Ford lags in connectivity, said David Whiston of Morningstar."
)


def article(text: str, title: str = "", published: str = "", original: bytes | None = None) -> Article:
    return Article(
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        original=text.encode() if original is None else original,
        media_type="text/plain",
        file_name="article.txt",
        title=title or text.split("\n")[0],
        published=published,
        marks=((0, "paragraph 1"),),
    )


@dataclass
class Builder:
    """Collects what was found in one text."""

    text: str
    title: str = ""
    published: str = ""
    companies: list[FoundCompany] = field(default_factory=list)
    deals: list[FoundDeal] = field(default_factory=list)
    standings: list[FoundStanding] = field(default_factory=list)
    questions: list[FoundQuestion] = field(default_factory=list)
    positions: list[FoundPosition] = field(default_factory=list)

    def span(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def why(self, words: str, reality: Reality = Reality.DONE, voice: Voice = Voice(), confidence: float = 0.5) -> Why:
        return Why(self.span(words), "hand", words.split()[0], reality, voice, confidence)

    def company(self, name: str, *aliases: str, unit_of: int | None = None, why: str = "", kind: CompanyKind | None = None) -> int:
        mentions = []
        for called in (name, *aliases):
            start = self.text.find(called)
            while start >= 0:
                mentions.append(FoundMention(Span(start, start + len(called))))
                start = self.text.find(called, start + 1)
        own = kind or (CompanyKind.COMPANY if unit_of is None else CompanyKind.UNIT)
        unit_why = self.why(why) if why else None
        self.companies.append(FoundCompany(name, own, tuple(mentions), unit_of, unit_why, aliases))
        return len(self.companies) - 1

    def deal(
        self,
        parties: Sequence[int],
        said: Sequence[tuple[DealField, str, str] | tuple[DealField, str, str, Reality]],
        flows: Sequence[tuple[int, int, str, str]] = (),
        evidence: str = "",
        date: str = "",
    ) -> int:
        told = [FoundStatement(DealField.PARTY, "", self.why(self.companies[p].name), company=p) for p in parties]
        if evidence:
            told.append(FoundStatement(DealField.EVIDENCE, "", self.why(evidence)))
        for what, value, words, *reality in said:
            when = date if what is DealField.STAGE else ""
            told.append(FoundStatement(what, value, self.why(words, reality[0] if reality else Reality.DONE), date=when))
        given = [FoundFlow(giver, taker, what, self.why(words)) for giver, taker, what, words in flows]
        self.deals.append(FoundDeal(tuple(told), tuple(given)))
        return len(self.deals) - 1

    def standing(self, company: int, what: str, kind: StandingKind, words: str, capability: str = "") -> None:
        key = CapabilityId(capability) if capability else None
        self.standings.append(FoundStanding(company, what, kind, self.why(words), key))

    def question(self, words: str, companies: Sequence[int] = (), deals: Sequence[int] = ()) -> None:
        self.questions.append(FoundQuestion(self.why(words, Reality.ASKED), tuple(companies), tuple(deals)))

    def position(self, person: str, role: str, company: int) -> None:
        self.positions.append(FoundPosition(person, role, self.why(person), company))

    def reading(self) -> Reading:
        return Reading(
            article(self.text, self.title, self.published),
            tuple(self.companies),
            tuple(self.deals),
            tuple(self.standings),
            tuple(self.questions),
            tuple(self.positions),
        )


def ford_vw(published: str = "2018-06-20") -> Reading:
    build = Builder(FORD_VW, published=published)
    ford, vw = build.company("Ford"), build.company("Volkswagen", "VW")
    deal = build.deal(
        [ford, vw],
        [(DealField.TYPE, "alliance", "explore an alliance"), (DealField.STAGE, "in_talks", "is in talks with", Reality.POSSIBLE)],
        [
            (ford, vw, "pickups", "Ford would build pickups for VW"),
            (vw, ford, "electric vehicles", "VW would make electric vehicles for Ford"),
        ],
        evidence="Ford, the carmaker from Dearborn, is in talks with Volkswagen.",
    )
    build.standing(ford, "driverless cars", StandingKind.LAGS, "Both lag in driverless cars", "autonomous.driverless")
    build.standing(vw, "driverless cars", StandingKind.LAGS, "Both lag in driverless cars", "autonomous.driverless")
    build.question("Will other carmakers follow suit?", [ford], [deal])
    build.position("Jim Hackett", "chief executive", ford)
    return build.reading()


def ford_alibaba(published: str = "2017-12-07") -> Reading:
    build = Builder(FORD_ALIBABA, published=published)
    ford, alibaba = build.company("Ford"), build.company("Alibaba")
    build.company("Alibaba Cloud", unit_of=alibaba, why="Alibaba Cloud, a unit of Alibaba")
    build.deal(
        [ford, alibaba],
        [
            (DealField.TYPE, "alliance", "letter of intent"),
            (DealField.INSTRUMENT, "letter_of_intent", "letter of intent"),
            (DealField.STAGE, "intended", "have signed a three-year letter of intent", Reality.INTENDED),
            (DealField.TERM, "three-year", "three-year"),
            (DealField.AREA, "cloud computing", "cloud computing"),
        ],
        evidence="Ford and Alibaba have signed a three-year letter of intent on cloud computing.",
    )
    build.standing(ford, "connectivity", StandingKind.LAGS, "Ford lags in connectivity")
    return build.reading()


def short(
    text: str, parties: Sequence[str], said: Sequence[tuple[DealField, str, str]], published: str = "", date: str = ""
) -> Reading:
    """Build the reading of a short text with one deal."""
    build = Builder(text, published=published)
    build.deal([build.company(party) for party in parties], said, evidence=text, date=date)
    return build.reading()


def everything(landscape: Landscape) -> tuple[object, ...]:
    """Return all that a landscape shows, for comparing."""
    deals = landscape.deals(with_rejected=True)
    return (
        landscape.sources(),
        landscape.companies(),
        [landscape.names_of(company.id) for company in landscape.companies()],
        deals,
        [landscape.statements_of(deal.id, with_rejected=True) for deal in deals],
        [landscape.flows_of(deal.id, with_rejected=True) for deal in deals],
        landscape.standings(with_rejected=True),
        landscape.questions(),
        landscape.positions(),
        landscape.capabilities(),
        landscape.places(),
        landscape.views(),
        landscape.proposals(),
        [landscape.mentions_in(source.id) for source in landscape.sources()],
        [landscape.findings_in(source.id) for source in landscape.sources()],
        landscape.find("ford"),
    )


ALLIANCE_PRINTED = (
    "Mazda and Toyota signed an alliance on engines on Wednesday, after talks that had gone on for the better part of a year. "
    "The two will share what they know of rotary engines and cars, and meet twice a year in Hiroshima to see how far that goes."
)


def printed(publisher: str, headline: str = "") -> Reading:
    """Build the reading of one printing of a story about Mazda and Toyota."""
    build = Builder(f"{headline}\n\n{ALLIANCE_PRINTED}" if headline else ALLIANCE_PRINTED, published="2021-02-03")
    parties = [build.company("Mazda"), build.company("Toyota")]
    evidence = "Mazda and Toyota signed an alliance on engines on Wednesday"
    build.deal(parties, [(DealField.TYPE, "alliance", "alliance"), (DealField.STAGE, "signed", "signed")], evidence=evidence)
    reading = build.reading()
    return replace(reading, article=replace(reading.article, publisher=publisher))


def many(number: int) -> Reading:
    """An article of many deals, alliances and supplies in turn."""
    build = Builder("\n".join(f"Firm{n} and Partner{n} have a pact." for n in range(number)))
    for n in range(number):
        parties = [build.company(f"Firm{n}"), build.company(f"Partner{n}")]
        kind = "alliance" if n % 2 else "supply"
        build.deal(parties, [(DealField.TYPE, kind, "pact")], evidence=f"Firm{n} and Partner{n} have a pact.")
    return build.reading()
