"""From the bytes of one build log to its Analysis; one seam, `analyze(chunks)`.

Pure: chunks of bytes in, values out. Nothing outside this folder is imported.
"""
