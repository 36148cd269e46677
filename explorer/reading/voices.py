"""Who says what: for each sentence the person or organisation that speaks, the article itself where no one does."""

import re
from collections.abc import Mapping, Sequence

from explorer.landscape.excerpts import Span
from explorer.landscape.facts import Voice
from explorer.reading.document import Line
from explorer.reading.identities import Organisation
from explorer.reading.people import NAME, Person

_SAY = (
    r"(?:says?|said|explains?|explained|points? out|pointed out|notes?|noted|told|adds?|added|argues?|argued|writes?"
    r"|wrote|reports?|reported|claims?|claimed|states?|stated"
    r"|believes?|thinks?|predicts?|predicted|commented|confirmed|suggests?|suggested|warned|warns?)"
)
_SURNAMES = r"\b[A-Z][\w'’-]{1,30}(?: and [A-Z][\w'’-]{1,30})?"
_SAID_BY = re.compile(rf"\b{_SAY} (?:the |The )?(?P<who>{NAME}(?: and {NAME})?|{_SURNAMES})")
_SAYS = re.compile(
    rf"(?P<who>{NAME}(?: and {NAME})?|{_SURNAMES})(?P<gap>(?:,[^,]{{2,90}},)?(?: of (?:The "
    rf"|the )?[A-Z][\w&.]*(?: [A-Z][\w&.]*)*)?(?: (?:also|has|have|had|recently|then))?) {_SAY}\b"
)
_ACCORDING = re.compile(
    r"\b[Aa]ccording to (?:an? |the )?(?:[a-z]+ ){0,4}(?:The )?(?P<who>[A-Z][\w&.'’-]*(?: (?:of |and |& )?[A-Z][\w&.'’-]*)*)"
)
#: Every word of saying holds one of these.
_SAYING = (
    "say said expla point note told add argu write wrote report claim stat belie think predict comment confirm suggest warn"
).split()
_GOES_ON = re.compile(r"^(?:In return|In addition|In exchange|Also|Moreover|Furthermore|Further|Additionally|[“\"])")


def voices(
    text: str, lines: Sequence[Line], people: Sequence[Person], orgs: Sequence[Organisation], owner: Mapping[Span, int]
) -> list[Voice]:
    """Return the voice of each sentence, in order."""
    known = _Known(people, orgs, owner, text)
    found: list[Voice] = []
    quoted: Voice | None = None
    for number, line in enumerate(lines):
        words = line.sentence.span.of(text)
        voice = known.speaker(line.sentence.span)
        follows = number > 0 and lines[number - 1].sentence.paragraph == line.sentence.paragraph
        if voice is None and quoted is not None:
            voice = quoted
        elif voice is None and follows and found and not found[-1].is_the_article and _GOES_ON.match(words):
            voice = found[-1]
        found.append(voice or Voice())
        opened = words.count("“") - words.count("”") + (1 if words.count('"') % 2 else 0)
        if opened > 0 and quoted is None and voice is not None:
            quoted = voice
        elif quoted is not None and (words.count("”") > words.count("“") or words.count('"') % 2):
            quoted = None
    return found


class _Known:
    """The persons and organisations of the article that may speak."""

    def __init__(self, people: Sequence[Person], orgs: Sequence[Organisation], owner: Mapping[Span, int], text: str) -> None:
        self._text = text
        self._orgs = orgs
        self._owner = owner
        self._people: dict[str, Person] = {}
        for person in people:
            for name in person.name.split(" and "):
                if " " in name:
                    self._people.setdefault(name, person)
                    self._people.setdefault(name.split()[-1], person)

    def speaker(self, sentence: Span) -> Voice | None:
        """Return who speaks in a sentence, by the words of saying in it."""
        words = sentence.of(self._text)
        says = any(word in words for word in _SAYING)
        for pattern in (*((_ACCORDING,) if "ccording to " in words else ()), *((_SAID_BY, _SAYS) if says else ())):
            for match in pattern.finditer(self._text, sentence.start, sentence.end):
                if voice := self._voice(match.group("who"), Span(*match.span("who"))):
                    return voice
        return None

    def _voice(self, who: str, span: Span) -> Voice | None:
        person = self._people.get(who) or self._people.get(who.split(" and ")[0]) or self._people.get(who.split()[-1])
        if person is not None:
            organisation = self._orgs[person.company].name if person.company is not None else person.organisation
            is_outlet = person.company is not None and self._orgs[person.company].is_outlet
            names = " and ".join(dict.fromkeys(self._full(name) for name in who.split(" and ")))
            return Voice(names, person.role, organisation, organisation if is_outlet else "")
        for mention, index in self._owner.items():
            if mention.touches(span):
                org = self._orgs[index]
                return Voice("", "", org.name, org.name if org.is_outlet else "")
        return Voice(who) if re.fullmatch(NAME, who) else None

    def _full(self, name: str) -> str:
        person = self._people.get(name) or self._people.get(name.split()[-1])
        if person is None:
            return name
        return next((full for full in person.name.split(" and ") if full.split()[-1] == name.split()[-1]), name)
