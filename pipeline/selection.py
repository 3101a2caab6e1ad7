"""What failed in the last run, to be done again."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.errors import NewerSchemaError, RecordError, UsageError
from pipeline.planning import Task
from pipeline.report import read_summary

_RUN_WITHOUT: Final = "run once without --retry-failed"


def failed_last_time(tasks: Sequence[Task], out: Path) -> list[Task]:
    """Return those articles of the plan that failed in the last run into the folder `out`.

    Raises:
        UsageError: there was no such run, or its run.json cannot be understood.
    """
    path = out / "run.json"
    if not path.exists():
        message = f"{path} does not exist, so that no one knows what failed"
        raise UsageError(message, _RUN_WITHOUT)
    try:
        summary = read_summary(path)
    except NewerSchemaError as error:
        raise UsageError(error.message, error.remedy) from error
    except RecordError as error:
        raise UsageError(error.message, _RUN_WITHOUT) from error
    failed = {result.name for result in summary.results if result.status == "failed"}
    return [task for task in tasks if task.name in failed]
