"""What speaks for and against a run of words naming an organisation: the name itself, and what stands around it."""

import re

from explorer.landscape.names import fold
from explorer.reading.candidates import Candidate
from explorer.reading.document import Line
from explorer.reading.lexicon import Lexicon

_BASED = re.compile(r"\w[-‐‑](?:based|owned|backed|listed|headquartered)$")
_COINED = re.compile(r"\w{3}(?:[Cc]orp|[Ss]oft|[Tt]ech|[Tt]elecom|[Pp]harma|[Jj]et|[Bb]ank|[Mm]obil|[Cc]hem|[Ss]ystems)$")
_IS = frozenset("is was were are been being be gets got".split())
_IS_HELPERS = frozenset("has have had will would could may might to also then since later subsequently now".split())
_OWNED_BY = frozenset("of in with by at for from between to".split())
_OWNED = frozenset(
    """union pact tie-up venture ventures alliance shares stake stakes acquisition purchase takeover merger buyout subsidiary
    unit division arm brand ceo chairman executive president director founder head spokesman spokeswoman spokesperson
    analyst owner parent headquarters partnership alliance deal agreement venture contract collaboration pact talks bid
    offer owned bought acquired made manufactured built operated sold licensed backed developed published reported run
    founded controlled supplied economist strategist agreed works worked working work together collaborated collaborates
    collaborate partnering alongside raised cooperates cooperate cooperated jointly negotiations partnered merge merged
    merging teamed compete competes competing rival rivals competitor competitors customers investment investor invested
    invest employees acquire acquiring buy buying purchase purchasing part majority control assets editor shareholders
    stock bankruptcy signed produced partnerships alliances collaborations agreements deals contracts acquisitions shareholding
    partners merges invests client clients customer customers supplier suppliers distributor distributors reseller licensee
    licence license funding financing investments led co-led raised raises absorbed hired contracted commissioned co-produced
    distributed integrated amalgamated consolidated allied allies distributing purchases tie-ups""".split()
)
_OF_COMPANIES = frozenset("merged merges merge merger stake stakes shares acquisition takeover subsidiary".split())
_SHOWN = frozenset(
    """acquire acquires acquired acquiring buy buys bought buying purchase purchased sue sued suing distributes outbid""".split()
)
_LISTS = frozenset(("as", "including", "include", "includes", "included", "like", "namely", "—", ":"))
_TICKER = frozenset("nyse nasdaq lse asx tsx euronext ticker amex sehk tse".split())
_WILL = frozenset("will may would could might can has is intends plans wants agreed aims hopes must".split())
_DETERMINERS = frozenset("the a an its his her their our this that these those my your".split())
_AT = frozenset("in at near from across throughout outside into around inside toward towards".split())
_NUMBERS = frozenset("one two three four five six seven eight nine ten".split())


class Evidence:
    """Weighs words; positive speaks for an organisation."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._words = lexicon.words

    def inside(self, key: str, run: Candidate, surnames: frozenset[str]) -> float:
        """What the name itself tells."""
        words, name, last = run.words, run.name, run.words[-1].text.rstrip(".")
        score = -0.4
        if key in self._lexicon.companies or key in self._lexicon.units:
            score += 2.0 if key in self._weak_names or name in self._words["places"] or name in self._words["first_names"] else 4.5
        elif key in self._lexicon.outlets or key in self._lexicon.bodies:
            score += 4.5
        if len(words) > 1:
            if any(word.text.rstrip(".") in self._words["legal"] for word in words[1:]):
                score += 5.0
            elif last in self._words["tails"] and not (words[0].text in self._words["first_names"] and len(words) == 2):
                score += 3.2
            elif any(word.text in self._words["bodies"] for word in words) and last not in self._words["not_tails"]:
                score += 2.6
            elif any(word.text in self._words["tails"] for word in words[1:]):
                score += 1.0
        if name.lower().endswith((".com", ".net", ".org", ".co.uk")) or any(
            "&" in word.text and word.text != "&" for word in words
        ):
            score += 3.5
        elif "&" in name:
            score += 1.5
        if len(words) == 1 and _COINED.search(name):
            score += 1.2
        if len(words) == 1 and name[0].isalpha():
            inner = name[1:]
            if name.isupper() and 2 <= len(name) <= 5:
                score += 0.7
            elif (
                any(c.isupper() for c in inner)
                and any(c.islower() for c in inner)
                and "-" not in name
                and "'" not in name
                and "’" not in name
            ):
                score += 0.2 if name.startswith(("Mc", "Mac", "De", "Di", "Le")) or name[0].islower() else 1.6
        return score + self._against(run, last, surnames)

    def around(self, run: Candidate) -> list[tuple[str, float]]:
        """What stands before and after one mention."""
        line, found = run.line, []
        one, two = line.low(run.first - 1), line.low(run.first - 2)
        next_, then = line.low(run.last + 1), line.low(run.last + 2)
        if one in self._words["company_nouns"] and (
            one not in ("network", "label", "group") or line.words[run.first - 2].text in self._words["demonyms"]
        ):
            found.append(("noun before", 3.0))
        if _BASED.search(one) or (one == "based" and two in "-‐‑"):
            found.append(("based", 2.0))
        if one in _LISTS and self._lists_companies(line, run.first - 1):
            found.append(("listed", 2.6))
        if run.after_title:
            found.append(("title before", -4.0))
        if one in ("by", "of", "in", "with", "for", "at", "from", "to", "the", "between"):
            head = two if one != "the" else line.low(run.first - 3)
            if head in _OWNED and (one != "the" or two in _OWNED_BY):
                found.append(
                    (
                        "owned",
                        2.2 if head not in ("part", "deal", "signed", "head", "president", "director", "made", "talks") else 1.2,
                    )
                )
        if (one == "with" and two in ("up", "forces")) or (one in ("in", "into") and self._has_invested(line, run.first)):
            found.append(("owned", 2.2))
        if one == "for" and {"paid", "pay", "pays", "paying"} & {line.low(i) for i in range(max(0, run.first - 8), run.first)}:
            found.append(("paid for", 1.9))
        if next_ == "from" and then in _SHOWN:
            found.append(("bought", 2.2))
        if self._is_done_to(line, run.last + 1):
            found.append(("is acquired", 2.6))
        if self.is_person(run) and one in ("with", "in", "of") and two in _OF_COMPANIES:
            found.append(("owned", 8.0))  # Martin Marietta is no person where someone merged with it
        if self._makes_a_deal(line, run.last + 1) and not self.is_person(run):
            found.append(("makes a deal", 2.2))
        if next_ in ("is", "was", "are", "were") and self._is_a_company(line, run.last + 2):
            found.append(("is a company", 2.4))
        if one in ("owned", "backed") or (one in ("sell", "sells", "sold", "selling") and next_ == "to"):
            found.append(("bought", 2.0))
        if one == "of" and two in ("developer", "developers", "maker", "makers", "version", "users"):
            found.append(("product of", -2.5))
        if one == "over" and two in ("take", "takes", "taking", "took", "taken"):
            found.append(("bought", 1.8))
        if one in _SHOWN or (one in _DETERMINERS and two in _SHOWN):
            found.append(("bought", 2.3))
        if next_ == "'s":
            if then in self._words["company_has"] or line.low(run.last + 3) in self._words["company_has"]:
                found.append(("has", 2.2))
            elif then in ("recently", "newly", "upcoming", "proposed", "planned"):
                found.append(("has", 1.9))
        elif next_ in self._words["company_has"] and next_ not in ("cars", "management", "strategy", "production", "products"):
            found.append(("has", 2.0))
        elif next_ in self._words["company_nouns"] and next_ not in ("network", "networks", "brand", "group", "platform", "chain"):
            found.append(("noun after", 1.6))
        verb = (
            then
            if next_ in ("has", "have", "had", "will", "also", "recently", "which", "who", "officially", "today", "yesterday")
            else next_
        )
        ahead = {line.low(i) for i in range(run.last + 1, run.last + 6)}
        if next_ in _WILL and ahead & self._words["deal_bases"] and not self.is_person(run):
            found.append(("will", 2.1))
        if verb in self._words["deal_verbs"] and not self.is_person(run):
            found.append(("does", 2.3))
        elif verb in self._words["business_verbs"] and not self.is_person(run):
            found.append(("does", 1.8 if len(run.words) < 3 else 1.2))
        elif verb in self._words["speech_verbs"]:
            found.append(("says", 0.7 if len(run.words) == 1 else 0.2))
        if next_ == "who" or (next_ == "," and then == "who"):
            found.append(("who", -4.0))
        if next_ == "," and self._has_apposition(line, run.last + 2):
            found.append(("apposition", 3.2))
        if next_ == "," and (
            then in self._words["roles"] or (then in _DETERMINERS and line.low(run.last + 3) in self._words["roles"])
        ):
            found.append(("role after", -3.0))
        if next_ == "(" and (then in _TICKER or line.low(run.last + 3) == ":"):
            found.append(("ticker", 5.0))
        if (
            len(run.words) == 2
            and next_ == "of"
            and line.words[run.last + 2 : run.last + 3]
            and line.words[run.last + 2].is_capital
        ):
            found.append(("of a company", -2.0))
        if next_ in ("subsidiary", "unit", "division", "arm", "affiliate") and len(run.words) > 1:
            found.append(("unit", 2.5))
        if one in _AT and next_ != "'s" and not any(feature == "owned" for feature, _ in found):
            found.append(("at", -1.2))
        if one in ("the", "a", "an") and len(run.words) == 1 and not run.name.isupper():
            found.append(("article", -0.8))
        if one in '"“' and next_ in '"”' and one:
            found.append(("quoted", -1.0))
        if one in ("its", "his", "her", "their", "new", "called", "named", "entitled"):
            found.append(("its", -0.8))
        return found

    def is_person(self, run: Candidate) -> bool:
        """Say whether it looks like the name of a person."""
        if run.first == run.last:
            return False
        words = run.words
        if len(words) < 2 or len(words) > 4 or words[0].text not in self._words["first_names"]:
            return False
        last = words[-1].text.rstrip(".")
        if fold(run.name) in self._lexicon.companies or last in self._words["legal"]:
            return False
        return last not in self._words["tails"] or last in ("Post", "Bank", "Stanley", "Lynch", "Mart", "Sons", "Lines", "Trust")

    def _against(self, run: Candidate, last: str, surnames: frozenset[str]) -> float:
        """What the name itself tells against it: places, people, laws, products with a number."""
        words, name, score = run.words, run.name, 0.0
        if name in self._words["places"]:
            score -= 5.0
        elif len(words) > 1 and last in self._words["places"]:
            score -= 2.0
        if last in self._words["not_tails"] and len(words) > 1:
            score -= 5.0
        if self.is_person(run):
            score -= 6.0
        if len(words) == 1 and name in surnames and fold(name) not in self._lexicon.companies:
            score -= 6.0
        if len(words) == 1 and len(name) < 6 and name[0].isalpha() and name[1:].isdigit():
            score -= 2.5  # A340
        if len(words) > 1 and any(c.isdigit() for c in last):
            score -= 1.5
        if len(words) == 1 and run.line.low(run.first - 1) in ("-", "/"):
            score -= 0.5
        return score

    def _is_done_to(self, line: Line, at: int) -> bool:
        """Say whether it is what companies are: "was acquired by", "has since been sold to", "merged with"."""
        verb = at
        while verb < at + 3 and line.low(verb) in _IS_HELPERS:
            verb += 1
        if line.low(verb) == ",":
            verb += 1
        elif line.low(verb) in _IS:
            verb += 2 if line.low(verb + 1) in _IS | _IS_HELPERS or line.low(verb + 1).endswith("ly") else 1
        elif line.low(verb) not in ("merged", "merges", "merge"):
            return False
        return line.low(verb) in self._words["done_to_companies"] and bool(
            {line.low(i) for i in range(verb + 1, verb + 5)} & {"by", "with", "into", "to", "over", "on", "in"}
        )

    def _makes_a_deal(self, line: Line, at: int) -> bool:
        """Say whether it signs, reaches or announces what companies do: "has entered into an agreement", "raised $5 million"."""
        verb = at
        while verb < at + 3 and (line.low(verb) in _IS_HELPERS or line.low(verb).endswith("ly")):
            verb += 1
        ahead = {line.low(i) for i in range(verb + 1, verb + 8)}
        return (line.low(verb) in self._words["agreeing_verbs"] and bool(ahead & self._words["agreements"])) or (
            line.low(verb) in self._words["funded_verbs"] and bool(ahead & self._words["funds"])
        )

    def _is_a_company(self, line: Line, at: int) -> bool:
        """Say whether "a German maker of …", "a subsidiary of …" follows what it is."""
        if line.low(at) not in ("a", "an", "the", "one"):
            return False
        for i in range(at + 1, at + 9):
            if line.low(i) in self._words["company_nouns"]:
                return True
            if line.low(i) in (*_OWNED_BY, ",", ".", "who", "that", "which") and line.low(i - 1) != "one":
                return False
        return False

    def _has_invested(self, line: Line, at: int) -> bool:
        """Say whether money went there: "invested $10 million in"."""
        return any(line.low(i).startswith("invest") for i in range(max(0, at - 7), at))

    def _lists_companies(self, line: Line, at: int) -> bool:
        """Say whether a list of companies is begun: "rivals such as", "business units …—namely", "carmakers including"."""
        words = {line.low(i) for i in range(max(0, at - (14 if line.low(at) in ("namely", "—", ":") else 3)), at)}
        return bool(words & self._words["plural_nouns"])

    def _has_apposition(self, line: Line, at: int) -> bool:
        """Say whether ", the largest maker of …" follows."""
        words = [line.low(i) for i in range(at, min(at + 9, len(line.words)))]
        if not words or words[0] not in ("a", "an", "the", "one", "owner", "maker", "parent", "which"):
            return False
        if words[0] == "which":
            return len(words) > 1 and (words[1] in self._words["business_verbs"] or bool(_SHOWN & set(words[2:6])))
        for word in words[1:]:
            if word in (",", ".", "who", "that"):
                return False
            if word in self._words["company_nouns"]:
                return True
        return words[0] in ("owner", "maker", "parent")

    _weak_names = frozenset(
        """total here orange man mars shell fox visa grab ola ring apple sharp cruise aurora lucid time variety fortune wired arm
    seat delta target sprint meta magna continental subway gap guardian economist ups ing eni bp bt abc target tata
    reliance nikola snowflake lincoln here guardian crikey""".split()
    )
