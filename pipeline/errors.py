"""Every error that a user can meet, each with a message and a remedy.

    BilingueError
    ├── UsageError               wrong or missing arguments
    │   ├── PathNotFoundError
    │   ├── NothingToDoError
    │   ├── NothingToExportError
    │   ├── GlossaryError
    │   ├── DictionaryError
    │   ├── MemoryImportError
    │   ├── MissingExtraError
    │   └── MemoryFileError      a translation memory cannot be used
    │       ├── NoMemoryError
    │       ├── NotAMemoryError
    │       ├── NewerMemoryError
    │       ├── BrokenMemoryError
    │       ├── UnwritableMemoryError
    │       └── BusyMemoryError
    ├── SourceError              one article cannot be used; the others go on
    │   ├── UnreadableSourceError
    │   │   └── TooLargeSourceError
    │   ├── TooManyBlocksError
    │   ├── TooLongBlockError
    │   ├── TooManySentencesError
    │   ├── TooSlowSourceError
    │   ├── TooMuchMemoryError
    │   ├── EmptySourceError
    │   ├── BinarySourceError
    │   ├── UnknownFormatError
    │   ├── DamagedSourceError
    │   ├── ProtectedSourceError
    │   ├── OldFormatError
    │   ├── FetchError           a page cannot be had from the network
    │   │   ├── BadAddressError
    │   │   ├── PrivateAddressError
    │   │   ├── HttpStatusError
    │   │   ├── FetchTimeoutError
    │   │   └── NotAPageError
    │   ├── TooDeepSourceError
    │   ├── WrongLanguageError
    │   ├── NotTranslatedError
    │   └── UnexpectedError
    ├── ModelError               no translation is possible
    │   ├── ModelNotFoundError
    │   ├── BrokenModelError
    │   ├── UnsupportedComputingError
    │   ├── WrongLanguagePairError
    │   ├── ModelDownloadError
    │   ├── UnsafePackageError
    │   ├── WorkerError
    │   └── ClusterError         a Dask cluster cannot be used
    │       └── RefusedWorkerError
    ├── OutputError              the results cannot be written
    ├── LexiconError             the lexicon is missing or damaged, or lacks a word
    │   └── NoEntryError
    ├── TableError               a table with corrections is none that can be understood
    ├── MissingPartsError        parts of a run are missing
    └── RecordError              a file of ours cannot be understood
        └── NewerSchemaError

A message says what happened and to which file; the remedy says what to do about it. Both are
one line each, in plain words, without a path of the program's own.
"""

_SPLIT_IT = "split it into several files, or leave it out if it is no article"
_SAVE_IT = "open it in a browser, save the page and name the file"
_STATUS = {
    401: ("it wants a password", _SAVE_IT),
    403: ("its host does not give it out", _SAVE_IT),
    404: ("there is no such page", "check the address"),
    410: ("the page is gone", "check the address"),
    429: ("its host gets too many requests", "try again later"),
    451: ("it is withheld for legal reasons", _SAVE_IT),
}
_STATUS_GROUPS = {
    4: ("its host refuses", _SAVE_IT),
    5: ("its host has a problem", "try again later"),
}
_ODD_STATUS = ("its host answers oddly", _SAVE_IT)


class BilingueError(Exception):
    """The root: `str(error)` is the message and the remedy in one line."""

    def __init__(self, message: str, remedy: str = "") -> None:
        """Keep both parts; `remedy` may be empty where nothing can be done."""
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle both parts: the classes below have constructors of their own."""
        return _rebuild, (type(self), self.message, self.remedy)

    def __str__(self) -> str:
        """Return message and remedy joined by a colon and a space, on one line."""
        line = f"{self.message}: {self.remedy}" if self.remedy else self.message
        return " ".join(line.split())


def system_reason(error: OSError) -> str:
    """Return why the system refused, in its own words or by the error's name."""
    return error.strerror or type(error).__name__


def _rebuild(kind: type[BilingueError], message: str, remedy: str) -> BilingueError:
    error = kind.__new__(kind)
    BilingueError.__init__(error, message, remedy)
    return error


class UsageError(BilingueError):
    """The arguments cannot be used."""


class PathNotFoundError(UsageError):
    """A path that the user named does not exist."""

    def __init__(self, path: str) -> None:
        """Name the path."""
        super().__init__(f"{path} does not exist", "check the spelling of the path")


class NothingToDoError(UsageError):
    """No article was found where the user pointed."""

    def __init__(self, where: str, wanted: str) -> None:
        """Name the place that was searched and what it should hold."""
        super().__init__(f"no article found in {where}", f"name {wanted}")


class NothingToExportError(UsageError):
    """No sentence is left that the file could hold."""

    def __init__(self, where: str, remedy: str) -> None:
        """Name the place that was searched and what to do."""
        super().__init__(f"nothing in {where} can be exported", remedy)


class GlossaryError(UsageError):
    """A glossary cannot be used."""

    def __init__(
        self,
        path: str,
        reason: str,
        *,
        line: int | None = None,
        remedy: str = "write an Italian term, a tab and its English on each line; "
        "the Italian alone keeps it as it is",
    ) -> None:
        """Name the file, the line where there is one, what is wrong and what to do."""
        place = path if line is None else f"{path}, line {line}"
        super().__init__(f"the glossary {place} cannot be used ({reason})", remedy)


class DictionaryError(UsageError):
    """A dictionary of the user's own cannot be used."""

    def __init__(self, path: str, reason: str, *, line: int | None = None) -> None:
        """Name the file, the line where there is one, and what is wrong."""
        place = path if line is None else f"{path}, line {line}"
        super().__init__(
            f"the dictionary {place} cannot be used ({reason})",
            "name a table with a word, a tab and its meaning on each line, or a complete StarDict "
            "(.ifo, .idx, .dict) or dictd (.index, .dict) dictionary",
        )


class MemoryImportError(UsageError):
    """A file holds nothing that a translation memory could take in."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(
            f"{path} cannot be imported ({reason})",
            "name a table of bilingue, a table with Italian, a tab and English on each line, a TMX "
            "or an XLIFF file",
        )


class MissingExtraError(UsageError):
    """What the user asked for needs packages that are not installed."""

    def __init__(self, wish: str, extra: str) -> None:
        """Name what was asked for and the extra that brings it."""
        super().__init__(
            f"{wish} needs packages that are not installed",
            f"install them with: pip install 'bilingue[{extra}]'",
        )


class MemoryFileError(UsageError):
    """A translation memory cannot be used."""

    def __init__(
        self, path: str, reason: str, remedy: str = "check the file and its permissions"
    ) -> None:
        """Name the file, what is wrong with it and what to do."""
        super().__init__(f"the translation memory {path} cannot be used ({reason})", remedy)


class NoMemoryError(MemoryFileError):
    """There is no file of that name, and it is not to be made."""

    def __init__(self, path: str, remedy: str) -> None:
        """Name the file and what to do."""
        super().__init__(path, "it does not exist", remedy)


class NotAMemoryError(MemoryFileError):
    """The file is something else."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(
            path,
            "it is not a translation memory of bilingue",
            "name another file; tables, TMX and XLIFF go into a memory with "
            "'bilingue memory import'",
        )


class NewerMemoryError(MemoryFileError):
    """A newer version of this program made the file."""

    def __init__(self, path: str, schema: int) -> None:
        """Name the file and the number of its schema."""
        super().__init__(
            path, f"a newer version of bilingue wrote it, schema {schema}", "update bilingue"
        )


class BrokenMemoryError(MemoryFileError):
    """The file is damaged."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and what SQLite says."""
        super().__init__(
            path,
            f"it is damaged: {reason}",
            "put a copy in its place, or save what is left with sqlite3's .recover",
        )


class UnwritableMemoryError(MemoryFileError):
    """The file cannot be written."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and the system's reason."""
        super().__init__(
            path,
            f"it cannot be written: {reason}",
            "put it on a local disk, into a folder that you may write to and that has room",
        )


class BusyMemoryError(MemoryFileError):
    """Other processes kept the file locked for a long time."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(
            path, "other processes have been writing to it for too long", "try again later"
        )


class SourceError(BilingueError):
    """One article cannot be used."""


class UnreadableSourceError(SourceError):
    """The file exists but its bytes cannot be had."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and the system's reason."""
        super().__init__(f"{path} cannot be read ({reason})", "check the file and its permissions")


class TooLargeSourceError(UnreadableSourceError):
    """The file has too many bytes."""

    def __init__(self, path: str, limit: int) -> None:
        """Name the file and the bytes that it may have."""
        BilingueError.__init__(self, f"{path} is too large (more than {limit:,} bytes)", _SPLIT_IT)


class TooManyBlocksError(SourceError):
    """The article has too many paragraphs and other blocks."""

    def __init__(self, path: str, count: int, limit: int) -> None:
        """Name the file, how many blocks it has and how many it may have."""
        super().__init__(f"{path} has {count:,} paragraphs, more than {limit:,}", _SPLIT_IT)


class TooLongBlockError(SourceError):
    """A paragraph of the article is too long to be one."""

    def __init__(self, path: str, block: int, length: int, limit: int) -> None:
        """Name the file, the block from 1, its characters and how many it may have."""
        super().__init__(
            f"paragraph {block} of {path} has {length:,} characters, more than {limit:,}",
            "put blank lines between its paragraphs",
        )


class TooManySentencesError(SourceError):
    """The article has too many sentences."""

    def __init__(self, path: str, limit: int) -> None:
        """Name the file and how many sentences it may have."""
        super().__init__(f"{path} has more than {limit:,} sentences", _SPLIT_IT)


class TooSlowSourceError(SourceError):
    """Making an article of the file takes too long."""

    def __init__(self, path: str, seconds: float) -> None:
        """Name the file and the seconds that were allowed."""
        super().__init__(
            f"{path} was not understood within {seconds:.0f} seconds",
            "look for marks without end in it, or save it as plain text",
        )


class TooMuchMemoryError(SourceError):
    """Making an article of the file takes too much memory."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and what became of the process that read it."""
        super().__init__(f"{path} takes too much memory to be understood ({reason})", _SPLIT_IT)


class TooDeepSourceError(SourceError):
    """What the file holds is nested deeper than its reader goes."""

    def __init__(self, path: str, what: str) -> None:
        """Name the file and what is nested."""
        super().__init__(
            f"{path} has {what} nested too deep to be read without loss",
            "check that it is an article, and take some levels away",
        )


class EmptySourceError(SourceError):
    """The file holds no text."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} holds no text", "put the article's text into it or leave it out")


class BinarySourceError(SourceError):
    """The file is not text in any encoding."""

    def __init__(self, path: str) -> None:
        """Name the file."""
        super().__init__(f"{path} is not a text file", "save the article as plain text or Markdown")


class UnknownFormatError(SourceError):
    """The file's kind has no reader."""

    def __init__(self, path: str, formats: str) -> None:
        """Name the file and the kinds of file that are read."""
        super().__init__(
            f"{path} is of a kind that cannot be read",
            f"save the article as one of these kinds: {formats}",
        )


class DamagedSourceError(SourceError):
    """The file is damaged, built in a way that no program builds one, or not what its name says."""

    def __init__(
        self,
        path: str,
        reason: str,
        remedy: str = "open it in the program that made it and save it again, or as plain text",
    ) -> None:
        """Name the file, what is wrong with it and what to do."""
        super().__init__(f"{path} cannot be understood ({reason})", remedy)


class ProtectedSourceError(SourceError):
    """The file is encrypted."""

    def __init__(
        self, path: str, reason: str, remedy: str = "save it without a password and try again"
    ) -> None:
        """Name the file, how it is protected and what to do."""
        super().__init__(f"{path} is protected ({reason})", remedy)


class OldFormatError(SourceError):
    """The file is of a kind that its own program has given up."""

    def __init__(self, path: str, kind: str, new: str) -> None:
        """Name the file, its kind and the kind to save it as."""
        super().__init__(
            f"{path} is {kind}", f"open it in Word or LibreOffice and save it as {new}"
        )


class FetchError(SourceError):
    """A page cannot be had from the network."""

    def __init__(
        self, url: str, reason: str, remedy: str = "try again, or save the page and name the file"
    ) -> None:
        """Name the address, what went wrong and what to do."""
        super().__init__(f"{url} could not be fetched ({reason})", remedy)


class BadAddressError(FetchError):
    """What should be the address of a page is none."""

    def __init__(self, url: str, reason: str) -> None:
        """Name the address and what is wrong with it."""
        super().__init__(url, reason, "give the page's address as the browser shows it")


class PrivateAddressError(FetchError):
    """The page's host is in a private network, or is this machine itself."""

    def __init__(self, url: str, ip: str) -> None:
        """Name the address and the host's number."""
        super().__init__(
            url,
            f"its host has the private or reserved address {ip}",
            "if you trust it, allow it with --allow-private",
        )


class HttpStatusError(FetchError):
    """The host answers that it has no such page, or does not give it out."""

    def __init__(self, url: str, status: int) -> None:
        """Name the address and the status of HTTP."""
        reason, remedy = _STATUS.get(status, _STATUS_GROUPS.get(status // 100, _ODD_STATUS))
        super().__init__(url, f"{reason}, HTTP status {status}", remedy)


class FetchTimeoutError(FetchError):
    """The host takes too long."""

    def __init__(self, url: str, seconds: float) -> None:
        """Name the address and the seconds that were waited."""
        super().__init__(url, f"no answer within {seconds:g} seconds", "try again later")


class NotAPageError(FetchError):
    """What is there is of another kind."""

    def __init__(self, url: str, media_type: str) -> None:
        """Name the address and the media type."""
        super().__init__(
            url,
            f"it is no web page but {media_type}",
            "download it, and name the file if it is of a kind that is read",
        )


class WrongLanguageError(SourceError):
    """The article is not in Italian."""

    def __init__(self, path: str, language: str) -> None:
        """Name the file and the language that it seems to be in."""
        super().__init__(
            f"{path} does not look Italian but {language}",
            "leave it out, or translate it all the same with --anyway",
        )


class NotTranslatedError(SourceError):
    """The worker processes that were to translate the article died of it."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and how the last of them ended."""
        super().__init__(
            f"{path} was not translated (each worker process that tried died; the last: {reason})",
            "free some memory, or run again with fewer --jobs",
        )


class UnexpectedError(SourceError):
    """Something went wrong that nobody thought of."""

    def __init__(self, path: str, error: Exception) -> None:
        """Name the file and what was raised."""
        super().__init__(
            f"{path} failed unexpectedly ({type(error).__name__}: {error})",
            "please report this as a fault of bilingue",
        )


class ModelError(BilingueError):
    """No translation is possible with this model."""


class ModelNotFoundError(ModelError):
    """No Argos package has the name or path that was asked for."""

    def __init__(self, model: str, known: str) -> None:
        """Name what was asked for and what there is."""
        super().__init__(
            f"no Argos package {model} was found",
            f"give the folder of a package or one of: {known}",
        )


class BrokenModelError(ModelError):
    """The Argos package cannot be loaded."""

    def __init__(self, model: str, reason: str) -> None:
        """Name the package and what is wrong with it."""
        super().__init__(
            f"the Argos package {model} cannot be used ({reason})",
            "install it again with 'bilingue model install', or choose another with --model",
        )


class UnsupportedComputingError(ModelError):
    """This machine cannot compute as the user wishes."""

    def __init__(self, device: str, compute_type: str, reason: str) -> None:
        """Name what was asked for and what CTranslate2 says."""
        super().__init__(
            f"this machine cannot compute with device {device} and type {compute_type} ({reason})",
            "leave out --device and --compute-type",
        )


class WrongLanguagePairError(ModelError):
    """The Argos package translates between other languages."""

    def __init__(self, model: str, pair: str) -> None:
        """Name the package and its languages."""
        super().__init__(
            f"the Argos package {model} translates {pair}, not Italian to English",
            "choose another with --model",
        )


class ModelDownloadError(ModelError):
    """A package could not be fetched, or is not what was expected."""

    def __init__(self, address: str, reason: str) -> None:
        """Name the address and what went wrong."""
        super().__init__(
            f"{address} could not be fetched ({reason})",
            "try again; a started download goes on where it stopped. Or fetch the file elsewhere "
            "and run 'bilingue model install FILE'",
        )


class UnsafePackageError(ModelError):
    """A package's archive would write outside its folder or is too large."""

    def __init__(self, archive: str, reason: str) -> None:
        """Name the archive and what is wrong with it."""
        super().__init__(
            f"{archive} was not installed ({reason})", "get the package from a source you trust"
        )


class WorkerError(ModelError):
    """No worker process comes as far as translating."""

    def __init__(self, model: str, reason: str) -> None:
        """Name the package that was to be loaded and how the last process ended."""
        super().__init__(
            f"the worker processes died while they loaded {model} (the last: {reason})",
            "free some memory, or run again with fewer --jobs",
        )


class ClusterError(ModelError):
    """A Dask cluster cannot be used."""

    def __init__(self, address: str, reason: str, remedy: str) -> None:
        """Name the scheduler's address, what is wrong and what to do."""
        super().__init__(f"the cluster at {address} cannot be used ({reason})", remedy)


class RefusedWorkerError(ClusterError):
    """A worker of the cluster would translate otherwise than the others."""

    def __init__(self, worker: str, reason: str) -> None:
        """Name the worker, or several, and how it differs."""
        ModelError.__init__(
            self,
            f"the Dask worker {worker} was refused ({reason})",
            "give all workers the same bilingue, the same package (BILINGUE_MODEL, or a folder "
            "that they share) and processors of one kind, or stop that worker",
        )


class OutputError(BilingueError):
    """The results cannot be written."""

    def __init__(
        self, path: str, reason: str, remedy: str = "choose another folder with --out or make room"
    ) -> None:
        """Name the path, the system's reason and what to do."""
        super().__init__(f"{path} cannot be written ({reason})", remedy)


class LexiconError(BilingueError):
    """The lexicon cannot be used."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"the lexicon {path} cannot be read ({reason})", "install bilingue again")


class NoEntryError(LexiconError):
    """The lexicon has no entry for a word."""

    def __init__(self, word: str) -> None:
        """Name the word."""
        BilingueError.__init__(
            self, f"the lexicon has no entry for {word!r}", "try its dictionary form"
        )


class TableError(BilingueError):
    """A table with a person's corrections cannot be understood."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        """Name the file, what is wrong with it and what to do."""
        super().__init__(f"the table {path} cannot be read ({reason})", remedy)


class RecordError(BilingueError):
    """A file that this program wrote earlier cannot be understood."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the file and what is wrong with it."""
        super().__init__(f"{path} is damaged ({reason})", "run again with --force to make it anew")


class MissingPartsError(BilingueError):
    """Some parts of a run that others did parts of have not been done."""

    def __init__(self, folder: str, numbers: list[int], count: int) -> None:
        """Name the output folder and which of how many parts are missing."""
        shown = ", ".join(map(str, numbers[:10])) + (", …" if len(numbers) > 10 else "")  # noqa: PLR2004
        parts = f"part {shown}" if len(numbers) == 1 else f"parts {shown}"
        super().__init__(
            f"{parts} of {count} left no summary in {folder}",
            f"run with --shard I/{count} for each of them, then this command again",
        )


class NewerSchemaError(RecordError):
    """A file was written by a newer version of this program."""

    def __init__(self, path: str, schema: int) -> None:
        """Name the file and the number of its schema."""
        BilingueError.__init__(
            self,
            f"{path} was written by a newer version of bilingue (schema {schema})",
            "update bilingue",
        )
