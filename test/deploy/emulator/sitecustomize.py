"""Start-up file: `moto_server` with this directory on PYTHONPATH makes what stock moto lacks. Python imports it by its name.

It patches internals of moto: the version is pinned in requirements.txt.
"""

import os
import sys
import traceback

if any("moto_server" in part for part in sys.orig_argv):
    try:
        import cloud

        cloud.install()
    except BaseException:
        # Python would go on, and stock moto would pretend success.
        traceback.print_exc()
        os._exit(1)
