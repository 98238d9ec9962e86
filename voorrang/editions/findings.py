"""What is wrong with a programme's files: where, what, and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One error in a programme's folder. `key` is the path inside `file`, such as `minimum.PA.0.kinds`."""

    file: str
    key: str
    problem: str
    cure: str

    def __str__(self) -> str:
        """One line for a terminal."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        return f"{where}: {self.problem} {self.cure}"


class ProgrammeInvalid(ValueError):
    """The files of a programme cannot be used; `findings` lists every error at once."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


@dataclass(slots=True)
class Report:
    """Collects findings while checks go on."""

    findings: list[Finding] = field(default_factory=list)

    def add(self, file: str, key: str, problem: str, cure: str) -> None:
        """Note one error; the same error is noted once."""
        finding = Finding(file, key, problem, cure)
        if finding not in self.findings:
            self.findings.append(finding)
