"""From facts about a commit's builds to one verdict for each failed job, and one state; pure.

A green that is wrong is the worst mistake there is: where facts are missing, nothing is excused.
"""
