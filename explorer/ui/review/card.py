"""The proposal one looks at: what it says, how sure, and the sentence with the words that set it off."""

import html

from PySide6.QtWidgets import QWidget

from explorer.analysis.learning import Learned
from explorer.landscape.wording import describe_flow
from explorer.painting.theme import Theme
from explorer.project.landscape import Landscape
from explorer.session.answers import Told, told_of
from explorer.session.queue import Placed
from explorer.ui.parts.page import Page, label
from explorer.ui.parts.style import give_role, quote_role
from explorer.ui.review.proposals import Proposal, sure_of, what_was_learned


class Card(Page):
    """Shows one proposal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", "heading")
        self.sure = label("", "caption")
        self.quote = label("", "quote", is_rich=True)
        self.where = label("", "caption")
        self.rule = label("", "caption")
        self.more = label("", "caption")
        for part in (self.words, self.sure, self.quote, self.where, self.rule, self.more):
            self.add(part)

    def show_proposal(self, landscape: Landscape, one: Placed, proposal: Proposal, learned: Learned, theme: Theme) -> None:
        """Show what is proposed, with everything needed to judge it."""
        told = told_of(landscape, [proposal.claim])
        self.words.setText(proposal.words)
        self.sure.setText(proposal.caption(sure_of(one, learned)))
        quote = set_off(told[0], theme) if told else ""
        give_role(self.quote, quote_role(quote))
        self.quote.setText(quote)
        also = f" · also printed by {', '.join(told[0].also)}" if told and told[0].also else ""
        self.where.setText(f"{told[0].where}{also}" if told else "")
        self.rule.setText(
            " ".join(part for part in (f"{proposal.rule.capitalize()}.", what_was_learned(landscape, one, learned)) if part)
        )
        flows = landscape.flows_of(proposal.deal) if proposal.deal is not None else ()
        names = landscape.names() if flows else {}
        self.more.setText("\n".join(describe_flow(flow, names) for flow in flows))
        self.more.setVisible(bool(flows))
        self.verticalScrollBar().setValue(0)


def set_off(told: Told, theme: Theme) -> str:
    """Return the sentence as rich text: the words claimed from strong, those that set the finding off on a ground of their own."""
    basis = told.basis
    if basis.excerpt is None:
        return html.escape(basis.note or "Stated by the analyst, without a note.")
    quote, trigger = basis.excerpt.quote, " ".join(basis.trigger.split())
    start = quote.casefold().find(trigger.casefold()) if trigger else -1
    if start < 0 or len(quote.casefold()) != len(quote):
        words = f"<b>{html.escape(quote)}</b>"
    else:
        ground = f'<span style="background-color: {theme.unreviewed_ground}; color: {theme.unreviewed}">'
        before, hit, after = quote[:start], quote[start : start + len(trigger)], quote[start + len(trigger) :]
        words = f"{html.escape(before)}{ground}<b>{html.escape(hit)}</b></span>{html.escape(after)}"
    return f"“{html.escape(told.before.lstrip())}{words}{html.escape(told.after.rstrip())}”"
