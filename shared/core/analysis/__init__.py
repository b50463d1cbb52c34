"""From the bytes of one build log to its Analysis; one seam, `analyze(chunks)`.

Pure: chunks of bytes in, values out. Nothing outside this folder is imported.
"""

from shared.core.analysis.analyze import analyze
from shared.core.analysis.model import Analysis, FailureLine, ReportType

__all__ = ["Analysis", "FailureLine", "ReportType", "analyze"]
