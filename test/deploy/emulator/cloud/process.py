"""The process of the emulator: it tells whose it is, and ends with who started it."""

import os
import shutil
import sys
import threading

from moto.moto_api._internal import urls


def whose(request, full_url, headers):
    return 200, {"Content-Type": "text/plain"}, os.environ["EMULATOR_TOKEN"]


def end_with_the_parent() -> None:
    sys.stdin.read()  # its end is the end of the process that has the other end of the pipe, even where that was killed
    shutil.rmtree(os.environ["ASSEMBLIES"], ignore_errors=True)
    os._exit(0)


def install() -> None:
    urls.url_paths["{0}/moto-api/whose$"] = whose
    threading.Thread(target=end_with_the_parent, daemon=True).start()
