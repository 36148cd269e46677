"""What was found in one source, and how it is marked in its text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QColor, QTextCharFormat

from explorer.landscape.claims import Claim, ClaimKind
from explorer.landscape.excerpts import SourceId, Span
from explorer.landscape.facts import Basis, CompanyId, DealId
from explorer.landscape.vocabulary import Reality, Review, is_solid
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape

#: The colour in which each kind of claim is marked, by its meaning in the themes, and what it is called.
KINDS: dict[ClaimKind, tuple[str, str]] = {
    ClaimKind.DEAL: ("alliance", "Deals"),
    ClaimKind.STATEMENT: ("alliance", "Deals"),
    ClaimKind.FLOW: ("making", "Flows"),
    ClaimKind.STANDING: ("strong", "Standings"),
    ClaimKind.QUESTION: ("licence", "Questions"),
    ClaimKind.POSITION: ("middle", "People"),
    ClaimKind.ALIAS: ("middle", "Names"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim and where it stands in the text."""

    claim: Claim
    span: Span
    basis: Basis
    words: str
    deal: DealId | None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one source."""

    findings: tuple[Finding, ...] = ()
    mentions: tuple[tuple[CompanyId, Span], ...] = ()

    def at(self, point: int) -> tuple[Finding, ...]:
        """Return the claims whose words hold this code point, the shortest first."""
        held = (finding for finding in self.findings if finding.span.start <= point < finding.span.end)
        return tuple(
            sorted(held, key=lambda finding: (finding.span.end - finding.span.start, finding.claim.kind, finding.claim.id))
        )

    def company_at(self, point: int) -> CompanyId | None:
        """Return the company named at this code point."""
        return next((company for company, span in self.mentions if span.start <= point < span.end), None)

    def companies_in(self, span: Span) -> tuple[CompanyId, ...]:
        """Return the companies named within a span, in the order of the text."""
        return tuple(dict.fromkeys(company for company, at in self.mentions if at.touches(span)))


def findings_in(landscape: Landscape, source: SourceId) -> Findings:
    """Ask the landscape what was found in a source; what was rejected is left out."""
    found = []
    for claim, span, words in landscape.findings_in(source):
        basis, _, deal = landscape.claim(claim)
        if basis.review is not Review.REJECTED:
            found.append(Finding(claim, span, basis, words, deal))
    return Findings(tuple(found), tuple(landscape.mentions_in(source)))


def marked(findings: Sequence[Finding], hidden: Iterable[str], level: Reality, theme: Theme) -> list[tuple[Span, QTextCharFormat]]:
    """Return the quiet ground of each claim's words, the longest first so that shorter ones show on top; ghosts are dotted."""
    passed_over = set(hidden)
    marks: dict[tuple[Span, str], bool] = {}
    for finding in findings:
        colour, name = KINDS.get(finding.claim.kind, ("middle", "Names"))
        if name not in passed_over:
            solid = is_solid(finding.basis.reality, level)
            marks[finding.span, colour] = marks.get((finding.span, colour), False) or solid
    order = sorted(marks.items(), key=lambda mark: (mark[0][0].start - mark[0][0].end, mark[0]))
    return [(span, _ground(theme, colour, is_ghost=not solid)) for (span, colour), solid in order]


def named(theme: Theme) -> QTextCharFormat:
    """Return how a company's name is marked."""
    made = QTextCharFormat()
    made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
    made.setUnderlineColor(theme.colour("chosen"))
    return made


def opened(theme: Theme) -> QTextCharFormat:
    """Return how the words that were asked for are marked."""
    made = QTextCharFormat()
    made.setBackground(theme.colour("chosen"))
    made.setForeground(theme.colour("on_chosen"))
    return made


def found_words(theme: Theme) -> QTextCharFormat:
    """Return how the hits of a search are marked."""
    made = QTextCharFormat()
    made.setBackground(QColor(theme.unreviewed_ground))
    made.setForeground(QColor(theme.unreviewed))
    return made


def _ground(theme: Theme, colour: str, *, is_ghost: bool) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setBackground(theme.colour(colour, 0.05 if is_ghost else 0.15, over="surface"))
    if is_ghost:
        made.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        made.setUnderlineColor(theme.colour(colour))
    return made
