"""Known breakages of branches: where commits stand, what is excused, what is proposed, how broken.

Imports core alone.
"""
