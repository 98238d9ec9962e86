"""placeholder"""
from typing import Any
def findings_of(terms: Any, coverage: Any, readings: Any, *, files: Any) -> list[Any]:
    return []
