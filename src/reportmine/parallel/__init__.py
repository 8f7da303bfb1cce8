"""Work on all cores: `many` extracts reports side by side, `pool` has the processes, `worker` is what runs in each.

Processes are started afresh (`spawn`) on every system, so that a script behaves the same on Linux, macOS and Windows.
"""

from reportmine.parallel.many import Found as Found
from reportmine.parallel.many import extract_many as extract_many
