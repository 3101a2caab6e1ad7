"""The entries of a feed: a source, a page and a table for each."""

from pathlib import Path

import pytest

from pipeline.batch import dry_run, run
from pipeline.errors import UnreadableSourceError
from pipeline.feed_sources import with_entries
from pipeline.names import Source
from pipeline.readers import read
from pipeline.run_options import RunOptions
from pipeline.source_content import content_of
from pipeline.watcher import Watcher
from tests.tiny_packages import make_package

ENTRY = """<item><title>{title}</title><guid>{guid}</guid>
<pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate>
<description>La biblioteca del paese è aperta anche la domenica mattina.</description></item>"""


def feed(folder: Path, *titles: str) -> Path:
    """Write a feed with these entries."""
    entries = "".join(ENTRY.format(title=title, guid=title[:3]) for title in titles)
    path = folder / "notizie.rss"
    path.write_text(f"<rss><channel><title>Il paese</title>{entries}</channel></rss>", "utf-8")
    return path


def sources(path: Path) -> list[Source]:
    """Return what a feed in a folder of sources becomes."""
    return with_entries(Source(path, f"sotto/{path.name}"))


def test_each_entry_is_a_source(tmp_path: Path) -> None:
    """Its name does not change with its title or its place."""
    before = sources(feed(tmp_path, "Uno al mare", "Due"))
    after = sources(feed(tmp_path, "Tre", "Uno ai monti"))

    assert [source.relative.startswith("sotto/notizie/2026-11-20-") for source in before] == [
        True
    ] * 2
    assert after[1] == before[0]
    assert read(content_of(after[1]).raw, after[1].relative).title == "Uno ai monti"


def test_a_feed_of_one_entry_or_none_is_one_source(tmp_path: Path) -> None:
    """As any file is; what is wrong with it is said by its reader."""
    alone = feed(tmp_path, "Uno")
    assert sources(alone) == [Source(alone, "sotto/notizie.rss")]
    alone.write_text("<rss>", encoding="utf-8")
    assert sources(alone) == [Source(alone, "sotto/notizie.rss")]


def test_an_entry_that_is_gone_is_an_error_of_its_own(tmp_path: Path) -> None:
    """The feed changed between planning and reading."""
    first, _ = sources(feed(tmp_path, "Uno", "Due"))
    feed(tmp_path, "Tre", "Quattro")
    with pytest.raises(UnreadableSourceError, match="the feed has this entry no more"):
        content_of(first)


def test_only_new_entries_are_translated(tmp_path: Path) -> None:
    """A feed that grew costs no more than what came."""
    (tmp_path / "in").mkdir()
    model = make_package(tmp_path / "tiny", positions=256)
    options = RunOptions((tmp_path / "in",), tmp_path / "out", model=str(model))
    feed(tmp_path / "in", "Uno", "Due")
    assert run(options, Watcher()).count("translated") == 2
    feed(tmp_path / "in", "Tre", "Uno", "Due")

    assert [decision.reason for decision in dry_run(options)] == ["new", "up to date", "up to date"]
    assert run(options, Watcher()).count("translated") == 1
