"""From the bytes of one build log to its Analysis; one seam, `analyze.analyze(chunks)`.

Pure: chunks of bytes in, values out. Nothing outside this folder is imported. Most of the service
needs `model` alone: the engine with its rules is loaded by whoever reads logs.
"""
