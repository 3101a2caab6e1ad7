"""The benchmark of the cluster: what is worked out from its figures, and what the page says."""

import json

import pytest

from benchmarks.cluster import bounds
from benchmarks.keep import RESULTS
from tests.conftest import ROOT


def test_bounds_are_worked_out_from_the_dearest_part() -> None:
    """A part that takes a tenth of what a task takes keeps ten cores busy."""
    scheduler = [{"scheduler_ms_a_task": 1.0, "client_ms_a_task": 2.0}]
    one = bounds(scheduler, {"ms_a_word": 0.1})
    dearer = bounds([{"scheduler_ms_a_task": 4.0, "client_ms_a_task": 2.0}], {"ms_a_word": 0.1})

    task = one["core_seconds_a_task"]
    assert one["tasks_a_second_at_most"] == 500
    assert dearer["tasks_a_second_at_most"] == 250
    assert one["cores_by_scheduler"] == pytest.approx(1000 * task, rel=0.01)
    assert dearer["cores_by_scheduler"] == pytest.approx(250 * task, rel=0.01)
    assert one["cores_by_client"] == pytest.approx(
        1000 * task / (0.1 * one["words_a_task"] + 2), rel=0.05
    )


def test_the_page_quotes_the_results() -> None:
    """Every figure that the page takes from the measurement stands in it as it was measured."""
    parts = json.loads((RESULTS / "cluster.json").read_text(encoding="utf-8"))["parts"]
    figures = {name: part["figures"] for name, part in parts.items()}
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")
    largest = figures["scheduler"][-1]

    assert largest["workers"] == 1000
    for figure in (
        f"{figures['parcels']['alone_words_a_second']} words",
        f"{figures['parcels']['as_sent_words_a_second']} words",
        f"{figures['client']['words_a_second']:,} words",
        f"{figures['bounds']['cores_by_client']} cores",
        f"{figures['bounds']['cores_by_scheduler']:,} cores",
        f"{figures['memory']['dask_words_a_second']} words",
        f"{figures['memory']['ours_words_a_second']} words",
        f"{100 * figures['memory']['dask_system_share']:.0f}%",
        f"{figures['bounds']['core_seconds_a_task']} s",
    ):
        assert figure in page
    for row in figures["scheduler"]:
        costs = f"{row['scheduler_ms_a_task']} ms | {row['client_ms_a_task']} ms"
        idle = f"{100 * row['idle_share']:.1f}% | {row['scheduler_mb']} MB"
        assert f"| {row['workers']:,} | {costs} | {idle} |" in page


@pytest.mark.parametrize("words", [125, 500, 1000])
def test_what_a_million_articles_cost_follows_from_the_speed(words: int) -> None:
    """Core-hours are words by the words a second that `run` did on each of two cores."""
    parts = json.loads((RESULTS / "engine.json").read_text(encoding="utf-8"))["parts"]
    figures = parts["size-10000"]["figures"]
    core = figures["words_a_second"] / figures["threads"]
    page = (ROOT / "docs" / "cluster.md").read_text(encoding="utf-8")

    assert f"| {words:,} | {words * 1e6 / core / 3600:,.0f} |" in page
