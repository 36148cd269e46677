"""What the analyst does with companies, places, views, vocabulary and sources."""

import json
from collections.abc import Sequence
from datetime import datetime

from explorer.landscape.claims import Change
from explorer.landscape.excerpts import SourceId
from explorer.landscape.facts import CapabilityId, CompanyId, Place, ViewId
from explorer.landscape.names import fold
from explorer.landscape.refusals import RefusedEdit
from explorer.landscape.views import View
from explorer.landscape.vocabulary import CompanyKind, Reality
from explorer.landscape.wording import label
from explorer.project import printings
from explorer.project.edits import Edits
from explorer.project.open_file import guarded
from explorer.project.rows import own_basis, putting_in

_KEPT_OF_CHAIN = """
    WITH RECURSIVE merged(id) AS (
        SELECT ?1 UNION SELECT company.id FROM company JOIN merged ON company.same_as = merged.id
    )
    UPDATE company SET kept = ?2 WHERE id IN (SELECT id FROM merged) AND kept <> ?2
"""
#: Companies that nothing but the removed source spoke of.
_UNSPOKEN_OF = """
    DELETE FROM company WHERE origin <> 'analyst' AND id IN (SELECT value FROM json_each(?))
    AND NOT EXISTS (SELECT 1 FROM mention WHERE company = company.id)
    AND NOT EXISTS (SELECT 1 FROM company other WHERE other.same_as = company.id OR other.parent = company.id)
    AND NOT EXISTS (SELECT 1 FROM place WHERE place.company = company.id)
"""


class CompanyEdits(Edits):
    """Edits of companies, places, views, vocabulary and sources."""

    @guarded
    def add_company(
        self, name: str, kind: CompanyKind = CompanyKind.COMPANY, parent: CompanyId | None = None
    ) -> tuple[Change, CompanyId]:
        """Add a company by hand."""
        name = self._named(name)
        with self._step(f"Add {name}") as step:
            company = self._run(
                "INSERT INTO company(name, folded, kind, kept, origin) VALUES (?, ?, ?, 0, 'analyst')", (name, fold(name), kind)
            )
            self._run("UPDATE company SET kept = id WHERE id = ?", (company,))
            if parent is not None:
                self._set_parent(CompanyId(company), self._kept(parent))
        return step.change, CompanyId(company)

    @guarded
    def rename(self, company: CompanyId, name: str) -> Change:
        """Give a company another name; the old one stays an alias, so that it is known when it is read again."""
        name, kept = self._named(name), self._kept(company)
        old = self._names()[kept]
        with self._step(f"Rename {old} to {name}") as step:
            if name != old:
                alias = (kept, old, fold(old), *own_basis(None, "its name before it was renamed by the analyst", Reality.DONE))
                if old not in self.names_of(kept)[1:]:
                    self._run(putting_in("alias", "company", "name", "folded"), alias)
                self._run("UPDATE company SET name = ?, folded = ? WHERE id = ?", (name, fold(name), kept))
        return step.change

    @guarded
    def set_parent(self, company: CompanyId, parent: CompanyId | None) -> Change:
        """Say which company this one belongs to, or that it stands alone."""
        kept = self._kept(company)
        owner = None if parent is None else self._kept(parent)
        names = self._names()
        name = f"Put {names[kept]} under {names[owner]}" if owner is not None else f"Let {names[kept]} stand alone"
        with self._step(name) as step:
            self._set_parent(kept, owner)
        return step.change

    @guarded
    def set_kind(self, company: CompanyId, kind: CompanyKind) -> Change:
        """Say what sort of organisation a company is."""
        kept = self._kept(company)
        with self._step(f"Make {self._names()[kept]} a {label(kind)}") as step:
            self._run("UPDATE company SET kind = ? WHERE id = ?", (kind, kept))
        return step.change

    @guarded
    def merge(self, kept: CompanyId, other: CompanyId) -> Change:
        """Say that two companies are one; everything of `other` is then found at `kept`. `separate` takes it back."""
        keeper, merged = self._kept(kept), self._kept(other)
        names = self._names()
        if keeper == merged:
            raise RefusedEdit(names[keeper], "it is the same company already", "choose another company")
        line = self._line(keeper)
        with self._step(f"Merge {names[merged]} into {names[keeper]}") as step:
            self._run("UPDATE company SET same_as = ? WHERE id = ?", (keeper, merged))
            self._run(_KEPT_OF_CHAIN, (merged, keeper))
            if merged in line:
                self._run("UPDATE company SET parent = NULL WHERE id = ?", (keeper,))
        return step.change

    @guarded
    def separate(self, other: CompanyId) -> Change:
        """Take back that a company was merged into another."""
        row = self._row("SELECT name, same_as FROM company WHERE id = ?", (other,))
        if row is None or row[1] is None:
            raise RefusedEdit("This company", "it was not merged into another", "choose one that was")
        with self._step(f"Separate {row[0]} from {self._names()[other]}") as step:
            self._run("UPDATE company SET same_as = NULL WHERE id = ?", (other,))
            self._run(_KEPT_OF_CHAIN, (other, other))
        return step.change

    @guarded
    def move(self, places: Sequence[Place]) -> Change:
        """Keep where the analyst dragged companies."""
        names = self._names()
        who = names.get(places[0].company, "a company") if len(places) == 1 else f"{len(places)} companies"
        with self._step(f"Move {who}") as step:
            for place in places:
                keep = """INSERT INTO place VALUES (?, ?, ?, ?)
                          ON CONFLICT(company) DO UPDATE SET x = excluded.x, y = excluded.y, pinned = excluded.pinned"""
                self._run(keep, (self._kept(place.company), place.x, place.y, int(place.pinned)))
        return step.change

    @guarded
    def keep_view(self, name: str, view: View, shown: str = "") -> Change:
        """Keep a view under a name."""
        name = self._named(name)
        with self._step(f"Keep view “{name}”") as step:
            made = datetime.now().isoformat(timespec="seconds")
            self._run("INSERT INTO view(name, made, shown, view) VALUES (?, ?, ?, ?)", (name, made, shown, view.to_json()))
        return step.change

    @guarded
    def drop_view(self, view: ViewId | int) -> Change:
        """Forget a kept view."""
        row = self._row("SELECT name FROM view WHERE id = ?", (view,))
        if row is None:
            raise RefusedEdit("This view", "it is not kept here", "choose one from the list")
        with self._step(f"Forget view “{row[0]}”") as step:
            self._run("DELETE FROM view WHERE id = ?", (view,))
        return step.change

    @guarded
    def add_capability(
        self, name: str, parent: CapabilityId | None = None, synonyms: Sequence[str] = ()
    ) -> tuple[Change, CapabilityId]:
        """Add a capability to the vocabulary of this landscape."""
        name = self._named(name)
        own = fold(name).replace(" ", "_").replace(".", "_")
        key = CapabilityId(f"{parent}.{own}" if parent else own)
        if self._row("SELECT 1 FROM capability WHERE id = ?", (key,)):
            raise RefusedEdit(f"“{name}”", "this capability is there already", "choose it, or another name")
        if parent is not None and not self._row("SELECT 1 FROM capability WHERE id = ? AND parent IS NULL", (parent,)):
            raise RefusedEdit(f"“{name}”", "capabilities have two levels", "put it under one of the first level")
        with self._step(f"Add capability {name}") as step:
            place = self._rows("SELECT coalesce(max(place), 0) + 1 FROM capability")[0][0]
            self._run("INSERT INTO capability VALUES (?, ?, ?, ?, ?)", (key, name, parent, json.dumps(list(synonyms)), place))
        return step.change, key

    @guarded
    def remove_source(self, source: SourceId) -> Change:
        """Remove an article with everything that stands on its words alone."""
        title = self.source(source).title or self.source(source).file_name or "an article"
        with self._step(f"Remove “{title}”") as step:
            deals = [row[0] for row in self._rows("SELECT DISTINCT deal FROM statement WHERE source = ?", (source,))]
            units = [row[0] for row in self._rows("SELECT DISTINCT company FROM belonging WHERE source = ?", (source,))]
            spoken_of = [row[0] for row in self._rows("SELECT DISTINCT company FROM mention WHERE source = ?", (source,))]
            left_behind = printings.leave_story(self._connection, source)
            self._run("DELETE FROM source WHERE id = ?", (source,))
            self._settle(left_behind)
            for deal in deals:
                self._run("DELETE FROM deal WHERE id = ? AND NOT EXISTS (SELECT 1 FROM statement WHERE deal = ?)", (deal, deal))
            left = self._rows("SELECT id FROM deal WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(deals),))
            self._refresh(row[0] for row in left)
            for unit in units:
                self._choose_parent(unit)
            self._remove_unspoken_of(spoken_of)
        return step.change

    @guarded
    def separate_story(self, source: SourceId) -> Change:
        """Say that an article is a story of its own, not another printing; what it claims then counts for itself."""
        title = self.source(source).title or self.source(source).file_name or "an article"
        if len(printings.printings(self._connection, source)) < 2:
            raise RefusedEdit(f"“{title}”", "it is a story of its own already", "choose an article that was printed more than once")
        with self._step(f"Let “{title}” be a story of its own") as step:
            self._settle(printings.leave_story(self._connection, source))
            self._settle([source])
        return step.change

    @guarded
    def join_story(self, source: SourceId, other: SourceId) -> Change:
        """Say that an article prints the story of another; what both claim then counts once."""
        titles = [self.source(one).title or self.source(one).file_name or "an article" for one in (source, other)]
        together = printings.printings(self._connection, other)
        if source in together:
            raise RefusedEdit(f"“{titles[0]}”", "it is the same story already", "choose another article")
        with self._step(f"Let “{titles[0]}” be the story of “{titles[1]}”") as step:
            self._settle(printings.leave_story(self._connection, source))
            first = min(source, *together)
            for one in (source, *together):
                self._run("UPDATE source SET story = ? WHERE id = ?", (first if one != first else None, one))
            self._settle(sorted((source, *together)))
        return step.change

    def _settle(self, sources: Sequence[int]) -> None:
        self._refresh(printings.settle(self._connection, sources))

    def _remove_unspoken_of(self, companies: Sequence[int]) -> None:
        claimed = " ".join(
            f"AND NOT EXISTS (SELECT 1 FROM {table} WHERE {column} = company.id)"
            for table, columns in (
                ("statement", ("company",)),
                ("flow", ("giver", "taker")),
                ("standing", ("company",)),
                ("alias", ("company",)),
                ("belonging", ("company", "parent")),
                ("position", ("company",)),
                ("question_about", ("company",)),
            )
            for column in columns
        )
        while companies and self._rows(f"{_UNSPOKEN_OF} {claimed} RETURNING id", (json.dumps(companies),)):
            pass  # an owner goes once its last unit has gone

    def _set_parent(self, company: CompanyId, owner: CompanyId | None) -> None:
        if owner is not None and (owner == company or company in self._line(owner)):
            raise RefusedEdit(self._names()[owner], "it belongs to this very company", "choose another owner")
        self._run(putting_in("belonging", "company", "parent"), (company, owner, *own_basis(None, "", Reality.DONE)))
        self._choose_parent(company)

    def _named(self, name: str) -> str:
        name = " ".join(name.split())
        if not name:
            raise RefusedEdit("A name", "it is empty", "write at least one letter")
        return name
