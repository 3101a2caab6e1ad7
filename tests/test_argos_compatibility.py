"""The bundled package in Argos Translate itself, and both of its distributions beneath us."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.no_sockets import REFUSE_SOCKETS

ROOT = Path(__file__).resolve().parent.parent
ORIGINAL = ROOT / "build" / "original-argostranslate"

SENTENCES = [
    "La biblioteca del paese è aperta anche la domenica.",
    "Il treno delle sette è in ritardo di venti minuti.",
    "Nel 2026 il prezzo del pane è aumentato del 3,5 per cento.",
    "«Non è una multa», ha detto il vigile.",
    "Chi arriva per primo apre le finestre.",
    "I ragazzi hanno piantato duecento alberi lungo il fiume.",
    "Perché nessuno ha risposto alla lettera?",
    "Il sindaco ha promesso una nuova scuola entro l’anno.",
    "La mostra chiude domenica e poi si sposta a Torino.",
    "È stato un inverno lungo, ma la neve non è mai arrivata.",
]

# The stock package's own way from text to translation: PackageTranslation, its tokenizer, its
# settings. Only the sentence splitter, which would download a model, has a stand-in.
STOCK = f"""{REFUSE_SOCKETS}
import json, sys
from pathlib import Path
from argostranslate import package, translate
class OneSentence:
    def __init__(self, package): pass
    def split_sentences(self, text): return [text]
translate.MiniSBDSentencizer = OneSentence
pkg = package.Package(Path(sys.argv[1]))
italian, english = translate.Language("it", "Italian"), translate.Language("en", "English")
translation = translate.PackageTranslation(italian, english, pkg)
print(json.dumps([translation.hypotheses(s, 1)[0].value for s in json.load(sys.stdin)]))
"""

OURS = """
import argostranslate.package, json, sys
from pipeline import Translator
print(argostranslate.package.__file__, file=sys.stderr)
with Translator("bundled") as translator:
    print(json.dumps([t.text for t in translator.translate(json.load(sys.stdin))]))
"""


def python(
    code: str, *arguments: str, home: Path, path: list[Path] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Python with a home of its own, the sentences on its standard input."""
    environment = os.environ | {
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(map(str, [*(path or []), ROOT])),
        "ORT_DISABLE_TELEMETRY": "1",
        "ARGOS_COMPUTE_TYPE": "default",
    }
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        input=json.dumps(SENTENCES),
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )


def ours(home: Path, path: list[Path] | None = None) -> tuple[list[str], str]:
    """Translate with this project; return also which argostranslate was imported."""
    done = python(OURS, home=home, path=path)
    return json.loads(done.stdout), done.stderr


@pytest.mark.model
def test_the_stock_argos_translate_gives_the_same(tmp_path: Path, bundled_model: Path) -> None:
    """Ten sentences, Argos's own code and settings, sockets refused: the same English."""
    pytest.importorskip("minisbd", reason="needs minisbd and onnxruntime (make test)")
    stock = json.loads(python(STOCK, str(bundled_model), home=tmp_path).stdout)

    # Argos itself turns underscores into spaces; nothing else may differ.
    assert [text.replace("_", " ") for text in ours(tmp_path)[0]] == stock


@pytest.mark.model
def test_the_original_distribution_serves_as_well(tmp_path: Path) -> None:
    """`argostranslate`, installed without its dependencies, gives what the light build gives."""
    if not (ORIGINAL / "argostranslate").is_dir():
        pytest.skip("needs the original argostranslate (make test)")

    light, light_file = ours(tmp_path)
    original, original_file = ours(tmp_path, [ORIGINAL])

    assert str(ORIGINAL) in original_file
    assert str(ORIGINAL) not in light_file
    assert original == light
