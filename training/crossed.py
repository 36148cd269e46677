"""How well coded articles are read by models of deals, their stages and areas that were not trained on them: in parts, each read by
models of the others. Names are found, and standings told, by the models that ship.

python -m training.crossed DATA_FOLDER --judge SCORE.py [--own] [--show deals ...]
    --own      reads articles of our own in parts, instead of those that others wrote; the models know the others' all
    --without  names of models not to be used: stages
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from explorer.landscape.capabilities import load
from explorer.landscape.shipped import resources
from explorer.reading.mapping import CapabilityWords
from explorer.reading.reader import Reader
from training import areas, authored, stages
from training.cards import write
from training.coded import coded
from training.deals import FOLDS, arguments, arrays_of, card, fold, loose_examples, other_examples, read, threshold, validate
from training.measure import found_in, judge, tell


def main() -> None:
    """Train in parts, read, judge."""
    parser = arguments(__doc__ or "")
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--own", action="store_true")
    parser.add_argument("--show", nargs="*", default=[])
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    capabilities = load(resources() / "capabilities")
    reader = Reader(capabilities)
    real = coded(options.data)
    articles = list(authored.articles()) if options.own else real
    laid = [read(article, reader) for article in articles]
    if options.own:
        others = [*loose_examples(options.data), *(e for article in real for e in read(article, reader).examples if e)]
    else:
        others = other_examples(options.data, reader)
    deals = stages.known_examples(real, reader)
    names = {article.id for article in articles}
    words = CapabilityWords(capabilities)
    near = [areas.lay(article, reader, words) for article in real]
    own = [areas.lay(article, reader, words) for article in authored.articles()]
    seen = validate(laid, others)
    least, figures = threshold(seen)
    found: dict[str, dict[str, Any]] = {}
    with tempfile.TemporaryDirectory() as folder:
        models = Path(folder) / "models"
        shutil.copytree(resources() / "models", models, ignore=shutil.ignore_patterns(*options.without))
        for part in range(FOLDS):
            rest = [one for one in laid if fold(one.id) != part]
            write(models / "deals", card(len(rest), least, figures), arrays_of(rest, others, seen, least))
            if "stages" not in options.without:
                known = [one for one in deals if one.article not in names or fold(one.article) != part]
                write(models / "stages", stages.card({}), stages.fit(known))
            of_others, ours = ([one for one in laid_out if one.id not in names or fold(one.id) != part] for laid_out in (near, own))
            write(models / "areas", areas.card({"articles": len(of_others)}, 0), areas.trained(of_others, ours).arrays)
            found |= found_in([a for a in articles if fold(a.id) == part], Reader(capabilities, models))
    print(f"from a chance of {least}")
    tell(judge(options.judge), articles, found, options.show)


if __name__ == "__main__":
    main()
