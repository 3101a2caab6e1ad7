"""BLEU and chrF of a package on FLORES-200 dev, translated as a run translates.

    python -m benchmarks.quality [NAME_OR_PATH] [--write]

Needs sacreBLEU (`pip install sacrebleu`). --write keeps the figures under benchmarks/results and
in models/scores.json, from which `bilingue model list` quotes them.
"""

import argparse
import json

from benchmarks.evaluation_set import read_lines
from benchmarks.keep import write_results
from pipeline import Translator
from pipeline.data import data_path


def main() -> None:
    """Translate, score, print; --write keeps the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", nargs="?", default="bundled")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    with Translator(arguments.model) as translator:
        hypotheses = [t.text for t in translator.translate(read_lines("it"))]
        model = translator.model
    import sacrebleu  # noqa: PLC0415 - the tests import this module without it

    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    references = [read_lines("en")]
    figures = {
        "model": model.name,
        "sha256": model.sha256,
        "sentences": len(hypotheses),
        "bleu": round(bleu.corpus_score(hypotheses, references).score, 2),
        "chrf": round(chrf.corpus_score(hypotheses, references).score, 2),
        "signatures": [str(bleu.get_signature()), str(chrf.get_signature())],
    }
    print(json.dumps(figures, indent=1))
    if arguments.write:
        write_results(f"quality-{model.name}", figures)
        path = data_path("models") / "scores.json"
        scores = json.loads(path.read_text(encoding="utf-8"))
        scores[model.sha256] = {"bleu": figures["bleu"], "chrf": figures["chrf"]}
        path.write_text(json.dumps(scores, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
