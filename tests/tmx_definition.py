"""What TMX 1.4b requires of a file: the definition itself, and the part of it that we use."""

import os
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

import pytest
from lxml import etree

_SUBSET: Final = b"""
    <!ELEMENT tmx (header, body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
    <!ELEMENT header EMPTY>
    <!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
        segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
        adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
    <!ELEMENT body (tu*)>
    <!ELEMENT tu (prop*, tuv+)> <!ATTLIST tu tuid CDATA #IMPLIED>
    <!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
    <!ELEMENT tuv (prop*, seg)>
    <!ATTLIST tuv xml:lang CDATA #REQUIRED creationid CDATA #IMPLIED>
    <!ELEMENT seg (#PCDATA)>
"""


def subset() -> etree.DTD:
    """Return the part that we use."""
    return etree.DTD(BytesIO(_SUBSET))


def whole() -> etree.DTD:
    """Return the definition that OmegaT carries; skip the test where there is none."""
    path = Path(os.environ.get("OMEGAT_JAR", "/usr/share/omegat/OmegaT.jar"))
    if not path.exists():
        pytest.skip("only on machines with OmegaT (Debian: apt-get install omegat)")
    with zipfile.ZipFile(path) as jar:
        return etree.DTD(BytesIO(jar.read("schemas/tmx14.dtd")))
