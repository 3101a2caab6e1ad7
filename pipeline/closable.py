"""What has to be closed after use."""

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self


class Closable(ABC):
    """Something that holds memory, files or processes; a context manager that frees them."""

    @abstractmethod
    def close(self) -> None:
        """Free what it holds; it is of no use after that."""

    def __enter__(self) -> Self:
        """Return it itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()
