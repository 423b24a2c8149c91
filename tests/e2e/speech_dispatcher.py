# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""A speech-dispatcher of the test's own: its files and its socket in a folder, its sound thrown away."""

import os
import pathlib
import signal
import socket
import subprocess

import support

CONFIGURATION = """LogLevel 0
LogDir "stdout"
AudioOutputMethod "libao"
DefaultLanguage "zh"
Timeout 0
AddModule "espeak-ng" "sd_espeak-ng" "espeak-ng.conf"
DefaultModule espeak-ng
"""


class SpeechDispatcher:
    """`with SpeechDispatcher(folder) as dispatcher`: answers at `dispatcher.socket`."""

    def __init__(self, folder):
        self.folder, self.process = pathlib.Path(folder), None
        self.socket = self.folder / "speechd.sock"
        for name in ("home", "modules", "run"):
            (self.folder / name).mkdir(parents=True)
        (self.folder / "home" / ".libao").write_text("default_driver=null\n")
        (self.folder / "speechd.conf").write_text(CONFIGURATION)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.kill()

    def start(self):
        environment = dict(os.environ, HOME=str(self.folder / "home"), XDG_RUNTIME_DIR=str(self.folder / "run"))
        command = ["speech-dispatcher", "-s", "-c", "unix_socket", "-S", str(self.socket), "-C", str(self.folder),
                   "-P", str(self.folder / "pid")]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env=environment, start_new_session=True)
        try:
            support.wait_until(self.answers, "speech-dispatcher")
        except BaseException:
            self.kill()
            raise

    def answers(self):
        with socket.socket(socket.AF_UNIX) as connection:
            try:
                connection.connect(str(self.socket))
                return True
            except OSError:
                return False

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.socket.unlink(missing_ok=True)
