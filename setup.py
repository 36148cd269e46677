"""Names the packages: those under explorer/, and resources/, which lies beside it here and inside it when installed.

Builds the compiled kernel of the map where there is a compiler; without one everything installs and works, large maps more slowly.
"""

import sys

from setuptools import Extension, find_packages, setup

KERNEL = "explorer/map/kernel"
# Fused or reordered sums would make a map look different from one processor to the next.
EXACT = ["/O2", "/fp:precise"] if sys.platform == "win32" else ["-O3", "-std=c99", "-ffp-contract=off"]

setup(
    packages=[*find_packages(include=["explorer", "explorer.*"]), "explorer.resources"],
    ext_modules=[
        Extension(
            "explorer.map.kernel._compiled",
            [f"{KERNEL}/{name}.c" for name in ("compiled", "raster", "forces", "graphs", "room")],
            depends=[f"{KERNEL}/kernel.h"],
            define_macros=[("Py_LIMITED_API", "0x030B0000")],
            extra_compile_args=EXACT,
            py_limited_api=True,
            optional=True,
        )
    ],
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
