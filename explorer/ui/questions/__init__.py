"""The open questions of the sources: what the articles themselves leave unanswered. May import session and ui.parts."""

from explorer.ui.questions.panel import QuestionsPanel

__all__ = ["QuestionsPanel"]
