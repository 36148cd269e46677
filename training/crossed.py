"""How well coded articles are read by models of deals and areas that do not know them: in parts, each by models of the others.

python -m training.crossed DATA_FOLDER --judge SCORE.py [--show deals ...]
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.reading.mapping import CapabilityWords
from explorer.reading.reader import Reader
from training import areas, authored
from training.cards import write
from training.coded import coded
from training.deals import FOLDS, arguments, arrays_of, card, fold, other_examples, read, threshold, validate
from training.measure import found_in, judge, tell


def main() -> None:
    """Train in parts, read, judge."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--show", nargs="*", default=[])
    options = parser.parse_args()
    capabilities = load(resources() / "capabilities")
    articles = coded(options.data)
    reader = Reader(capabilities)
    laid = [read(article, reader) for article in articles]
    others = other_examples(options.data, reader)
    words = CapabilityWords(capabilities)
    near = [areas.lay(article, reader, words) for article in articles]
    own = [areas.lay(article, reader, words) for article in authored.articles()]
    seen = validate(laid, others)
    least, figures = threshold(seen)
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        models = Path(folder) / "models"
        shutil.copytree(resources() / "models", models)
        for part in range(FOLDS):
            rest = [one for one in laid if fold(one.id) != part]
            write(models / "deals", card(len(rest), least, figures), arrays_of(rest, others, seen, least))
            known = [one for one in near if fold(one.id) != part]
            write(models / "areas", areas.card({"articles": len(known)}, 0), areas.trained(known, own).arrays)
            found |= found_in([a for a in articles if fold(a.id) == part], Reader(capabilities, models))
    print(f"from a chance of {least}")
    tell(judge(options.judge), articles, found, options.show)


if __name__ == "__main__":
    main()
