"""Fetch the schema of XLIFF 2.0 out of a Debian package, for the tests in tests/soak.

python -m tools.xliff_schema FOLDER     print where the schema lies
"""

import shutil
import subprocess
import sys
from pathlib import Path

_PACKAGE = "php-symfony-translation"
_NAME = "xliff-core-2.0.xsd"
# The schema looks for xml.xsd here, where OASIS has it; the package has it beside the schema.
_COPIES = "informativeCopiesOf3rdPartySchemas/w3c"


def fetch_schema(folder: Path) -> Path | None:
    """Download the package into `folder`, unpack it and return the schema's path.

    Returns:
        The path; None where there is no apt-get, no network or no such package.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    subprocess.run(
        ["apt-get", "-qq", "download", _PACKAGE], check=False, cwd=folder, capture_output=True
    )
    for package in folder.glob(f"{_PACKAGE}_*.deb"):
        subprocess.run(["dpkg-deb", "-x", package.name, "unpacked"], check=True, cwd=folder)
        for schema in (folder / "unpacked").rglob(_NAME):
            copies = schema.parent / _COPIES
            copies.mkdir(parents=True, exist_ok=True)
            shutil.copy(schema.with_name("xml.xsd"), copies / "xml.xsd")
            return schema
    return None


def main() -> int:
    """Fetch the schema into the folder that is named."""
    schema = fetch_schema(Path(sys.argv[1]))
    print(schema or f"{_PACKAGE} cannot be downloaded here")
    return 0 if schema else 1


if __name__ == "__main__":
    sys.exit(main())
