"""Names the packages: those under explorer/, and resources/, which lies beside it here and inside it when installed."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["explorer", "explorer.*"]), "explorer.resources"])
