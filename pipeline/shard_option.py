"""The argument I/N of the option --shard."""

import re
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from pipeline.shards import Shard

MAX_SHARDS: Final = 1_000_000
_PATTERN: Final = re.compile(r"(\d{1,7})/(\d{1,7})", re.ASCII)


class ShardType(click.ParamType):  # type: ignore[type-arg] # not in all versions of click
    """Two numbers such as 2/3: the second of three parts."""

    name = "shard"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> "Shard":
        """Return the part, or say what is wrong."""
        from pipeline.shards import Shard  # noqa: PLC0415 - for those who want it

        if isinstance(value, Shard):
            return value
        match = _PATTERN.fullmatch(str(value))
        if match is None:
            self.fail(f"{value!r} is not of the form I/N, such as 2/3", param, ctx)
        number, count = int(match[1]), int(match[2])
        if not 1 <= number <= count <= MAX_SHARDS:
            self.fail(f"in {value} I must be from 1 to N, and N at most {MAX_SHARDS:,}", param, ctx)
        return Shard(number, count)
