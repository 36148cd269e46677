"""Keeps codings without a word of the articles: ids, hashes, spans and kinds; names become places in the list of companies.

python -m training.keep CODED.jsonl ... [--out FILE]      writes training/codings.jsonl, or training/kept_aside.jsonl, say
"""

import argparse
import json
from pathlib import Path
from typing import Any

from training.corpus import codings

KEPT = Path(__file__).with_name("codings.jsonl")
_DEAL = ("types", "main_type", "instrument", "stage", "reality")


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """Return a coding in which every name is a number and every quote is gone."""
    number = {company["name"]: at for at, company in enumerate(row["companies"])}
    return {
        "id": row["id"],
        "sha256": row["sha256"],
        "companies": [
            {"kind": company["kind"], "unit_of": number.get(company.get("unit_of")), "mentions": company["mentions"]}
            for company in row["companies"]
        ],
        "deals": [_deal(deal, number) for deal in row.get("deals", [])],
        "standings": [
            {"company": number.get(one["company"]), "standing": one["standing"], "reality": one["reality"], "span": one["span"]}
            for one in row.get("standings", [])
        ],
        "questions": _spans(row.get("questions")),
        "not_deals": _spans(row.get("not_deals")),
    }


def named(row: dict[str, Any], text: str) -> dict[str, Any]:
    """Return a kept coding with names and quotes again, read from the article's text: the longest mention is the name."""
    names: list[str] = []
    for at, company in enumerate(row["companies"]):
        longest = max((text[start:end] for start, end in company["mentions"]), key=len)
        names.append(longest if longest not in names else f"{longest} ({at})")

    def name(at: int | None) -> str | None:
        return None if at is None else names[at]

    def quoted(item: dict[str, Any]) -> dict[str, Any]:
        return item | {"quote": text[item["span"][0] : item["span"][1]]}

    companies = [company | {"name": name(at), "unit_of": name(company["unit_of"])} for at, company in enumerate(row["companies"])]
    deals = [
        deal
        | {"parties": [name(at) for at in deal["parties"]]}
        | {field: deal[field] and quoted(deal[field]) for field in ("term", "value")}
        | {field: [quoted(item) for item in deal[field]] for field in ("areas", "evidence")}
        | {"flows": [quoted(flow) | {"from": name(flow["from"]), "to": name(flow["to"])} for flow in deal["flows"]]}
        for deal in row["deals"]
    ]
    standings = [quoted(one) | {"company": name(one["company"])} for one in row["standings"]]
    return row | {
        "companies": companies,
        "deals": deals,
        "standings": standings,
        "questions": [quoted(q) for q in row["questions"]],
    }


def _deal(deal: dict[str, Any], number: dict[str, int]) -> dict[str, Any]:
    return {
        "parties": [number[party] for party in deal["parties"] if party in number],
        **{field: deal.get(field) for field in _DEAL},
        **{field: _span(deal.get(field)) for field in ("term", "value")},
        "areas": _spans(deal.get("areas")),
        "flows": [
            {"from": number.get(flow["from"]), "to": number.get(flow["to"]), "reality": flow["reality"], "span": flow["span"]}
            for flow in deal.get("flows", [])
            if flow.get("span")
        ],
        "evidence": _spans(deal.get("evidence")),
    }


def _span(item: dict[str, Any] | None) -> dict[str, Any] | None:
    return {"span": item["span"]} if item and item.get("span") else None


def _spans(items: list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    return [{"span": item["span"]} for item in items or [] if item.get("span")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("coded", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=KEPT)
    options = parser.parse_args()
    rows = {row["id"]: bare(row) for path in options.coded for row in codings(path)}
    with options.out.open("w", encoding="utf-8", newline="\n") as file:
        for _, row in sorted(rows.items()):
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
    print(f"{len(rows)} codings kept in {options.out}")


if __name__ == "__main__":
    main()
