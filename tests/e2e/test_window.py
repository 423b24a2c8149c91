# SPDX-FileCopyrightText: 2026 The Gridboard Authors
# SPDX-License-Identifier: Apache-2.0
"""The same board in a real window: on an X server, and in cage as it will hang on the wall.

What a foreign program reads off the screen (xwd) is held against the picture of a headless board of the same size.
"""

import os
import pathlib
import pwd
import shutil
import struct
import subprocess
import tempfile
import unittest

from PIL import Image, ImageChops

import support

PX_PER_MM = 4.03
MOST_DIFFERENT = 0.002  # of all pixels, without what goes on
GOES_ON = ("header.clock", "header.freshness")


def read_xwd(content):
    """24 bit deep, 32 bits a pixel, as Xvfb gives it."""
    header = struct.unpack(">25I", content[:100])
    header_size, width, height, bits, line_bytes, colours = header[0], header[4], header[5], header[11], header[12], header[19]
    assert bits == 32, bits
    pixels = content[header_size + colours * 12:]
    return Image.frombytes("RGB", (width, height), pixels[:line_bytes * height], "raw", "BGRX", line_bytes)


def share_that_differs(one, other, tree):
    """Without the clock and the age of what is shown, which go on between the two pictures."""
    far = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).convert("L").point(lambda value: 255 if value > 8 else 0)
    for x, y, width, height in (w["rect_px"] for w in tree["widgets"] if w["id"] in GOES_ON):
        far.paste(0, tuple(round(value) for value in (x, y, x + width, y + height)))
    return far.histogram()[255] / (far.width * far.height)


class Windows(unittest.TestCase):
    def enrolled_board(self, scene):
        """A board's data folder, with the centre's last word in it."""
        board = scene.board()
        board.must(do="wait", id="board.bill", timeout_ms=10000)
        board.quit()
        return board.data

    def headless(self, scene, data, width, height):
        board = support.Board(data, scene.centre.address, "--no-link", "--windowed", f"{width}x{height}", "--px-per-mm", str(PX_PER_MM))
        scene.boards.append(board)
        board.start(orientation="portrait" if height > width else "landscape")
        board.must(do="wait", id="board.bill", timeout_ms=10000)
        picture = scene.folder / f"headless-{width}x{height}.png"
        board.must(do="shot", path=str(picture))
        tree = board.tree()
        board.quit()
        return Image.open(picture), tree

    def kiosk(self, data, *options):
        return [str(support.build_folder() / "bin" / "gridboard-kiosk"), "--data", str(data), "--no-link", "--server",
                "http://127.0.0.1:9", "--px-per-mm", str(PX_PER_MM), *options]

    def compare_until_alike(self, take, expected, tree):
        """The window is up some moments after its program starts."""
        last = 1.0

        def alike():
            nonlocal last
            picture = take()
            if picture is None or picture.size != expected.size:
                return False
            last = share_that_differs(picture, expected, tree)
            return last <= MOST_DIFFERENT

        try:
            support.wait_until(alike, "the board on the screen", 60)
        except AssertionError:
            self.fail(f"{last:.1%} of the pixels differ from the headless board's")

    def test_on_an_x_server(self):
        with support.Scene() as scene:
            data = self.enrolled_board(scene)
            expected, tree = self.headless(scene, data, 1080, 1920)
            reader, writer = os.pipe()
            server = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"],
                                      pass_fds=[writer], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            os.close(writer)
            board = None
            try:
                display = f":{os.read(reader, 16).decode().strip()}"
                environment = {key: value for key, value in os.environ.items() if key != "WAYLAND_DISPLAY"}
                environment["DISPLAY"] = display
                board = subprocess.Popen(self.kiosk(data), env=environment, stderr=subprocess.DEVNULL)

                def take():
                    done = subprocess.run(["xwd", "-root", "-silent", "-display", display], capture_output=True)
                    return read_xwd(done.stdout) if done.returncode == 0 else None

                self.compare_until_alike(take, expected, tree)
                self.assertIsNone(board.poll())
            finally:
                os.close(reader)
                for process in (board, server):
                    if process:
                        process.terminate()
                        process.wait(10)

    def test_in_cage(self):
        with support.Scene() as scene:
            data = self.enrolled_board(scene)
            expected, tree = self.headless(scene, data, 1280, 720)
            folder = pathlib.Path(tempfile.mkdtemp(prefix="gridboard-cage-"))
            # cage gives root away before it starts, and doesn't start if it can't.
            as_user, owner = [], os.geteuid()
            if owner == 0:
                nobody = pwd.getpwnam("nobody")
                owner = nobody.pw_uid
                as_user = ["setpriv", f"--reuid={nobody.pw_uid}", f"--regid={nobody.pw_gid}", "--clear-groups"]
            shutil.copytree(data, folder / "data")
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, owner, -1)
            folder.chmod(0o700)
            environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "WLR_BACKENDS": "headless",
                           "WLR_LIBINPUT_NO_DEVICES": "1", "WLR_RENDERER": "pixman", "LANG": "C.UTF-8"}
            log = open(scene.folder / "cage.log", "wb")
            told = folder / "display"
            wrapped = ["sh", "-c", f'echo "$DISPLAY" > {told}; exec "$@"', "sh", *self.kiosk(folder / "data")]
            cage = subprocess.Popen([*as_user, "cage", "--", *wrapped], env=environment, stdout=log, stderr=log, start_new_session=True)
            try:
                def take():
                    self.assertIsNone(cage.poll(), (scene.folder / "cage.log").read_text("utf-8", "replace")[-2000:])
                    if not told.exists() or not told.read_text().strip():
                        return None
                    done = subprocess.run([*as_user, "xwd", "-name", "Gridboard", "-silent"], capture_output=True,
                                          env=dict(environment, DISPLAY=told.read_text().strip()))
                    return read_xwd(done.stdout) if done.returncode == 0 and done.stdout else None

                self.compare_until_alike(take, expected, tree)
            finally:
                cage.terminate()
                cage.wait(10)
                log.close()
                shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()
