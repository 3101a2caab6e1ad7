"""What this machine is, as far as results and speed depend on it."""

import os
import platform
from functools import cache
from typing import Final

MAX_THREADS: Final = 1024
"""More make CTranslate2 end the whole process."""

MAX_JOBS: Final = 256
"""More processes than any machine has use for."""
COMPUTE_TYPES: Final = (
    "default",
    "auto",
    "int8",
    "int8_float32",
    "int8_float16",
    "int8_bfloat16",
    "int16",
    "float16",
    "bfloat16",
    "float32",
)
"""What CTranslate2 calls the kinds of arithmetic; a machine has some of them."""

# From the least to the most: CTranslate2's int8 results differ between these kinds. They are
# numpy's names; AVX512_CLX and later have the instructions for int8 products (VNNI).
_INSTRUCTION_SETS: Final = (
    "AVX2",
    "AVX512F",
    "AVX512_SKX",
    "AVX512_CLX",
    "AVX512_ICL",
    "AVX512_SPR",
    "ASIMDDP",
    "SVE",
)


def available_threads() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@cache
def instruction_set() -> str:
    """Return the processor's kind as far as it changes results, such as x86_64-AVX512_ICL."""
    try:
        from numpy._core._multiarray_umath import (  # noqa: PLC0415 - 0.1 s, used by `run` alone
            __cpu_features__ as features,
        )
    except ImportError:
        features = {}
    known = [name for name in _INSTRUCTION_SETS if features.get(name)]
    return "-".join([platform.machine().lower(), *known[-1:]])
