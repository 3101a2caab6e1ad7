"""A cluster with the real model, and one of its two workers killed."""

import os
import signal
import sys

import pytest

from pipeline import models
from pipeline.engine import Engine
from pipeline.glossary import Glossary, Term
from tests.conftest import ROOT

pytest.importorskip("distributed", reason="needs Dask (pip install 'bilingue[cluster]')")

from pipeline.cluster.workers import ClusterWorkers


@pytest.mark.soak
@pytest.mark.model
@pytest.mark.skipif(sys.platform == "win32", reason="only on POSIX: signals reach one process")
def test_the_bundled_model_translates_the_same_with_a_worker_killed() -> None:
    """200 articles by two workers, each on its own core; every score and flag too."""
    package = models.load(models.choose("bundled"))
    glossary = Glossary([Term("governo", "administration")])
    text = (ROOT / "benchmarks" / "data" / "flores-dev.it").read_text(encoding="utf-8")
    lines = text.split("\n")[:600]
    groups = [lines[start : start + 3] for start in range(0, len(lines), 3)]
    engine = Engine(package.files, threads=2, glossary=glossary)
    expected = dict(engine.translate_each(groups))
    engine.close()

    with ClusterWorkers(package, scheduler="local", jobs=2, threads=1, glossary=glossary) as two:
        client = two._connection.client  # noqa: SLF001 - to see who works
        client.wait_for_workers(2)
        victim = next(iter(client.run(os.getpid).values()))
        results: dict[int, object] = {}
        for number, outcome in two.translate_each(groups):
            if len(results) == 20:
                os.kill(victim, signal.SIGKILL)
            results[number] = outcome
        assert victim not in client.run(os.getpid).values()

    assert results == expected
